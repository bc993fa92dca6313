import type { Problem, Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';
import { mappingsOf } from '../model/mappings';

/** What is said of one collection needs one collection. */
export const mappingDatabase: Rule<Partial<CollectionsDeclaration>> = {
  id: 'ZILLIZ_MAPPING_DATABASE',
  severity: 'error',
  holds:
    'destCollectionName and destCollectionStatus need a collectionName: a whole database keeps the names of its collections and is restored unloaded',
  remedy: 'Remove it, or name the collection',
  source: 'https://docs.zilliz.com/reference/restful/restore-collection-backup-v2',
  certainty: 'documented',
  check(declaration, { isUnknown }) {
    return mappingsOf(declaration).flatMap(({ path, mapping }): Problem[] => {
      const { collectionName, destCollectionName, destCollectionStatus } = mapping;
      if (collectionName !== undefined || isUnknown(`${path}.collectionName`)) return [];
      const fix = 'Remove it, or name the collection';
      const nameProblem = 'is for one collection, and this mapping restores a whole database';
      const statusProblem = 'a whole database is restored unloaded';
      const problemOf = (prop: string, problem: string, got: string) => [
        { path: `${path}.${prop}`, problem, got, fix },
      ];
      return [
        ...(destCollectionName === undefined
          ? []
          : problemOf('destCollectionName', nameProblem, destCollectionName)),
        ...(destCollectionStatus === undefined || destCollectionStatus === 'UNLOADED'
          ? []
          : problemOf('destCollectionStatus', statusProblem, destCollectionStatus)),
      ];
    });
  },
};
