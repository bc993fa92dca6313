import { mappingSource } from '../../../src/zilliz/rules/mapping-source';
import { said } from '../../support/rules';

const collections = [
  ...['articles', 'authors', 'c3', 'c4', 'c5', 'c6'].map((collectionName) => ({
    dbName: 'default',
    collectionName,
  })),
  { dbName: 'empty' },
];
const backup = { clusterId: 'in01-3b1c0a5d4e6f789', known: { collections } };

describe('ZILLIZ_MAPPING_SOURCE', () => {
  test('rejects a database and a collection that are not in the backup, each by its place', () => {
    const collectionMappings = [
      { dbName: 'default', collectionName: 'articles' },
      { dbName: 'defaults', collectionName: 'articles' },
      { dbName: 'default', collectionName: 'Articles' },
      { dbName: 'empty', collectionName: 'articles' },
    ];
    expect(said(mappingSource, { backup, collectionMappings })).toEqual([
      'error: collectionMappings[1].dbName: is not a database of the backup, got "defaults". It has "default", "empty". [ZILLIZ_MAPPING_SOURCE]',
      'error: collectionMappings[2].collectionName: is not a collection of database "default" in the backup, got "Articles". It has "articles", "authors", "c3", "c4", "c5" … (6 in all). [ZILLIZ_MAPPING_SOURCE]',
      'error: collectionMappings[3].collectionName: is not a collection of database "empty" in the backup, got "articles". It has none. [ZILLIZ_MAPPING_SOURCE]',
    ]);
  });

  test('names up to five without counting them', () => {
    const known = { collections: collections.slice(0, 5) };
    const collectionMappings = [{ dbName: 'default', collectionName: 'none' }];
    expect(said(mappingSource, { backup: { ...backup, known }, collectionMappings })).toEqual([
      'error: collectionMappings[0].collectionName: is not a collection of database "default" in the backup, got "none". It has "articles", "authors", "c3", "c4", "c5". [ZILLIZ_MAPPING_SOURCE]',
    ]);
  });

  test('accepts what is there, and whole databases, an empty one included', () => {
    const collectionMappings = [
      { dbName: 'default', collectionName: 'authors' },
      { dbName: 'default' },
      { dbName: 'empty' },
    ];
    expect(said(mappingSource, { backup, collectionMappings })).toEqual([]);
  });

  test('says nothing without a catalog, or of names that only Terraform knows', () => {
    const collectionMappings = [{ dbName: 'nowhere', collectionName: 'nothing' }];
    expect(said(mappingSource, { collectionMappings })).toEqual([]);
    for (const name of ['dbName', 'collectionName']) {
      const unknown = [`collectionMappings[0].${name}`];
      expect(said(mappingSource, { backup, collectionMappings }, { unknown })).toEqual([]);
    }
  });
});
