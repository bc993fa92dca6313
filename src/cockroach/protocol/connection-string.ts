import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { ClientError, UnusableResponse } from '../../client/errors';
import { once } from '../../text/once';
import { shownPath } from '../../vendor/request';
import { clusterPath } from '../definition/paths';

const answerSchema = once(() => z.object({ connection_string: z.string() }));

/** Longer than any address: what is longer is not one. */
const LONGEST = 2048;

/**
 * How clients reach a cluster, without a user and a password; empty where the API does not report. It is not a reason to
 * fail a restore that has ended well: whatever uses the output fails instead.
 */
export async function connectionStringOf(
  api: Reader,
  clusterId: string,
  plan: string,
  say: (line: string) => void,
): Promise<string> {
  const path = clusterPath(clusterId, 'connection-string');
  // The vendor asks Advanced clusters, and only those, for the system whose paths of certificates it writes.
  const query = plan === 'ADVANCED' ? { os: 'LINUX' } : {};
  try {
    const { data } = await api.read({ method: 'GET', path, query });
    const parsed = z.safeParse(answerSchema(), data);
    if (parsed.success && isAddress(parsed.data.connection_string)) {
      return parsed.data.connection_string;
    }
    throw new UnusableResponse(`the response to GET ${shownPath(path)} has no connection string`);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    say(`connectionString is not known: ${error.problem}`);
    return '';
  }
}

/** An address of PostgreSQL's protocol that holds no password, so that none gets into Terraform's state. */
function isAddress(text: string): boolean {
  if (text.length > LONGEST || !/^postgres(ql)?:\/\/[\x21-\x7e]+$/.test(text)) return false;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && url.password === '' && !url.searchParams.has('password');
}
