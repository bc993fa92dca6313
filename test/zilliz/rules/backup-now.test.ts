import { TerraformVariable } from 'cdktf';
import { zilliz } from '../../../src';
import { refusalOf } from '../../support/app';
import { restoredCluster, SOURCE_CLUSTER } from '../../support/zilliz';

const clusterId = SOURCE_CLUSTER;

const refused = (now: object, props: object = {}) =>
  refusalOf((stack) => {
    new zilliz.RestoredCollections(stack, 'articles', {
      backup: zilliz.Backup.now({ clusterId, ...now }),
      targetCluster: 'in01-0a1b2c3d4e5f678',
      ...props,
    });
  }).map((line) => line.replace('[stack/articles] ', ''));

describe('ZILLIZ_BACKUP_NOW', () => {
  test('rejects everything that is wrong with it, at once', () => {
    expect(refused({ dbName: 'default' })).toEqual([
      'backup.now.dbName: is given without collectionNames, and a backup of the cluster holds all databases, got "default". Name the collections of the database, or leave dbName out. [ZILLIZ_BACKUP_NOW]',
    ]);
    expect(refused({ collectionNames: ['a', 'b', 'a'] })).toEqual([
      'backup.now.collectionNames: names a collection twice, got "a". Remove one. [ZILLIZ_BACKUP_NOW]',
    ]);
    expect(
      refused({ clusterId: 'x', collectionNames: [] }, { backupBeforeRestore: 'yes' }),
    ).toEqual([
      'backup.clusterId: must be a Zilliz Cloud cluster id, got "x". Copy it from the cluster details; it looks like "in01-0123456789abcde". [ZILLIZ_CLUSTER_ID]',
      'backupBeforeRestore: must be true or false, got "yes". Give a boolean. [ZILLIZ_PROPS]',
    ]);
  });

  test('the boundary: no collection is none, one is enough', () => {
    expect(refused({ collectionNames: [] })).toEqual([
      'backup.now.collectionNames: names no collection, got []. Name the collections, or leave the prop out for the whole cluster. [ZILLIZ_BACKUP_NOW]',
    ]);
    expect(refused({ collectionNames: ['articles'] })).toEqual([]);
    expect(refused({})).toEqual([]);
  });

  test.each([
    [
      { collectionNames: 'articles' },
      'backup.now.collectionNames: must be a list of names, got "articles"',
    ],
    [
      { collectionNames: [''] },
      'backup.now.collectionNames[0]: must be a string with at least one character, got ""',
    ],
    [
      { collectionNames: ['a'], dbName: 1 },
      'backup.now.dbName: must be a string with at least one character, got 1',
    ],
    [{ collectionName: 'a' }, 'backup.collectionName: is not a prop of this construct'],
  ])('rejects the shape of %j', (now, line) => {
    expect(refused(now)).toEqual([expect.stringContaining(line)]);
  });

  test('accepts names that only Terraform knows', () => {
    const lines = refusalOf((stack) => {
      const token = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
      new zilliz.RestoredCollections(stack, 'articles', {
        backup: zilliz.Backup.now({
          clusterId: token,
          collectionNames: [token, token],
          dbName: token,
        }),
        targetCluster: 'in01-0a1b2c3d4e5f678',
      });
    });
    expect(lines).toEqual([]);
  });

  test('a cluster is not restored from a backup of collections', () => {
    const backup = zilliz.Backup.now({ clusterId, collectionNames: ['articles'] });
    expect(refusalOf((stack) => restoredCluster(stack, { backup }))).toEqual([
      expect.stringContaining('backup: must be a cluster backup, got "COLLECTION"'),
    ]);
    const whole = zilliz.Backup.now({
      clusterId,
      milvusVersion: '2.5.x',
      latestGaVersion: '2.6.x',
    });
    expect(refusalOf((stack) => restoredCluster(stack, { backup: whole }))).toEqual([]);
  });

  test('what is restored is among what is backed up', () => {
    const mapping = { dbName: 'default', collectionName: 'authors' };
    expect(refused({ collectionNames: ['articles'] }, { collectionMappings: [mapping] })).toEqual([
      'collectionMappings[0].collectionName: is not a collection of database "default" in the backup, got "authors". It has "articles". [ZILLIZ_MAPPING_SOURCE]',
    ]);
  });
});
