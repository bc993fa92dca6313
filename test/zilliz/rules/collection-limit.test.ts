import { collectionLimit } from '../../../src/zilliz/rules/collection-limit';
import { said } from '../../support/rules';

const backupOf = (count: number) => ({
  clusterId: 'in01-3b1c0a5d4e6f789',
  known: {
    collections: [
      { dbName: 'empty' },
      ...Array.from({ length: count }, (_, index) => ({
        dbName: 'default',
        collectionName: `c${index}`,
      })),
    ],
  },
});

describe('ZILLIZ_COLLECTION_LIMIT', () => {
  test('asks about a cluster that is too small for the collections of the backup', () => {
    expect(said(collectionLimit, { cuSize: 1, backup: backupOf(1025) })).toEqual([
      'acknowledge: cuSize: holds at most 1,024 collections, and the backup has 1,025, got 1. Use at least 2 CU. [ZILLIZ_COLLECTION_LIMIT]',
    ]);
  });

  test.each([
    [1, 1024, 0],
    [1, 1025, 1],
    [4, 4096, 0],
    [4, 4097, 1],
    [16, 16_384, 0],
    [16, 16_385, 1],
    [64, 16_384, 0],
    [64, 16_385, 1],
  ])('%d CU with %d collections', (cuSize, count, findings) => {
    expect(said(collectionLimit, { cuSize, backup: backupOf(count) })).toHaveLength(findings);
  });

  test('no size holds more than 16,384 collections', () => {
    const fix = (count: number) => said(collectionLimit, { cuSize: 1, backup: backupOf(count) })[0];
    expect(fix(16_384)).toContain('Use at least 16 CU');
    expect(fix(16_385)).toContain('with RestoredCollections');
  });

  test('counts no empty database, and says nothing of what it does not know', () => {
    expect(said(collectionLimit, { cuSize: 1, backup: backupOf(0) })).toEqual([]);
    expect(said(collectionLimit, { backup: backupOf(2000) })).toEqual([]);
    const backup = { clusterId: 'in01-3b1c0a5d4e6f789' };
    expect(said(collectionLimit, { cuSize: 1, backup })).toEqual([]);
  });
});
