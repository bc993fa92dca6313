import { type Restore, restoreIn } from './jobs';

/** Whether a restore of the destination is what a body asks for; `maybe` where the API leaves out its options. */
export type Sameness = 'yes' | 'maybe' | 'no';

/** Compares a restore with the body of a request: type, backup, objects and options. */
export function compareRestore(
  restore: Restore,
  body: Readonly<Record<string, unknown>>,
): Sameness {
  const wanted = restoreIn({ id: 'wanted', ...body });
  const { type, backup_id, objects } = restore;
  if (wanted === undefined || type !== wanted.type || backup_id !== wanted.backup_id) return 'no';
  if (objects && sorted(objects) !== sorted(wanted.objects)) return 'no';
  const options = optionsOf(wanted.restore_opts);
  // Without the field the options of another operator's restore would pass for ours.
  if (!restore.restore_opts) return options === NO_OPTIONS ? 'yes' : 'maybe';
  return optionsOf(restore.restore_opts) === options ? 'yes' : 'no';
}

/** The API sorts the objects. */
function sorted(objects: Restore['objects']): string {
  const names = (objects ?? []).map(({ database = '', schema = '', table = '' }) =>
    JSON.stringify([database, schema, table]),
  );
  return names.sort().join();
}

/** The API fills in options that were not given, with `false` and empty strings. */
function optionsOf(options: Restore['restore_opts']): string {
  const chosen = Object.entries(options ?? {}).filter(
    ([, value]) => value !== false && value !== '',
  );
  return JSON.stringify(chosen.sort());
}

const NO_OPTIONS = JSON.stringify([]);
