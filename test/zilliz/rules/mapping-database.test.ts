import { mappingDatabase } from '../../../src/zilliz/rules/mapping-database';
import { said } from '../../support/rules';

describe('ZILLIZ_MAPPING_DATABASE', () => {
  test('rejects what is said of one collection where a whole database is restored', () => {
    const mapping = {
      dbName: 'default',
      destCollectionName: 'articles',
      destCollectionStatus: 'LOADED' as const,
    };
    expect(said(mappingDatabase, { collectionMappings: [{ dbName: 'other' }, mapping] })).toEqual([
      'error: collectionMappings[1].destCollectionName: is for one collection, and this mapping restores a whole database, got "articles". Remove it, or name the collection. [ZILLIZ_MAPPING_DATABASE]',
      'error: collectionMappings[1].destCollectionStatus: a whole database is restored unloaded, got "LOADED". Remove it, or name the collection. [ZILLIZ_MAPPING_DATABASE]',
    ]);
  });

  test.each([
    ['a whole database', { dbName: 'default', destDbName: 'archive' }],
    [
      'a whole database that is to be unloaded',
      { dbName: 'default', destCollectionStatus: 'UNLOADED' as const },
    ],
    [
      'a collection',
      {
        dbName: 'd',
        collectionName: 'c',
        destCollectionName: 'e',
        destCollectionStatus: 'LOADED' as const,
      },
    ],
  ])('accepts %s', (_title, mapping) => {
    expect(said(mappingDatabase, { collectionMappings: [mapping] })).toEqual([]);
  });

  test('accepts a collection whose name only Terraform knows', () => {
    const collectionMappings = [{ dbName: 'default', destCollectionName: 'articles' }];
    const unknown = ['collectionMappings[0].collectionName'];
    expect(said(mappingDatabase, { collectionMappings }, { unknown })).toEqual([]);
  });
});
