import type { Problem, Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';
import { mappingsOf } from '../model/mappings';

/** The collections of an encrypted cluster stay in their database. */
export const mappingEncrypted: Rule<Partial<CollectionsDeclaration>> = {
  id: 'ZILLIZ_MAPPING_ENCRYPTED',
  severity: 'acknowledge',
  mayComeLater: true,
  holds: 'No collection of an encrypted backup is restored to another database',
  remedy: 'Restore it to a database of the same name, or acknowledge the rule',
  source: 'https://docs.zilliz.com/docs/cmek',
  certainty:
    'documented for moves in an encrypted cluster; that a restore counts as one is inferred',
  check(declaration) {
    if (declaration.backup?.known?.encrypted !== true) return [];
    return mappingsOf(declaration).flatMap(({ path, mapping }): Problem[] => {
      const { dbName, destDbName } = mapping;
      if (dbName === undefined || destDbName === undefined || dbName === destDbName) return [];
      const problem = `moves collections out of database ${JSON.stringify(dbName)}, and each database of an encrypted cluster has its own key`;
      const fix = 'Restore it to a database of the same name';
      return [{ path: `${path}.destDbName`, problem, got: destDbName, fix }];
    });
  },
};
