import { parseJson } from '../../text/nesting';
import { quote } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import { hasEnded, newDatabaseName, type Restore } from './jobs';
import { compareRestore } from './same-restore';

type Body = Readonly<Record<string, unknown>>;

/** What is known of the databases that a restore made. */
export interface Evidence {
  /** The id of the restore, and its destination, as they were recorded. */
  readonly id: string;
  readonly destination: string;
  /** What was requested; `undefined` where that was not recorded. */
  readonly body: Body | undefined;
  /** The restore as the vendor describes it; `undefined` where the destination has none of this id. */
  readonly restore: Restore | undefined;
  /** Every restore of the destination. */
  readonly all: readonly Restore[];
}

/**
 * Why a restore may not have made the databases that have these names now, each in a sentence without the full stop; none
 * means that it is proven. Evidence is the restore at the vendor: what is recorded here may have been edited. The API
 * reports neither an id nor a time for a database: one that somebody dropped and created again under the same name cannot
 * be distinguished from it.
 */
export function doubtsOfDatabases({ id, body, restore, all, destination }: Evidence): string[] {
  const names = namesOf(body);
  if (body === undefined || names.length === 0) return ['the request was not recorded'];
  if (restore === undefined) {
    return [`${destination} has no restore ${quote(id)}, or the key cannot see it`];
  }
  return [
    ...idDoubts(restore, id),
    ...endDoubts(restore),
    ...requestDoubts(restore, body),
    ...laterDoubts(restore, names, all),
  ];
}

/**
 * Why databases stay although the restore made them: their name is the one that is backed up there, and whoever looks for
 * the original finds them. `sources`: clusters that restores of the app read from.
 */
export function reasonsToKeep(
  { destination, body, restore }: Evidence,
  sources: readonly string[],
): string[] {
  if (body === undefined || namesOf(body).length === 0) return [];
  if (newNameIn(body) !== undefined) return [];
  const from = restore?.source_cluster_name ?? '';
  const to = restore?.destination_cluster_name;
  // The body names the source where that is not the destination itself.
  const isOntoSource = body.source_cluster_id === undefined || (from !== '' && from === to);
  return [
    ...(isOntoSource
      ? ['the name is that of the database that was backed up, in its own cluster']
      : []),
    ...(sources.includes(destination) ? ['a restore reads from the backups of that cluster'] : []),
  ];
}

/** The names that the databases of a restore have in the destination. */
export function namesOf(body: Body = {}): string[] {
  const renamed = newNameIn(body);
  if (renamed !== undefined) return [renamed];
  const objects = Array.isArray(body.objects) ? (body.objects as unknown[]) : [];
  return objects.flatMap((one) => {
    const { database } = (one ?? {}) as { readonly database?: unknown };
    return typeof database === 'string' && database !== '' ? [database] : [];
  });
}

/** The names by what is declared, which is all that an older release recorded. */
export function declaredNames({
  databases,
  new_db_name: renamed,
}: Readonly<Record<string, string>>): string[] {
  if (renamed !== undefined) return [renamed];
  const names = parseJson(databases ?? '');
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** What was requested, as it was recorded. */
export function bodyOf(text: string | undefined): Body | undefined {
  const body = parseJson(text ?? '');
  return typeof body === 'object' && body !== null ? (body as Body) : undefined;
}

function idDoubts({ id: described }: Restore, id: string): string[] {
  return described === id
    ? []
    : [`the API describes restore ${quote(described)}, but ${quote(id)} is recorded`];
}

/** What fails is undone by the vendor: what has the name all the same may be why it failed. */
function endDoubts({ status }: Restore): string[] {
  return status === 'SUCCESS' ? [] : [`it is ${quote(status)}, and made nothing that stays`];
}

function requestDoubts(restore: Restore, body: Body): string[] {
  const sameness = compareRestore(restore, body);
  if (sameness === 'no') return ['its type, backup, objects or options are not those requested'];
  return sameness === 'maybe' && newNameIn(body) !== undefined
    ? ['the API does not report the name that it gave']
    : [];
}

/** Restores that may have put something else under these names since. */
function laterDoubts(own: Restore, names: readonly string[], all: readonly Restore[]): string[] {
  const since = all.filter((one) => one.id !== own.id && !isOver(one, own));
  return since.flatMap((one) => {
    const targets = namesOf({ objects: one.objects ?? [], restore_opts: one.restore_opts ?? {} });
    const isElsewhere = one.type === 'DATABASE' && !targets.some((name) => names.includes(name));
    return isElsewhere || one.type === 'TABLE' ? [] : [`restore ${one.id} did not end before it`];
  });
}

/** Whether a restore made nothing, or had made it before the other one began. */
function isOver(one: Restore, own: Restore): boolean {
  if (one.status === 'FAILED') return true;
  const [its, ours] = [parseTimestamp(one.created_at), parseTimestamp(own.created_at)];
  return hasEnded(one) && its !== undefined && ours !== undefined && its < ours;
}

function newNameIn({ restore_opts: options }: Body): string | undefined {
  return newDatabaseName(options as Restore['restore_opts']);
}
