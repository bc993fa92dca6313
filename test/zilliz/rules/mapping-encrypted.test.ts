import { mappingEncrypted } from '../../../src/zilliz/rules/mapping-encrypted';
import { said } from '../../support/rules';

const backup = (encrypted?: boolean) => ({
  clusterId: 'in01-3b1c0a5d4e6f789',
  known: { ...(encrypted === undefined ? {} : { encrypted }) },
});
const moved = [
  { dbName: 'default', collectionName: 'articles' },
  { dbName: 'default', collectionName: 'authors', destDbName: 'archive' },
];

describe('ZILLIZ_MAPPING_ENCRYPTED', () => {
  test('asks about a collection of an encrypted backup that leaves its database', () => {
    expect(said(mappingEncrypted, { backup: backup(true), collectionMappings: moved })).toEqual([
      'acknowledge: collectionMappings[1].destDbName: moves collections out of database "default", and each database of an encrypted cluster has its own key, got "archive". Restore it to a database of the same name. [ZILLIZ_MAPPING_ENCRYPTED]',
    ]);
  });

  test.each([
    ['a backup that is not encrypted', false],
    ['one of which that is not known', undefined],
  ])('accepts it of %s', (_title, encrypted) => {
    const declaration = { backup: backup(encrypted), collectionMappings: moved };
    expect(said(mappingEncrypted, declaration)).toEqual([]);
  });

  test('accepts the same database, named or not', () => {
    const collectionMappings = [{ dbName: 'd' }, { dbName: 'd', destDbName: 'd' }];
    expect(said(mappingEncrypted, { backup: backup(true), collectionMappings })).toEqual([]);
  });
});
