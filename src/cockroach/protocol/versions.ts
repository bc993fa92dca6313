import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { RefusedError, UnusableResponse } from '../../client/errors';
import { once } from '../../text/once';
import { majorOf } from '../model/version';
import { allOf } from './pages';

const majorVersionSchema = once(() =>
  z.object({ version: z.string(), allowed_upgrades: z.array(z.string()) }),
);

/** HTTP's status for a key that is none. */
const KEY_NOT_ACCEPTED = 401;

/**
 * The major versions that a cluster of this version may be upgraded to, by the vendor's own list; `undefined` where it
 * does not tell. A missing response permits nothing: the caller falls back on the version table.
 */
export async function upgradesOf(
  api: Reader,
  version: string,
): Promise<readonly string[] | undefined> {
  const major = majorOf(version);
  if (major === undefined) return undefined;
  const asked = {
    path: ['api', 'v1', 'cluster-versions'],
    list: 'versions',
    order: 'DESC',
  } as const;
  try {
    const listed = await allOf(api, asked, majorVersionSchema());
    return listed.find((one) => majorOf(one.version) === major)?.allowed_upgrades;
  } catch (error) {
    const isNoList =
      error instanceof UnusableResponse ||
      (error instanceof RefusedError && error.request?.status !== KEY_NOT_ACCEPTED);
    if (isNoList) return undefined;
    throw error;
  }
}
