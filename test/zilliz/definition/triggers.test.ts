import {
  backupPolicy,
  clusterMarks,
  restoreCluster,
  restoreCollections,
  zilliz,
} from '../../../src/zilliz/definition';
import type {
  BackupReference,
  ClusterDeclaration,
  CollectionsDeclaration,
} from '../../../src/zilliz/model/declaration';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT } from '../../support/zilliz';

const TARGET = 'in01-aaaaaaaaaaaaaaa';
const backup: BackupReference = { clusterId: SOURCE_CLUSTER, backupId: BACKUP };
const cluster: ClusterDeclaration = {
  backup,
  targetProject: STAGING_PROJECT,
  clusterName: 'articles-staging',
  cuSize: 2,
  collectionStatus: 'KEEP',
};
const collections: CollectionsDeclaration = { backup, targetCluster: TARGET };

/** A catalog's contents of one database: as many bytes as JSON, whatever the letters. */
const contentsOf = (bytes: number, letter = 'a') => {
  const empty = JSON.stringify([{ dbName: '' }]).length;
  return [{ dbName: letter.repeat((bytes - empty) / Buffer.byteLength(letter)) }];
};

describe('what restores again', () => {
  test('is another source, backup, project or name of a cluster', () => {
    const identity = {
      source_cluster_id: SOURCE_CLUSTER,
      backup_id: BACKUP,
      target_project_id: STAGING_PROJECT,
      cluster_name: 'articles-staging',
    };
    expect(restoreCluster.identity(cluster)).toEqual(identity);
    expect(restoreCluster.identity({ ...cluster, uniqueName: false })).toEqual(identity);
    expect(restoreCluster.identity({ ...cluster, uniqueName: true })).toEqual({
      ...identity,
      cluster_name: 'articles-staging-<hash>',
    });
    expect(restoreCluster.identity({ ...cluster, backup: { ...backup, latest: true } })).toEqual({
      ...identity,
      backup_id: 'latest',
    });
  });

  test('is another source, backup or target of collections', () => {
    expect(restoreCollections.identity(collections)).toEqual({
      source_cluster_id: SOURCE_CLUSTER,
      backup_id: BACKUP,
      target_cluster_id: TARGET,
    });
  });

  test('is any change of a backup policy', () => {
    expect(
      backupPolicy.identity({ cluster: TARGET, days: ['5', '1'], startTime: '02:00-04:00' }),
    ).toEqual({
      cluster_id: TARGET,
      policy: { json: { enabled: true, frequency: '1,5', startTime: '02:00-04:00' } },
    });
  });

  test('is another stamp', () => {
    const marks = { cluster: TARGET, restore: 'stack/a', stampOrganization: 'org-1', owner: 'me' };
    expect(clusterMarks.identity(marks)).toEqual({
      cluster_id: TARGET,
      stamp: '[restored: owner me]',
    });
  });
});

describe('what a plan shows besides', () => {
  test.each([
    [undefined, 'the vendor’s default (LATEST)', {}],
    ['ORIGINAL' as const, 'ORIGINAL', { restoreVersionPolicy: 'ORIGINAL' }],
  ])('of a cluster with the version policy %s', (restoreVersionPolicy, policy, more) => {
    const now = { clusterId: SOURCE_CLUSTER, now: {} };
    for (const from of [backup, now]) {
      expect(restoreCluster.details({ ...cluster, backup: from, restoreVersionPolicy })).toEqual({
        cu_size: { json: 2 },
        restore_version_policy: policy,
        request_body: {
          json: {
            targetProjectId: STAGING_PROJECT,
            clusterName: 'articles-staging',
            cuSize: 2,
            collectionStatus: 'KEEP',
            ...more,
          },
        },
      });
    }
  });

  test('of everything in a backup', () => {
    expect(restoreCollections.details(collections)).toEqual({
      collections: 'everything in the backup',
      request_bodies: { json: [{ destClusterId: TARGET }] },
    });
  });

  test('of collections, whatever a catalog says later', () => {
    const declaration = {
      ...collections,
      backup: { ...backup, known: { collections: [{ dbName: 'd', collectionName: 'later' }] } },
      backupBeforeRestore: true,
      collectionMappings: [{ dbName: 'a\u202e', collectionName: 'b' }, { dbName: 'd' }],
    };
    const sent = (dbName: string, collection: object) => ({
      destClusterId: TARGET,
      dbCollections: [{ dbName, collections: [collection] }],
    });
    expect(restoreCollections.details(declaration)).toEqual({
      collections: 'a\\u202e.b -> a\\u202e.b\nd.* -> d.*',
      backup_before_restore: { json: true },
      request_bodies: {
        json: [
          sent('a\u202e', { collectionName: 'b' }),
          sent('d', {
            collectionName: '{each collection of the database}',
            destCollectionStatus: 'UNLOADED',
          }),
        ],
      },
    });
    expect(
      restoreCollections.details({ ...declaration, backupBeforeRestore: false }),
    ).not.toHaveProperty('backup_before_restore');
  });
});

describe('a new clone next to the previous one', () => {
  test.each([
    [true, true],
    [false, false],
    [undefined, false],
  ])('is possible with the unique name %s: %s', (uniqueName, isUnique) => {
    expect(restoreCluster.isUnique?.({ ...cluster, uniqueName })).toBe(isUnique);
  });
});

describe('in an environment', () => {
  const inEnvironment = (change: object) =>
    restoreCollections.inEnvironment?.({ ...collections, ...change }, 'pr-7-a');

  test('a cluster has its name', () => {
    expect(restoreCluster.inEnvironment?.(cluster, 'pr-7')).toEqual({
      declaration: { ...cluster, clusterName: 'articles-staging-pr-7' },
    });
    const odd = { ...cluster, clusterName: 7 as unknown as string };
    expect(restoreCluster.inEnvironment?.(odd, 'pr-7')).toEqual({ declaration: odd });
  });

  test.each([
    [{ dbName: 'd' }, { dbName: 'd', destDbName: 'd_pr_7_a' }],
    [
      { dbName: 'd', destDbName: 'e' },
      { dbName: 'd', destDbName: 'e_pr_7_a' },
    ],
    [
      { dbName: 'd', collectionName: 'c' },
      { dbName: 'd', collectionName: 'c', destCollectionName: 'c_pr_7_a' },
    ],
    [
      { dbName: 'd', collectionName: 'c', destCollectionName: 'e' },
      { dbName: 'd', collectionName: 'c', destCollectionName: 'e_pr_7_a' },
    ],
  ])('the mapping %p is %p', (mapping, renamed) => {
    expect(inEnvironment({ collectionMappings: [mapping] })).toEqual({
      declaration: { ...collections, collectionMappings: [renamed] },
    });
  });

  test('a missing mapping is left to the schema, as is a list that is none', () => {
    expect(inEnvironment({ collectionMappings: [undefined] })).toHaveProperty('declaration');
    const odd = { ...collections, collectionMappings: 'all' };
    expect(inEnvironment({ collectionMappings: 'all' })).toEqual({ declaration: odd });
  });

  test('a cluster of the environment keeps the names', () => {
    const own = {
      ...collections,
      targetCluster: 'TfToken[1]',
      collectionMappings: [{ dbName: 'd' }],
    };
    expect(inEnvironment(own)).toEqual({ declaration: own });
    expect(inEnvironment({ targetCluster: 'TfToken[1]' })).toEqual({
      declaration: { ...collections, targetCluster: 'TfToken[1]' },
    });
  });

  test('everything of a backup has no names that could be changed', () => {
    expect(inEnvironment({})).toEqual({
      problem: {
        path: 'collectionMappings',
        problem: `must list the collections: cluster ${TARGET} is not one of environment "pr-7-a", and they get its name there`,
        fix: 'List them, or restore into a cluster of the environment',
      },
    });
  });
});

describe('the declaration in a spec', () => {
  const forSpec = (known?: BackupReference['known']) =>
    restoreCluster.forSpec?.({ ...cluster, backup: { ...backup, known } }).backup.known;

  test.each([
    ['8 KiB', contentsOf(8192), true],
    ['a byte more', contentsOf(8193), false],
    ['8 KiB of other letters', contentsOf(8192, 'é'), true],
    ['two bytes more of other letters', contentsOf(8194, 'é'), false],
  ])('has the contents of a backup up to 8 KiB: %s', (_title, contents, isThere) => {
    const known = { regionId: 'aws-us-west-2', collections: contents };
    const { collections: _, ...others } = known;
    expect(forSpec(known)).toEqual(isThere ? known : others);
  });

  test('is the whole one where nothing is known of the contents', () => {
    expect(restoreCluster.forSpec?.(cluster)).toBe(cluster);
    expect(restoreCollections.forSpec?.(collections)).toBe(collections);
    expect(forSpec({ regionId: 'aws-us-west-2' })).toEqual({ regionId: 'aws-us-west-2' });
  });
});

test.each([
  ['in01-3b1c0a5d4e6f789', true],
  ['in1-3b1c0a5d4e6f789', false],
  ['xin01-3b1c0a5d4e6f789', false],
])('whether %s is a cluster of this vendor: %s', (id, isOne) => {
  expect(zilliz.clusterIdForm.test(id)).toBe(isOne);
});
