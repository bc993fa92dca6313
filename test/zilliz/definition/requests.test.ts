import type { Refusal } from '../../../src/vendor/request';
import { backupPolicy } from '../../../src/zilliz/definition/backup-policy';
import { deleteBackupCommand } from '../../../src/zilliz/definition/backup-requests';
import { clusterMarks } from '../../../src/zilliz/definition/cluster-marks';
import { clusterRequests, dropRequest } from '../../../src/zilliz/definition/cluster-requests';
import { collectionRequests } from '../../../src/zilliz/definition/collection-requests';
import type {
  BackupReference,
  CollectionMappingDeclaration,
  CollectionsDeclaration,
} from '../../../src/zilliz/model/declaration';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT } from '../../support/zilliz';

const TARGET = 'in01-aaaaaaaaaaaaaaa';
const backup: BackupReference = { clusterId: SOURCE_CLUSTER, backupId: BACKUP };
const cluster = {
  backup,
  targetProject: STAGING_PROJECT,
  clusterName: 'articles-staging',
  cuSize: 2,
  collectionStatus: 'KEEP' as const,
};
const body = {
  targetProjectId: STAGING_PROJECT,
  clusterName: 'articles-staging',
  cuSize: 2,
  collectionStatus: 'KEEP',
};
const backups = ['v2', 'clusters', SOURCE_CLUSTER, 'backups'];

/** A backup that is made first, as it is requested. */
const madeFirst = (name: string, clusterId: string, more: object) => ({
  name,
  when: 'backup',
  method: 'POST',
  path: ['v2', 'clusters', clusterId, 'backups', 'create'],
  body: more,
  note: 'sent first, once, and its job is waited for; the backup stays until somebody deletes it',
});

describe('the call that restores a cluster', () => {
  test('is one POST of what is required', () => {
    expect(clusterRequests(cluster, {})).toStrictEqual([
      {
        name: 'restoreCluster',
        when: 'restore',
        method: 'POST',
        path: [...backups, BACKUP, 'restoreCluster'],
        body,
        note: 'sent once more, with `projectId` instead of `targetProjectId`, if the vendor refuses the project field',
        otherwise: expect.any(Function),
      },
    ]);
  });

  test.each<[string, object, object]>([
    ['the version', { restoreVersionPolicy: 'LATEST' }, { restoreVersionPolicy: 'LATEST' }],
    ['users and roles', { includeRbac: false }, { includeRbac: false }],
    ['a key', { cmek: { kmsKeyArn: 'arn:aws:kms:1' } }, { keyIdentifier: 'arn:aws:kms:1' }],
  ])('also holds what is declared: %s', (_title, change, more) => {
    expect(clusterRequests({ ...cluster, ...change }, {})[0]?.body).toStrictEqual({
      ...body,
      ...more,
    });
  });

  test.each([
    ['as it is declared', {}, BACKUP],
    ['as it was chosen', { backupId: 'backup2' }, 'backup2'],
  ])('names the backup %s', (_title, chosen, id) => {
    expect(clusterRequests(cluster, chosen)[0]?.path.at(4)).toBe(id);
  });

  test('has a placeholder for a backup that is not chosen yet', () => {
    const latest = { ...cluster, backup: { clusterId: SOURCE_CLUSTER, latest: true as const } };
    expect(clusterRequests(latest, {})[0]?.path.at(4)).toStrictEqual({
      placeholder: 'the latest backup',
    });
  });

  describe('has the name', () => {
    const unique = { ...cluster, uniqueName: true };
    const place = { path: 'stack/a', identity: { a: '1' } };

    test.each<[string, string, typeof cluster, object]>([
      ['as it is declared', 'articles-staging', cluster, { ...place, state: 's' }],
      ['that was chosen', 'given', unique, { clusterName: 'given', ...place, state: 's' }],
      ['as it is declared, without a path', 'articles-staging', unique, { identity: {} }],
      ['as it is declared, without an identity', 'articles-staging', unique, { path: 'stack/a' }],
      [
        'with the word hash, without a state',
        'articles-staging-<hash of the restore>',
        unique,
        place,
      ],
      ['with its hash', 'articles-staging-67b34e67', unique, { ...place, state: 's' }],
    ])('%s', (_title, name, declaration, chosen) => {
      expect(clusterRequests(declaration, chosen)[0]?.body?.clusterName).toBe(name);
    });
  });

  describe('is sent with the other project field', () => {
    const otherwise = (refusal: Pick<Refusal, 'code' | 'status' | 'message'>) =>
      clusterRequests({ ...cluster, includeRbac: true }, {})[0]?.otherwise?.({
        ...{ acted: 'no' as const, later: false, unauthorized: false },
        ...refusal,
      });
    const { targetProjectId: projectId, ...rest } = body;
    const other = { projectId, ...rest, includeRbac: true };

    test.each([
      ['96005', 200, ''],
      ['96012', 200, ''],
      ['96013', 200, ''],
      ['96027', 200, ''],
      ['1', 400, 'projectId is missing'],
      ['1', 400, 'PROJECT_ID is missing'],
      ['400', 200, 'unknown projectid'],
    ])('after code %s, status %d, %p', (code, status, message) => {
      expect(otherwise({ code, status, message })).toStrictEqual(other);
    });

    test.each([
      ['96000', 200, ''],
      ['', 200, ''],
      ['1', 400, 'clusterName is missing'],
      ['400', 200, 'clusterName is missing'],
      ['1', 403, 'no access to the projectId'],
      ['1', 200, 'projectId'],
    ])('not after code %s, status %d, %p', (code, status, message) => {
      expect(otherwise({ code, status, message })).toBeUndefined();
    });
  });
});

describe('the drop of a cluster', () => {
  const drop = {
    name: 'drop',
    when: 'drop',
    method: 'DELETE',
    path: ['v2', 'clusters', TARGET, 'drop'],
    note: 'sent by `terraform destroy`, and before it restores again',
  };

  test('is the last call, where destroy drops it', () => {
    const chosen = { removalPolicy: 'destroy' as const, clusterId: TARGET };
    const requests = clusterRequests(cluster, chosen);
    expect(requests.map(({ name }) => name)).toStrictEqual(['restoreCluster', 'drop']);
    expect(requests[1]).toStrictEqual(drop);
    expect(clusterRequests(cluster, { ...chosen, replacement: 'x' })[1]?.note).toBe(
      'sent by `terraform destroy`, and for the previous clone once a new one is verified',
    );
    expect(clusterRequests(cluster, { ...chosen, removalPolicy: 'retain' })).toHaveLength(1);
  });

  test('has a placeholder for a cluster that is not created yet', () => {
    expect(dropRequest(undefined)).toStrictEqual({
      ...drop,
      path: ['v2', 'clusters', { placeholder: 'the cluster that this restore created' }, 'drop'],
    });
  });
});

describe('a backup that is made first', () => {
  const requests = (now: object) =>
    clusterRequests({ ...cluster, backup: { clusterId: SOURCE_CLUSTER, now } }, {});

  test.each([
    ['a cluster', {}, { backupType: 'CLUSTER' }],
    [
      'collections',
      { collectionNames: ['a', 'b'] },
      { backupType: 'COLLECTION', dbCollections: [{ collectionNames: ['a', 'b'] }] },
    ],
    [
      'collections of a database',
      { dbName: 'd', collectionNames: ['a'] },
      { backupType: 'COLLECTION', dbCollections: [{ dbName: 'd', collectionNames: ['a'] }] },
    ],
  ])('is one of %s, before the restore', (_title, now, sent) => {
    const [first, second, ...others] = requests(now);
    expect(first).toStrictEqual(madeFirst('createBackup', SOURCE_CLUSTER, sent));
    expect(second?.path.at(4)).toStrictEqual({ placeholder: 'the backup that is made first' });
    expect(others).toStrictEqual([]);
  });

  test('is deleted by a command with both ids, which a shell takes as they are', () => {
    expect(deleteBackupCommand('in01-a/b', 'b c')).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a variable of the shell.
      'curl --request DELETE --header "Authorization: Bearer $ZILLIZ_API_KEY" "${ZILLIZ_BASE_URL:-https://api.cloud.zilliz.com}/v2/clusters/in01-a%2Fb/backups/b%20c"',
    );
  });
});

describe('the calls that restore collections', () => {
  const collections = (change: Partial<CollectionsDeclaration> = {}) => ({
    backup,
    targetCluster: TARGET,
    ...change,
  });
  const call = (name: string, more: object) => ({
    name,
    when: 'restore',
    method: 'POST',
    path: [...backups, BACKUP, 'restoreCollection'],
    body: { destClusterId: TARGET, ...more },
  });

  test('are one call of everything, without mappings', () => {
    expect(collectionRequests(collections(), {})).toStrictEqual([call('everything', {})]);
  });

  test.each<[string, CollectionMappingDeclaration, string, object, object]>([
    [
      'a collection',
      { dbName: 'd', collectionName: 'c' },
      'd.c -> d.c',
      { dbName: 'd' },
      { collectionName: 'c' },
    ],
    [
      'another name',
      { dbName: 'd', collectionName: 'c', destCollectionName: 'e' },
      'd.c -> d.e',
      { dbName: 'd' },
      { collectionName: 'c', destCollectionName: 'e' },
    ],
    [
      'another database, loaded',
      { dbName: 'd', collectionName: 'c', destDbName: 'f', destCollectionStatus: 'LOADED' },
      'd.c -> f.c',
      { dbName: 'd', destDbName: 'f' },
      { collectionName: 'c', destCollectionStatus: 'LOADED' },
    ],
    [
      'a whole database of which nobody knows the contents',
      { dbName: 'd', destDbName: 'f', destCollectionStatus: 'LOADED' },
      'd.* -> f.*',
      { dbName: 'd', destDbName: 'f' },
      { collectionName: '{each collection of the database}', destCollectionStatus: 'UNLOADED' },
    ],
    [
      'a whole database under its own name',
      { dbName: 'd' },
      'd.* -> d.*',
      { dbName: 'd' },
      { collectionName: '{each collection of the database}', destCollectionStatus: 'UNLOADED' },
    ],
  ])('are one for each mapping: %s', (_title, mapping, name, group, collection) => {
    const declaration = collections({ collectionMappings: [mapping, { dbName: 'z' }] });
    const requests = collectionRequests(declaration, {});
    expect(requests[0]).toStrictEqual(
      call(name, { dbCollections: [{ ...group, collections: [collection] }] }),
    );
    expect(requests.map(({ name: one }) => one)).toStrictEqual([name, 'z.* -> z.*']);
  });

  test.each<[string, BackupReference, object]>([
    ['the API', backup, { contents: [{ dbName: 'd', collectionNames: ['a', 'b'] }] }],
    [
      'a catalog',
      {
        ...backup,
        known: {
          collections: [
            { dbName: 'd', collectionName: 'a' },
            { dbName: 'd', collectionName: 'b' },
          ],
        },
      },
      {},
    ],
  ])('are one for each collection of a database that %s knows', (_title, known, chosen) => {
    const declaration = collections({ backup: known, collectionMappings: [{ dbName: 'd' }] });
    const collection = (collectionName: string) => ({
      dbCollections: [
        { dbName: 'd', collections: [{ collectionName, destCollectionStatus: 'UNLOADED' }] },
      ],
    });
    expect(collectionRequests(declaration, chosen)).toStrictEqual([
      call('d.a -> d.a', collection('a')),
      call('d.b -> d.b', collection('b')),
    ]);
  });

  const safety = madeFirst('backupBeforeRestore', TARGET, { backupType: 'CLUSTER' });

  test.each([
    ['everything', undefined],
    ['mappings', [{ dbName: 'd', collectionName: 'c' }]],
  ])('come after the backups that are made first: %s', (_title, collectionMappings) => {
    const now = { clusterId: SOURCE_CLUSTER, now: {} };
    const names = (change: Partial<CollectionsDeclaration>) =>
      collectionRequests(collections({ collectionMappings, ...change }), {}).map(
        ({ name }) => name,
      );
    const restore = collectionMappings === undefined ? 'everything' : 'd.c -> d.c';
    expect(names({ backupBeforeRestore: false })).toStrictEqual([restore]);
    expect(names({ backupBeforeRestore: true })).toStrictEqual(['backupBeforeRestore', restore]);
    expect(names({ backup: now, backupBeforeRestore: true })).toStrictEqual([
      'createBackup',
      'backupBeforeRestore',
      restore,
    ]);
    expect(
      collectionRequests(collections({ collectionMappings, backupBeforeRestore: true }), {})[0],
    ).toStrictEqual(safety);
  });
});

describe('the call that sets automatic backups', () => {
  const declaration = {
    cluster: TARGET,
    days: ['3' as const, '1' as const],
    startTime: '02:00-04:00',
  };
  const call = (more: object) => ({
    name: 'backupPolicy',
    when: 'setting',
    method: 'POST',
    path: ['v2', 'clusters', TARGET, 'backups', 'policy'],
    body: more,
    note: 'sent only if something differs; what is not declared is read first and sent as it is',
  });
  const declared = { enabled: true, frequency: '1,3', startTime: '02:00-04:00' };

  test('holds what is declared, and what the vendor has besides', () => {
    expect(backupPolicy.requests(declaration, {})).toStrictEqual([call(declared)]);
    const kept = { retentionDays: 7, startTime: '00:00-02:00' };
    expect(backupPolicy.requests(declaration, { kept, differing: ['startTime'] })).toStrictEqual([
      call({ ...declared, retentionDays: 7 }),
    ]);
  });

  test('is not sent where nothing differs', () => {
    expect(backupPolicy.requests(declaration, { differing: [] })).toStrictEqual([]);
  });
});

describe('the call that stamps a cluster', () => {
  const declaration = {
    cluster: TARGET,
    restore: 'stack/articles',
    stampOrganization: 'org-1',
    owner: 'search',
  };
  const call = (description: string) => ({
    name: 'clusterMarks',
    when: 'setting',
    method: 'PATCH',
    path: ['v2', 'clusters', TARGET],
    headers: { OrgId: 'org-1' },
    body: { description },
    note: 'sent after the restore, only if it differs, with the header `OrgId` (`org-1`); what else the description says is read first and kept',
  });

  test.each([
    ['while nobody looked', {}, '[restored: owner search]'],
    [
      'behind what the description says',
      { kept: { description: 'for tests' }, differing: ['description'] },
      'for tests [restored: owner search]',
    ],
    [
      'where the description is not a text',
      { kept: { description: 1 } },
      '[restored: owner search]',
    ],
  ])('holds the stamp, %s', (_title, chosen, description) => {
    expect(clusterMarks.requests(declaration, chosen)).toStrictEqual([call(description)]);
  });

  test('is not sent where nothing differs', () => {
    expect(clusterMarks.requests(declaration, { differing: [] })).toStrictEqual([]);
  });
});
