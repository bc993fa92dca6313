import { Rerun, zilliz } from '../../../src';
import { collectionRules } from '../../../src/zilliz/rules';
import { mappingCount } from '../../../src/zilliz/rules/mapping-count';
import { refusalOf, synthesised } from '../../support/app';
import { NOW, said } from '../../support/rules';
import { stepOf } from '../../support/runner';
import { BACKUP, SOURCE_CLUSTER } from '../../support/zilliz';

const FIX =
  'Map whole databases (no collectionName), or divide the list among several RestoredCollections';
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ dbName: 'd', collectionName: `c${index}` }));
/** A list of two mappings that is so many bytes long as JSON. */
function ofBytes(bytes: number) {
  const list = [{ dbName: 'd' }, { dbName: '' }];
  return [{ dbName: 'd' }, { dbName: 'x'.repeat(bytes - JSON.stringify(list).length) }];
}

describe('ZILLIZ_MAPPING_COUNT', () => {
  test('rejects an empty list', () => {
    expect(said(mappingCount, { collectionMappings: [] })).toEqual([
      'error: collectionMappings: must have at least one mapping, got []. Leave it out to restore everything in the backup, or say what to restore. [ZILLIZ_MAPPING_COUNT]',
    ]);
  });

  test('rejects more mappings than are of use', () => {
    expect(said(mappingCount, { collectionMappings: many(501) })).toEqual([
      `error: collectionMappings: must have at most 500 mappings, but has 501. ${FIX}. [ZILLIZ_MAPPING_COUNT]`,
    ]);
  });

  test('rejects more text than fits into one environment variable', () => {
    expect(said(mappingCount, { collectionMappings: ofBytes(98_305) })).toEqual([
      `error: collectionMappings: must have at most 98304 bytes as JSON, but has 98305. ${FIX}. [ZILLIZ_MAPPING_COUNT]`,
    ]);
  });

  test('rejects names whose jobs do not fit into the variable of the wait, which comes after the calls', () => {
    const named = (length: number) =>
      many(500).map(({ collectionName }) => ({
        dbName: 'd',
        collectionName: collectionName.padEnd(length, 'x'),
      }));
    expect(JSON.stringify(named(150)).length).toBeLessThan(98_304);
    expect(said(mappingCount, { collectionMappings: named(150) })).toEqual([
      `error: collectionMappings: has names that are together too long for one wait. ${FIX}. [ZILLIZ_MAPPING_COUNT]`,
    ]);
    expect(said(mappingCount, { collectionMappings: named(80) })).toEqual([]);
  });

  test.each([
    ['no list, which is everything', undefined, 0],
    ['one mapping', many(1), 0],
    ['499 mappings', many(499), 0],
    ['500 mappings', many(500), 0],
    ['501 mappings', many(501), 1],
    ['98,303 bytes', ofBytes(98_303), 0],
    ['98,304 bytes', ofBytes(98_304), 0],
    ['98,305 bytes', ofBytes(98_305), 1],
  ])('%s', (_title, collectionMappings, findings) => {
    const declaration = collectionMappings === undefined ? {} : { collectionMappings };
    expect(said(mappingCount, declaration)).toHaveLength(findings);
  });

  test.each([
    ['whenBackupChanges', Rerun.whenBackupChanges()],
    ['whenAnythingChanges', Rerun.whenAnythingChanges()],
  ])('leaves room in the environment variable at the limit, with Rerun.%s()', (_title, rerun) => {
    const name = 'c'.repeat(68);
    const collectionMappings = many(500).map(({ collectionName }) => ({
      dbName: 'default',
      collectionName: `${name}${collectionName}`,
      destCollectionName: `restored_${collectionName}_${name.slice(34)}`,
    }));
    const bytes = JSON.stringify(collectionMappings).length;
    expect(bytes).toBeGreaterThan(90_000);
    const folder = synthesised((stack) => {
      new zilliz.RestoredCollections(stack, 'articles', {
        backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
        targetCluster: 'in01-0a1b2c3d4e5f678',
        collectionMappings,
        rerun,
      });
    });
    for (const step of ['submit', 'wait'] as const) {
      const spec = stepOf(folder, step).environment.CLUSTER_RESTORE_SPEC ?? '';
      expect(Buffer.byteLength(spec)).toBeLessThan(bytes + 2048);
    }
  });

  test('refuses 2,000 mappings, all of them doubled, with one line', () => {
    const lines = refusalOf((stack) => {
      new zilliz.RestoredCollections(stack, 'articles', {
        backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
        targetCluster: 'in01-0a1b2c3d4e5f678',
        collectionMappings: [...many(1000), ...many(1000)],
      });
    });
    expect(lines).toEqual([
      `[stack/articles] collectionMappings: must have at most 500 mappings, but has 2000. ${FIX}. [ZILLIZ_MAPPING_COUNT]`,
    ]);
  });

  test('a list that is too long is checked as a whole: no other rule compares its mappings', () => {
    let reads = 0;
    const counted = (count: number) =>
      many(count).map((mapping) => ({
        ...mapping,
        get dbName() {
          reads += 1;
          return 'd';
        },
      }));
    const circumstances = { now: NOW, isUnknown: () => false, stack: 'stack' };
    const check = (count: number) => {
      reads = 0;
      const declaration = { collectionMappings: counted(count) };
      for (const rule of collectionRules) rule.check(declaration, circumstances);
      return reads;
    };
    expect(check(500)).toBeGreaterThanOrEqual(500);
    expect(check(501)).toBe(0);
  });
});
