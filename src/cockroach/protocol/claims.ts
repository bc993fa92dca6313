import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { parseJson } from '../../text/nesting';
import { once } from '../../text/once';
import { quote } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import type { Claim } from '../../vendor/outcomes';
import { isSurelyBefore } from '../../vendor/vendor-clock';
import { type Restore, tryRestoreOf } from './jobs';
import { compareRestore } from './same-restore';

/** Whether the restore that somebody names is the one that a request began. */
export async function doubtsOfClaim(api: Reader, claim: Claim): Promise<readonly string[]> {
  const { cluster_id: clusterId, job_id: id = '', destination_cluster_id } = claim.recorded;
  if (clusterId !== undefined || id === '') {
    return ['only a restore can be adopted here, by its id: job_id=<id>'];
  }
  return doubtsOfRestore(await tryRestoreOf(api, destination_cluster_id ?? '', id), claim);
}

/** What a restore of the destination says about itself; `undefined` where there is none of this id. */
export function doubtsOfRestore(
  restore: Restore | undefined,
  { recorded, sentAt }: Claim,
): string[] {
  const { job_id: id, destination_cluster_id: destination } = recorded;
  if (restore === undefined) {
    return [`the destination ${destination} has no restore ${quote(id)}`];
  }
  const doubts: string[] = [];
  if (restore.status === 'FAILED') doubts.push('it FAILED, and there is nothing to wait for');
  const body = bodyIn(recorded.request);
  if (body === undefined) doubts.push('the request was not recorded');
  else if (compareRestore(restore, body) === 'no') {
    doubts.push('its type, backup, objects or options are not those that were requested');
  }
  if (sentAt === undefined) return doubts;
  if ((recorded.restores_before ?? '').split(' ').includes(restore.id)) {
    doubts.push('it existed before the request');
  }
  const created = parseTimestamp(restore.created_at);
  const requestedAt = parseTimestamp(recorded.requested_at) ?? sentAt;
  if (created !== undefined && isSurelyBefore(created, requestedAt)) {
    doubts.push(
      `it began at ${restore.created_at}, before the request (${requestedAt.toISOString()})`,
    );
  }
  return doubts;
}

const bodySchema = once(() => z.record(z.string(), z.unknown()));

function bodyIn(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const parsed = z.safeParse(bodySchema(), parseJson(text ?? ''));
  return parsed.success ? parsed.data : undefined;
}
