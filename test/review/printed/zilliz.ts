import fc from 'fast-check';
import { PasswordSink, RemovalPolicy, zilliz } from '../../../src';
import { type Seed, zillizSeed } from '../../../src/simulator';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT } from '../../support/zilliz';
import { about, flag, maybe, name, token } from './arbitraries';
import { type Case, clock, ID } from './compare';

const zillizBackup = fc.constantFrom(
  zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
  zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }),
  zilliz.Backup.before({ clusterId: SOURCE_CLUSTER, time: '2030-01-01T00:00:00Z' }),
  zilliz.Backup.now({ clusterId: SOURCE_CLUSTER }),
);

export const zillizCluster: fc.Arbitrary<Case> = fc
  .record({
    backup: zillizBackup,
    clusterName: fc.stringMatching(/^[A-Za-z0-9-]{1,55}$/),
    uniqueName: flag,
    cuSize: fc.constantFrom(1, 2, 4, 8, 12, 64, 72, 256, 272, 1024),
    collectionStatus: fc.constantFrom(...Object.values(zilliz.CollectionStatus)),
    restoreVersionPolicy: maybe(fc.constantFrom(zilliz.RestoreVersionPolicy.LATEST)),
    includeRbac: flag,
    cmek: maybe(
      fc.uuid().map((id) => ({ kmsKeyArn: `arn:aws:kms:us-west-2:111122223333:key/${id}` })),
    ),
    drops: fc.boolean(),
  })
  .map(({ drops, ...props }) => ({
    ...(drops ? { steps: ['submit', 'submitted'] as const } : {}),
    build: (stack) => {
      new zilliz.RestoredCluster(stack, ID, {
        ...props,
        targetProject: STAGING_PROJECT,
        targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
        passwordSink: PasswordSink.discard(),
        removalPolicy: drops ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      });
    },
  }));

const mapping = fc.record({
  dbName: name,
  collectionName: name,
  destDbName: maybe(name),
  destCollectionStatus: maybe(fc.constantFrom(...Object.values(zilliz.CollectionLoadStatus))),
});

export const zillizCollections: fc.Arbitrary<Case> = fc
  .record({
    mappings: fc.uniqueArray(mapping, {
      minLength: 1,
      maxLength: 4,
      selector: ({ dbName }) => dbName,
    }),
    // Each its own name in the target, where some of them share a database.
    targets: fc.uniqueArray(name, { minLength: 4, maxLength: 4 }),
    isWhole: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    isEverything: fc.boolean(),
  })
  .map(({ mappings, targets, isWhole, isEverything }) => {
    const collectionMappings = mappings.map(({ dbName, ...rest }, index) =>
      isWhole[index]
        ? { dbName, destDbName: `whole ${targets[index]}` }
        : { dbName, ...rest, destCollectionName: `${targets[index]}` },
    );
    return {
      seed: { zilliz: zillizWorld(mappings) },
      contents: Object.fromEntries(mappings.map((one) => [one.dbName, collectionsOf(one)])),
      build: (stack) => {
        new zilliz.RestoredCollections(stack, ID, {
          backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
          targetCluster: TARGET_CLUSTER,
          ...(isEverything ? {} : { collectionMappings }),
        });
      },
    };
  });

const TARGET_CLUSTER = 'in01-target';

/** A collection that a mapping names, and one that only a whole database brings. */
const collectionsOf = ({ collectionName }: { readonly collectionName: string }) => [
  collectionName,
  `${collectionName} too`,
];

/** The world of the simulator with an empty second cluster, and a backup that holds what the mappings name. */
function zillizWorld(
  mappings: readonly { readonly dbName: string; readonly collectionName: string }[],
): Seed['zilliz'] {
  const { projects, clusters, backups } = zillizSeed(clock().now());
  const databases = mappings.map((one) => ({
    dbName: one.dbName,
    collections: collectionsOf(one).map((collectionName) => ({
      collectionName,
      description: '',
      status: 'LOADED' as const,
    })),
  }));
  const empty = clusters.map((one) => ({
    ...one,
    clusterId: TARGET_CLUSTER,
    clusterName: 'target',
    databases: [],
  }));
  return {
    projects,
    clusters: [...clusters, ...empty],
    backups: backups.map((one) => (one.backupId === BACKUP ? { ...one, databases } : one)),
  };
}

export const zillizDrill: fc.Arbitrary<Case> = fc
  .record({ backup: zillizBackup, rerun: token, cuSize: fc.constantFrom(1, 2, 4, 8) })
  .map((props) => ({
    steps: ['submit', 'wait'],
    build: (stack) => {
      new zilliz.RestoreDrill(stack, ID, {
        ...{ ...props, targetProject: STAGING_PROJECT },
        // Over the data plane, where each question is a POST.
        checkContents: false,
      });
    },
  }));

export const zillizPolicy: fc.Arbitrary<Case> = fc
  .record({
    days: fc.subarray(Object.values(zilliz.Weekday), { minLength: 1 }),
    startTime: fc.constantFrom('02:00-04:00', '20:00-22:00'),
    retentionDays: fc.integer({ min: 1, max: 30 }),
  })
  .map((props) => ({
    steps: ['settings'],
    build: (stack) => {
      new zilliz.BackupPolicy(stack, ID, { ...props, cluster: SOURCE_CLUSTER });
    },
  }));

export const zillizMarks: fc.Arbitrary<Case> = about.map((props) => ({
  ...{ id: `${ID}/marks`, steps: ['settings'] as const, resolved: [SOURCE_CLUSTER] },
  seed: { zilliz: undescribed() },
  build: (stack) => {
    new zilliz.RestoredCluster(stack, ID, {
      ...{
        ...props,
        stampOrganization: 'org-simulatedorganization',
        clusterName: 'articles',
        cuSize: 1,
      },
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      collectionStatus: zilliz.CollectionStatus.KEEP,
      targetProject: STAGING_PROJECT,
      passwordSink: PasswordSink.discard(),
    });
  },
}));

/** The world of the simulator, whose clusters have no description: what there is, is kept. */
function undescribed(): Seed['zilliz'] {
  const world = zillizSeed(clock().now());
  return { ...world, clusters: world.clusters.map((one) => ({ ...one, description: '' })) };
}
