import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { once } from '../../text/once';
import { cut } from '../../text/text';
import type { Progress } from '../../vendor/outcomes';
import { parseOne, requireAsked } from '../../vendor/read-one';
import { clusterPath } from '../definition/paths';
import { notEmptyExplained } from './not-empty';
import { allOf } from './pages';
import { NOT_FOUND } from './read-response';

const itemSchema = once(() =>
  z.object({
    database: z.optional(z.string()),
    schema: z.optional(z.string()),
    table: z.optional(z.string()),
  }),
);

/** What this library reads of a restore. All but the id may be missing. */
const restoreSchema = once(() =>
  z.object({
    id: z.string().check(z.minLength(1)),
    backup_id: z._default(z.string(), ''),
    status: z._default(z.string(), ''),
    type: z._default(z.string(), ''),
    created_at: z._default(z.string(), ''),
    completed_at: z.optional(z.nullable(z.string())),
    completion_percent: z.optional(z.nullable(z.number())),
    crdb_job_id: z.optional(z.nullable(z.string())),
    client_error_code: z.optional(z.nullable(z.number())),
    client_error_message: z.optional(z.nullable(z.string())),
    objects: z.optional(z.nullable(z.array(itemSchema()))),
    restore_opts: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
    source_cluster_name: z.optional(z.nullable(z.string())),
    destination_cluster_name: z.optional(z.nullable(z.string())),
  }),
);

/** See {@link Restore}. */
export type Restore = z.infer<ReturnType<typeof restoreSchema>>;

/** Whether nothing will come of a restore any more; an unknown status says that something may. */
export function hasEnded({ status }: Pick<Restore, 'status'>): boolean {
  return status === 'SUCCESS' || status === 'FAILED';
}

/** The name that a restore gives to its one database, where its options have one. */
export function newDatabaseName(options: Restore['restore_opts']): string | undefined {
  const name = options?.new_db_name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** Reads a response that describes a restore; `undefined` when it describes none. */
export function restoreIn(body: unknown): Restore | undefined {
  const parsed = z.safeParse(restoreSchema(), body);
  return parsed.success ? parsed.data : undefined;
}

/** One restore of a destination; `undefined` where it has none of this id. */
export async function tryRestoreOf(
  api: Reader,
  destination: string,
  restoreId: string,
): Promise<Restore | undefined> {
  const path = clusterPath(destination, 'restores', restoreId);
  const { data, refusedWith } = await api.read({ method: 'GET', path, expectedCodes: NOT_FOUND });
  if (refusedWith !== undefined) return undefined;
  const restore = parseOne(data, path, restoreSchema(), 'describes no restore');
  // The end of another restore is not that of this one.
  requireAsked('restore', path, restore.id, restoreId);
  return restore;
}

/** Every restore of a destination, the newest first: one that is overlooked may be the one that counts. */
export async function restoresOf(api: Reader, destination: string): Promise<Restore[]> {
  const path = clusterPath(destination, 'restores');
  return await allOf(api, { path, list: 'restores', order: 'DESC' }, restoreSchema());
}

/** One poll of a restore. */
export async function pollJob(
  api: Reader,
  destination: string,
  restoreId: string,
): Promise<Progress> {
  const restore = await tryRestoreOf(api, destination, restoreId);
  if (restore === undefined) {
    return { state: 'missing', status: `the destination ${destination} has no such restore` };
  }
  const { status } = restore;
  if (status === 'SUCCESS') return { state: 'done', status };
  if (status === 'FAILED') return { state: 'failed', status, reason: reasonOf(restore) };
  // Any other status, known or not, is polled on: the vendor may add one.
  const percent = percentOf(restore);
  const shown = percent === undefined ? status : `${status} ${percent} %`;
  const running = { state: 'running', status: shown || 'of unknown status' } as const;
  return percent === undefined ? running : { ...running, percent };
}

// The specification says 0 to 1; its samples show 1 for a restore that has not begun, which says nothing.
function percentOf({ completion_percent: share }: Restore): number | undefined {
  if (typeof share !== 'number' || share <= 0 || share >= 1) return undefined;
  return Math.round(share * 100);
}

function reasonOf(restore: Restore): string {
  const { client_error_code: code, client_error_message: message } = restore;
  const said = message ? cut(message, 160) : 'the API gives no message';
  const explained = notEmptyExplained(message ?? '');
  const numbered = typeof code === 'number' ? `code ${code}: ${said}` : said;
  return explained === undefined ? numbered : `${numbered}; ${explained}`;
}
