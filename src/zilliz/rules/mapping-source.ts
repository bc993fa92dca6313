import type { Problem, Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';
import { knownContents } from '../model/expand-mappings';
import { mappingsOf, sourceOf } from '../model/mappings';

/** What is restored is in the backup. */
export const mappingSource: Rule<Partial<CollectionsDeclaration>> = {
  id: 'ZILLIZ_MAPPING_SOURCE',
  severity: 'error',
  holds: 'Every mapped database and collection is in the backup, as far as the catalog lists them',
  remedy: 'Name what the backup holds',
  source: 'https://docs.zilliz.com/reference/restful/describe-backup-v2',
  certainty: 'documented',
  check(declaration, circumstances) {
    const { backup } = declaration;
    const contents = backup && knownContents(backup);
    if (contents === undefined) return [];
    const databases = new Map(
      contents.map(({ dbName, collectionNames }) => [dbName, new Set(collectionNames)]),
    );
    return mappingsOf(declaration).flatMap((placed): Problem[] => {
      const source = sourceOf(placed, circumstances);
      if (source === undefined) return [];
      const { dbName, collectionName } = source;
      const names = databases.get(dbName);
      if (names === undefined) {
        const path = `${placed.path}.dbName`;
        const problem = 'is not a database of the backup';
        return [{ path, problem, got: dbName, fix: oneOf([...databases.keys()]) }];
      }
      if (collectionName === undefined || names.has(collectionName)) return [];
      const path = `${placed.path}.collectionName`;
      const problem = `is not a collection of database ${JSON.stringify(dbName)} in the backup`;
      return [{ path, problem, got: collectionName, fix: oneOf([...names]) }];
    });
  },
};

const MOST_NAMES = 5;

function oneOf(names: readonly string[]): string {
  if (names.length === 0) return 'It has none';
  const shown = names.slice(0, MOST_NAMES).map((name) => JSON.stringify(name));
  const more = names.length > MOST_NAMES ? ` … (${names.length} in all)` : '';
  return `It has ${shown.join(', ')}${more}`;
}
