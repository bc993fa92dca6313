import { type Restore, restoreIn } from './jobs';

/** Whether a restore of the destination is what a body asks for; `maybe` where the API leaves out its options. */
export type Sameness = 'yes' | 'maybe' | 'no';

/** Compares a restore with the body of a request: type, backup, objects and options. */
export function compareRestore(
  restore: Restore,
  body: Readonly<Record<string, unknown>>,
): Sameness {
  const wanted = restoreIn({ id: 'wanted', ...body });
  const { objects } = restore;
  if (wanted === undefined || !isOfBackup(restore, wanted)) return 'no';
  if (objects && sortObjects(objects) !== sortObjects(wanted.objects)) return 'no';
  if (restore.type === '' || restore.backup_id === '') return 'maybe';
  const options = optionsOf(wanted.restore_opts);
  // Without the field the options of another operator's restore would pass for ours.
  if (!restore.restore_opts) return options === NO_OPTIONS ? 'yes' : 'maybe';
  return optionsOf(restore.restore_opts) === options ? 'yes' : 'no';
}

/** Whether a restore is of the same type and backup, as far as the API tells, whatever else was asked for. */
export function isOfBackup(
  restore: Restore,
  wanted: Readonly<{ type?: unknown; backup_id?: unknown }>,
): boolean {
  const isSame = (one: string, other: unknown) =>
    one === '' || one.toLowerCase() === String(other).toLowerCase();
  return isSame(restore.type, wanted.type) && isSame(restore.backup_id, wanted.backup_id);
}

/** The API sorts the objects. */
function sortObjects(objects: Restore['objects']): string {
  const names = (objects ?? []).map(({ database = '', schema = '', table = '' }) =>
    JSON.stringify([database, schema, table]),
  );
  return names.sort().join();
}

/** The API fills in options that were not given, with `false` and empty strings; `null` is no value either. */
function optionsOf(options: Restore['restore_opts']): string {
  const chosen = Object.entries(options ?? {}).filter(
    ([, value]) => value !== false && value !== '' && value !== null,
  );
  return JSON.stringify(chosen.sort());
}

const NO_OPTIONS = JSON.stringify([]);
