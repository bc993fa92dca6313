import { type Restore, restoreIn } from './jobs';

/** Whether a restore is what the body of a request asks for: type, backup, objects and options. */
export function isSame(restore: Restore, body: Readonly<Record<string, unknown>>): boolean {
  const wanted = restoreIn({ id: 'wanted', ...body });
  const { type, backup_id, objects, restore_opts: options } = restore;
  if (wanted === undefined || type !== wanted.type || backup_id !== wanted.backup_id) return false;
  // A list without objects or options says nothing of them; one with others is another restore.
  if (objects && sortedObjects(objects) !== sortedObjects(wanted.objects)) return false;
  return !options || sortedOptions(options) === sortedOptions(wanted.restore_opts ?? {});
}

/** The API sorts the objects. */
function sortedObjects(objects: Restore['objects']): string {
  const names = (objects ?? []).map(({ database = '', schema = '', table = '' }) =>
    JSON.stringify([database, schema, table]),
  );
  return names.sort().join();
}

/** Options that are not set come back as `""` or `false`. */
function sortedOptions(options: Readonly<Record<string, unknown>>): string {
  const set = Object.entries(options).filter(
    ([, value]) => value !== '' && value !== false && value != null,
  );
  return JSON.stringify(set.sort(([one], [other]) => (one < other ? -1 : 1)));
}
