import { catalog } from '../../../src/zilliz/rules/catalog';
import { said } from '../../support/rules';

const CLUSTER = 'in01-3b1c0a5d4e6f789';

function withProblem(kind: 'unreadable' | 'no-backup', problem: string) {
  const known = {
    catalog: 'catalogs/production.json',
    catalogProblem: { kind, problem, fix: 'Mend it' },
  };
  return { backup: { clusterId: CLUSTER, backupId: 'backup11_1', known } };
}

describe('ZILLIZ_CATALOG', () => {
  test('rejects a file that is of no use', () => {
    expect(said(catalog, withProblem('unreadable', 'is not JSON'))).toEqual([
      'error: backup: the catalog is not JSON, got "catalogs/production.json". Mend it. [ZILLIZ_CATALOG]',
    ]);
  });

  test('wants a backup that is not listed to be acknowledged, because a restore may be long done', () => {
    expect(said(catalog, withProblem('no-backup', 'lists no backup "backup11_1"'))).toEqual([
      'acknowledge: backup: the catalog lists no backup "backup11_1", got "catalogs/production.json". Mend it. [ZILLIZ_CATALOG]',
    ]);
  });

  test.each([
    ['a backup without a catalog', { backup: { clusterId: CLUSTER, backupId: 'backup11_1' } }],
    ['a declaration whose backup is unknown', {}],
  ])('accepts %s', (_title, declaration) => {
    expect(said(catalog, declaration)).toEqual([]);
  });
});
