import { backupPolicy, clusterMarks } from '../../../src/zilliz/definition';
import { describeCluster } from '../../../src/zilliz/definition/describe-cluster';
import { describeCollections } from '../../../src/zilliz/definition/describe-collections';
import type {
  BackupReference,
  ClusterDeclaration,
  CollectionsDeclaration,
} from '../../../src/zilliz/model/declaration';
import { reviewContext } from '../../support/review';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT } from '../../support/zilliz';

const TARGET = 'in01-aaaaaaaaaaaaaaa';
const backup: BackupReference = { clusterId: SOURCE_CLUSTER, backupId: BACKUP };
const cluster: ClusterDeclaration = {
  backup,
  targetProject: STAGING_PROJECT,
  clusterName: 'articles',
  cuSize: 2,
  collectionStatus: 'KEEP',
};
const nameOf = (id: string) => (id === SOURCE_CLUSTER ? 'source' : 'target');

describe('what a review says of a cluster', () => {
  const facts = (change: Partial<ClusterDeclaration> = {}, context = {}) =>
    describeCluster({ ...cluster, ...change }, reviewContext({ nameOf, ...context }));

  test('whole', () => {
    expect(facts()).toEqual({
      action: 'create',
      headline: `creates cluster \`articles\` in project \`${STAGING_PROJECT}\``,
      erases: [],
      source: { kind: 'cluster', name: 'source', clusterId: SOURCE_CLUSTER },
      backup: { id: BACKUP },
      target: {
        kind: 'new cluster',
        name: 'articles',
        project: STAGING_PROJECT,
        note: 'plan not stated',
      },
      version: 'the version of the backup to the latest GA version (the vendor’s default)',
      encryption: {
        text: 'without a customer-managed key; synth cannot tell whether the backup has one',
        customerKey: 'no',
        change: 'unknown',
      },
      size: { text: '`2` query CU', cu: 2, path: 'cuSize' },
      contents:
        'every database and collection of the backup, loaded as they were; users and roles as the vendor decides',
      items: [],
      onDestroy: 'leaves the cluster running and billed until somebody drops it',
      onRerun:
        'is refused while a cluster of this name exists: the previous one stays until somebody drops it',
      rerunErases: false,
      rerunKeeps: false,
    });
  });

  test('with the hash of its name, where it has one', () => {
    const { headline, target } = facts({ uniqueName: true });
    expect(target.name).toBe('articles-<hash of the restore>');
    expect(headline).toContain('`articles-<hash of the restore>`');
  });

  test('with its plan', () => {
    expect(facts({ targetProjectPlan: 'Enterprise' }).target.note).toBe('plan `Enterprise`');
  });

  test.each<[string, ClusterDeclaration['restoreVersionPolicy'], object, string]>([
    [
      'that of the vendor',
      undefined,
      {},
      '`v2.4.1` to the latest GA version (the vendor’s default)',
    ],
    ['LATEST', 'LATEST', {}, '`v2.4.1` to the latest GA version (LATEST)'],
    [
      'LATEST, with what it is now',
      'LATEST',
      { latestGaVersion: 'v2.6.1' },
      '`v2.4.1` to latest GA, `v2.6.1` (LATEST)',
    ],
    [
      'ORIGINAL',
      'ORIGINAL',
      { latestGaVersion: 'v2.6.1' },
      '`v2.4.1` stays (ORIGINAL, offered for backups of the last 30 days)',
    ],
  ])('with its version: %s', (_title, restoreVersionPolicy, more, version) => {
    const known = { milvusVersion: 'v2.4.1', ...more };
    expect(facts({ backup: { ...backup, known }, restoreVersionPolicy }).version).toBe(version);
  });

  test.each([
    [undefined, '', 'unknown'],
    [
      true,
      '; the backup is encrypted with a customer-managed key too, this one or another',
      'same',
    ],
    [false, '; the backup is encrypted without a customer-managed key', 'stronger'],
  ])('with its key, and a backup that is encrypted: %p', (encrypted, before, change) => {
    const cmek = { kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/1' };
    expect(facts({ backup: { ...backup, known: { encrypted } }, cmek }).encryption).toEqual({
      text: `with the customer-managed key \`${cmek.kmsKeyArn}\`${before}; the restore fails if the new cluster does not report this key`,
      customerKey: 'yes',
      change,
    });
  });

  test.each([
    [
      true,
      'WEAKER: the backup is encrypted with a customer-managed key, and the restored cluster is not',
      'weaker',
    ],
    [false, 'without a customer-managed key, like the backup', 'same'],
  ])('without a key, and a backup that is encrypted: %p', (encrypted, text, change) => {
    expect(facts({ backup: { ...backup, known: { encrypted } } }).encryption).toEqual({
      text,
      customerKey: 'no',
      change,
    });
  });

  test('with its size next to that of the backup', () => {
    const known = { size: 1.26 * 1024 ** 3 };
    expect(facts({ backup: { ...backup, known } }).size?.text).toBe(
      '`2` query CU, for a backup of 1.3 GiB',
    );
    const isUnknown = (path: string) => path === 'cuSize';
    expect(facts({}, { isUnknown }).size).toEqual({ text: '`2` query CU', path: 'cuSize' });
  });

  test.each<[Partial<ClusterDeclaration>, string]>([
    [
      { collectionStatus: 'RELEASE' },
      'all released, none loaded; users and roles as the vendor decides',
    ],
    [
      { collectionStatus: 'known after apply (var.s)' as 'KEEP' },
      'load status `known after apply (var.s)`; users and roles as the vendor decides',
    ],
    [{ includeRbac: true }, 'loaded as they were; with users and roles'],
    [{ includeRbac: false }, 'loaded as they were; without users and roles'],
  ])('with its contents: %p', (change, contents) => {
    expect(facts(change).contents).toBe(`every database and collection of the backup, ${contents}`);
  });

  const bin = 'the vendor keeps it in the recycle bin for 30 days';
  const drops = `drops the cluster that this restore created, and no other; ${bin}`;

  test.each([
    [
      'a cluster that is dropped',
      {},
      { removalPolicy: 'destroy' as const },
      {
        onDestroy: drops,
        onRerun:
          'drops the previous clone, which the vendor keeps in the recycle bin for 30 days, then creates a new one',
        rerunErases: true,
        rerunKeeps: false,
        recovery: bin,
      },
    ],
    [
      'one that is dropped once the next is verified',
      { uniqueName: true },
      { removalPolicy: 'destroy' as const, replacement: 'create-first' },
      {
        onDestroy: drops,
        onRerun:
          'creates a new clone beside the previous one, and drops that once the new one is verified: both run and are billed until then; the vendor keeps the dropped one in the recycle bin for 30 days',
        rerunErases: true,
        rerunKeeps: false,
        recovery: bin,
      },
    ],
    [
      'one beside another',
      { uniqueName: true },
      {},
      {
        onDestroy: 'leaves the cluster running and billed until somebody drops it',
        onRerun:
          'creates another cluster beside the previous one, which keeps running and is billed',
        rerunErases: false,
        rerunKeeps: true,
      },
    ],
    [
      'a backup that is made first',
      { backup: { clusterId: SOURCE_CLUSTER, now: {} } },
      { removalPolicy: 'destroy' as const },
      {
        onDestroy: `${drops}; the backup that was made first stays too`,
        onRerun:
          'makes another backup, then drops the previous clone, which the vendor keeps in the recycle bin for 30 days, then creates a new one',
      },
    ],
  ])('with what destroy and a re-run do: %s', (_title, change, context, found) => {
    const said = facts(change, context);
    expect(said).toMatchObject(found);
    expect('recovery' in said).toBe('recovery' in found || said.rerunErases);
  });
});

describe('what a review says of a source and a backup', () => {
  const facts = (reference: BackupReference) =>
    describeCluster({ ...cluster, backup: reference }, reviewContext());

  test.each([
    [{}, undefined],
    [{ regionId: 'aws-us-west-2', sourceClusterStatus: 'RUNNING' }, 'region `aws-us-west-2`'],
    [{ sourceClusterStatus: 'DELETED' }, 'status `DELETED`'],
    [
      { regionId: 'aws-us-west-2', sourceClusterStatus: 'DELETED' },
      'region `aws-us-west-2`, status `DELETED`',
    ],
  ])('the source: %p', (known, note) => {
    expect(facts({ ...backup, known }).source).toEqual({
      kind: 'cluster',
      clusterId: SOURCE_CLUSTER,
      note,
    });
  });

  test.each<[string, BackupReference, object]>([
    ['the latest', { clusterId: SOURCE_CLUSTER, latest: true }, {}],
    [
      'that of a time',
      { clusterId: SOURCE_CLUSTER, before: { time: '2026-11-20T03:15:00Z' } },
      { choice: 'the newest backup not later than `2026-11-20T03:15:00Z`' },
    ],
    [
      'one that is made first',
      { clusterId: SOURCE_CLUSTER, now: {} },
      {
        choice: 'the backup that is made first',
        isMadeFirst: true,
        note: 'kept and billed until somebody deletes it',
      },
    ],
    [
      'one of a catalog',
      {
        ...backup,
        known: {
          createTime: '2026-11-01T00:00:00Z',
          expireTime: '2026-12-01T00:00:00Z',
          creationMethod: 'AUTO',
          backupType: 'CLUSTER',
          catalog: 'catalog.json',
        },
      },
      {
        id: BACKUP,
        createdAt: '2026-11-01T00:00:00Z',
        expiresAt: '2026-12-01T00:00:00Z',
        note: 'automatic: gone when the source cluster is dropped, type `CLUSTER`, from catalog `catalog.json`',
      },
    ],
    [
      'one that is kept',
      { ...backup, known: { expireTime: null, creationMethod: 'MANUAL' } },
      { id: BACKUP, note: 'kept until somebody deletes it' },
    ],
  ])('the backup: %s', (_title, reference, found) => {
    expect(facts(reference).backup).toEqual(found);
  });
});

describe('what a review says of collections', () => {
  const facts = (change: Partial<CollectionsDeclaration> = {}) =>
    describeCollections({ backup, targetCluster: TARGET, ...change }, reviewContext({ nameOf }));

  test('whole', () => {
    expect(facts()).toEqual({
      action: 'add',
      headline: `adds everything in the backup to cluster \`target\` (\`${TARGET}\`)`,
      erases: [],
      source: { kind: 'cluster', name: 'source', clusterId: SOURCE_CLUSTER },
      backup: { id: BACKUP },
      target: { kind: 'existing cluster', name: 'target', clusterId: TARGET },
      version: 'that of the target cluster; a restore of collections does not change it',
      encryption: {
        text: 'that of the target cluster; synth cannot tell whether the backup’s is stronger',
        customerKey: 'unknown',
        change: 'unknown',
      },
      contents: 'every database and collection of the backup, under their own names',
      items: [],
      onDestroy: 'drops nothing: the restored collections stay as long as their cluster does',
      onRerun:
        'asks for the same collections again; whether the vendor refuses existing names is not documented',
      rerunErases: false,
    });
  });

  test('with the source itself as the target', () => {
    expect(facts({ targetCluster: SOURCE_CLUSTER }).target).toEqual({
      kind: 'existing cluster',
      name: 'source',
      clusterId: SOURCE_CLUSTER,
      note: 'the source itself',
    });
  });

  test.each([
    ['of the source', { backup: { clusterId: SOURCE_CLUSTER, now: {} } }, ''],
    ['of the target', { backupBeforeRestore: true }, '; a backup of the target is made first'],
  ])('with the backups that are made first: %s', (_title, change, first) => {
    const { contents, onDestroy, onRerun } = facts(change);
    expect(contents).toBe(
      `every database and collection of the backup, under their own names${first}`,
    );
    expect(onDestroy).toBe(
      'drops nothing: the restored collections stay as long as their cluster does, and backups that were made first until somebody deletes them',
    );
    expect(onRerun).toBe(
      'makes the backups again, then asks for the same collections again; whether the vendor refuses existing names is not documented',
    );
  });

  const [one, two, whole] = [
    { dbName: 'd', collectionName: 'c' },
    { dbName: 'd', collectionName: 'e' },
    { dbName: 'f' },
  ];

  test.each([
    ['collections', [one, two], '2 collections'],
    ['a whole database', [whole], '1 whole database'],
    ['both', [one, whole], '1 collection and 1 whole database'],
    ['none, which a rule refuses', [], '0 collections'],
  ])('with how many are added: %s', (_title, collectionMappings, what) => {
    expect(facts({ collectionMappings }).headline).toBe(
      `adds ${what} to cluster \`target\` (\`${TARGET}\`)`,
    );
  });

  test('with a target that may not exist yet', () => {
    const context = reviewContext({ isUnknown: (path) => path === 'targetCluster' });
    expect(describeCollections({ backup, targetCluster: TARGET }, context).target.kind).toBe(
      'cluster',
    );
  });

  test('with each mapping', () => {
    const { contents, items } = facts({
      backupBeforeRestore: false,
      collectionMappings: [
        { dbName: 'd' },
        { dbName: 'd', destDbName: 'e' },
        { dbName: 'd', collectionName: 'c' },
        { dbName: 'd', collectionName: 'c', destDbName: 'e', destCollectionStatus: 'LOADED' },
        { dbName: 'd', collectionName: 'c', destCollectionName: 'f' },
      ],
    });
    expect(contents).toBe('these databases and collections');
    const note = 'the whole database, not loaded';
    expect(items).toEqual([
      { from: 'd.*', to: 'd.*', note },
      { from: 'd.*', to: 'e.*', note },
      { from: 'd.c', to: 'd.c' },
      { from: 'd.c', to: 'e.c', note: 'loaded' },
      { from: 'd.c', to: 'd.f' },
    ]);
  });
});

describe('what a review says of settings', () => {
  const of = (paths: readonly string[]) =>
    reviewContext({ isUnknown: (path) => paths.includes(path) });

  test('a backup policy, whole', () => {
    const declaration = {
      cluster: TARGET,
      days: ['7' as const, '1' as const],
      startTime: '02:00-04:00',
    };
    expect(backupPolicy.describe?.(declaration, of([]))).toEqual({
      action: 'configure',
      headline: `sets the automatic backups of cluster \`${TARGET}\``,
      erases: [],
      target: { kind: 'existing cluster', clusterId: TARGET },
      schedule: { enabled: true },
      contents:
        'automatic backups are on: Monday, Sunday, `02:00-04:00` UTC; switching them on makes a backup at once',
      items: [],
      onDestroy: 'leaves the policy as it is',
      onRerun: 'writes the policy only if it differs',
      rerunErases: false,
    });
    expect(backupPolicy.describe?.(declaration, of(['cluster']))?.target.kind).toBe('cluster');
  });

  const on = 'automatic backups are on: `odd`, `02:00-04:00` UTC';
  const once = 'switching them on makes a backup at once';

  test.each<[object, readonly string[], object, string]>([
    [{ enabled: false, days: ['1'] }, [], { enabled: false }, 'automatic backups are OFF'],
    [
      { retentionDays: 7 },
      [],
      { enabled: true, keptDays: 7 },
      `${on}; each is kept \`7\` days; ${once}`,
    ],
    [
      { retentionDays: 'known after apply (var.d)' },
      ['retentionDays'],
      { enabled: true },
      `${on}; each is kept \`known after apply (var.d)\` days; ${once}`,
    ],
    [
      { crossRegionCopies: [] },
      [],
      { enabled: true },
      `${on}; no copies in other regions; ${once}`,
    ],
    [
      { crossRegionCopies: [{ regionId: 'a' }, { regionId: 'b', retentionDays: 3 }] },
      [],
      { enabled: true },
      `${on}; a copy of each in \`a\`, \`b\` (\`3\` days); ${once}`,
    ],
  ])('a backup policy: %p', (change, unknown, schedule, contents) => {
    const declaration = { cluster: TARGET, days: ['odd' as '1'], startTime: '02:00-04:00' };
    const facts = backupPolicy.describe?.({ ...declaration, ...change }, of(unknown));
    expect(facts?.schedule).toStrictEqual(schedule);
    expect(facts?.contents).toBe(contents);
  });

  test('a policy without days', () => {
    const declaration = { cluster: TARGET, startTime: '02:00-04:00' };
    expect(backupPolicy.describe?.(declaration, of([]))?.contents).toBe(
      `automatic backups are on: , \`02:00-04:00\` UTC; ${once}`,
    );
  });

  test('a stamp, whole', () => {
    const declaration = {
      cluster: TARGET,
      restore: 'stack/a',
      stampOrganization: 'org-1',
      owner: 'me',
    };
    expect(clusterMarks.describe?.(declaration, of([]))).toEqual({
      action: 'configure',
      headline: 'stamps the cluster that `stack/a` restores',
      erases: [],
      target: { kind: 'existing cluster', clusterId: TARGET },
      contents: 'its description says `[restored: owner me]`; what else it says is kept',
      items: [],
      onDestroy: 'leaves the description as it is',
      onRerun: 'writes the description only if it differs',
      rerunErases: false,
    });
    expect(clusterMarks.describe?.(declaration, of(['cluster']))?.target.kind).toBe('cluster');
  });
});
