import type { CollectionMappingDeclaration } from '../../../src/zilliz/model/declaration';
import { mappingTarget } from '../../../src/zilliz/rules/mapping-target';
import { said } from '../../support/rules';

const collections = ['articles', 'authors'].map((collectionName) => ({
  dbName: 'default',
  collectionName,
}));
const backup = { clusterId: 'in01-3b1c0a5d4e6f789', known: { collections } };
const rejected = (path: string, name: string, first: string) =>
  `error: ${path}: restores to ${name}, as ${first} does. Give one of them another destDbName or destCollectionName. [ZILLIZ_MAPPING_TARGET]`;

describe('ZILLIZ_MAPPING_TARGET', () => {
  test.each<[string, CollectionMappingDeclaration[], string]>([
    [
      'the same mapping twice',
      [
        { dbName: 'd', collectionName: 'c' },
        { dbName: 'd', collectionName: 'c' },
      ],
      'd.c',
    ],
    [
      'a new name that another collection keeps',
      [
        { dbName: 'd', collectionName: 'c' },
        { dbName: 'd', collectionName: 'e', destCollectionName: 'c' },
      ],
      'd.c',
    ],
    [
      'two databases that become one',
      [
        { dbName: 'd', destDbName: 'all' },
        { dbName: 'e', destDbName: 'all' },
      ],
      'all.*',
    ],
    [
      'collections of two databases that become one',
      [
        { dbName: 'd', collectionName: 'c', destDbName: 'x', destCollectionName: 'y' },
        { dbName: 'e', collectionName: 'y', destDbName: 'x' },
      ],
      'x.y',
    ],
  ])('rejects %s', (_title, collectionMappings, name) => {
    const lines = said(mappingTarget, { collectionMappings });
    expect(lines).toEqual([rejected('collectionMappings[1]', name, 'collectionMappings[0]')]);
  });

  test('knows from the catalog what a whole database takes', () => {
    const collectionMappings = [
      { dbName: 'default', destDbName: 'archive' },
      {
        dbName: 'other',
        collectionName: 'x',
        destDbName: 'archive',
        destCollectionName: 'authors',
      },
    ];
    expect(said(mappingTarget, { backup, collectionMappings })).toEqual([
      rejected('collectionMappings[1]', 'archive.authors', 'collectionMappings[0]'),
    ]);
    expect(said(mappingTarget, { collectionMappings })).toEqual([]);
  });

  test('does not count what other databases of the backup hold', () => {
    const known = { collections: [...collections, { dbName: 'other', collectionName: 'x' }] };
    const collectionMappings = [
      { dbName: 'default', destDbName: 'archive' },
      { dbName: 'other', collectionName: 'x', destDbName: 'archive' },
    ];
    const declaration = { backup: { ...backup, known }, collectionMappings };
    expect(said(mappingTarget, declaration)).toEqual([]);
  });

  test('looks at all of 500 mappings', () => {
    const mapping = (index: number) => ({ dbName: 'd', collectionName: `c${index}` });
    const collectionMappings = Array.from({ length: 500 }, (_, index) => mapping(index % 499));
    expect(said(mappingTarget, { collectionMappings })).toEqual([
      rejected('collectionMappings[499]', 'd.c0', 'collectionMappings[0]'),
    ]);
  });

  test.each<[string, CollectionMappingDeclaration[]]>([
    [
      'one collection restored twice under two names',
      [
        { dbName: 'd', collectionName: 'c' },
        { dbName: 'd', collectionName: 'c', destCollectionName: 'copy' },
      ],
    ],
    [
      'the same name in two databases',
      [
        { dbName: 'd', collectionName: 'c' },
        { dbName: 'e', collectionName: 'c' },
      ],
    ],
    [
      'names that only a dot makes alike',
      [
        { dbName: 'a.b', collectionName: 'c' },
        { dbName: 'a', collectionName: 'b.c' },
      ],
    ],
  ])('accepts %s', (_title, collectionMappings) => {
    expect(said(mappingTarget, { collectionMappings })).toEqual([]);
  });

  test('says nothing of targets that only Terraform knows', () => {
    const collectionMappings = [
      { dbName: 'd', collectionName: 'c' },
      { dbName: 'd', collectionName: 'c' },
    ];
    for (const name of ['dbName', 'collectionName', 'destDbName', 'destCollectionName']) {
      const unknown = [`collectionMappings[1].${name}`];
      expect(said(mappingTarget, { collectionMappings }, { unknown })).toEqual([]);
    }
  });
});
