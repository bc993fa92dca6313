import {
  backupFactsSchema,
  backupReferenceSchema,
  clusterDeclarationSchema,
  collectionsDeclarationSchema,
} from '../../../src/zilliz/model/declaration';
import { marksDeclarationSchema } from '../../../src/zilliz/model/marks';
import { policyDeclarationSchema } from '../../../src/zilliz/model/policy';
import { allWrongIn, missingIn, wrongIn } from '../../support/schemas';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT } from '../../support/zilliz';

const CLUSTER_ID =
  'must be a Zilliz Cloud cluster id. Copy it from the cluster details; it looks like "in01-0123456789abcde". [ZILLIZ_CLUSTER_ID]';
const BACKUP_ID =
  'must be a Zilliz Cloud backup id. Copy it from the list of backups; it looks like "backup11_0123456789abcde". [ZILLIZ_BACKUP_ID]';
const NEEDS_BACKUP = {
  backup:
    'must be a Backup. Create it with a factory of Backup, such as Backup.fromId or Backup.latest. [ZILLIZ_PROPS]',
  'backup.backupId': `is missing; it ${BACKUP_ID}`,
};
const FLAG = 'must be true or false. Give a boolean. [ZILLIZ_PROPS]';
const TIME = 'must be a time with a time zone. Write it as "2026-11-20T03:15:00Z". [ZILLIZ_PROPS]';
const VERSION = 'must be a Milvus version. Write it as "2.5.x" or "2.5.13". [ZILLIZ_PROPS]';
const NAME =
  'must be a string with at least one character. Give the name, or leave the prop out if it is optional. [ZILLIZ_PROPS]';
const MEMBER = 'Use a member of the enum. [ZILLIZ_PROPS]';
const MARK = 'must be a string that is not blank. Give a value, or leave it out. [ZILLIZ_PROPS]';
const DAYS = 'must be a number. Give the days, 1 to 30. [ZILLIZ_BACKUP_POLICY]';
const open = (type: string) => `must be ${type}. See the docstring of the prop. [NO_RULE]`;

const backup = { clusterId: SOURCE_CLUSTER, backupId: BACKUP };

describe('what is wrong with a backup', () => {
  test('all of it', () => {
    expect(allWrongIn(backupReferenceSchema())).toEqual({
      clusterId: CLUSTER_ID,
      backupId: BACKUP_ID,
      latest: open('of another form'),
      before: TIME,
      now: 'must be an object. Create it with Backup.now. [ZILLIZ_PROPS]',
      known: open('object'),
    });
    expect(missingIn(backupReferenceSchema())).toEqual(['clusterId', 'backupId']);
  });

  test('one that is made first', () => {
    const now = { dbName: '', collectionNames: ['a', ''] };
    expect(wrongIn(backupReferenceSchema(), { ...backup, now })).toEqual({
      'now.dbName': NAME,
      'now.collectionNames[1]': NAME,
    });
    expect(wrongIn(backupReferenceSchema(), { ...backup, now: { collectionNames: 'a' } })).toEqual({
      'now.collectionNames':
        'must be a list of names. Write it as ["articles"], or leave the prop out for the whole cluster. [ZILLIZ_PROPS]',
    });
  });

  test.each<[object]>([
    [backup],
    [{ clusterId: SOURCE_CLUSTER, latest: true }],
    [{ clusterId: SOURCE_CLUSTER, before: { time: '2026-11-20T03:15:00Z' } }],
    [{ clusterId: SOURCE_CLUSTER, now: {} }],
    [{ clusterId: SOURCE_CLUSTER, now: { dbName: 'd', collectionNames: ['a'] } }],
  ])('nothing: %j', (reference) => {
    expect(wrongIn(backupReferenceSchema(), reference)).toEqual({});
  });

  test('what is known of it', () => {
    const text = open('string');
    expect(
      allWrongIn(backupFactsSchema(), { collections: [{ dbName: 1, collectionName: 1 }] }),
    ).toEqual({
      ...{ createTime: TIME, expireTime: TIME, pulledAt: TIME },
      ...{ backupType: text, creationMethod: text, status: text, regionId: text, cuType: text },
      ...{ sourceClusterName: text, sourceClusterStatus: text, projectId: text },
      ...{ projectPlan: text, catalog: text, 'restoreNewInstancePolicies[0]': text },
      ...{ milvusVersion: VERSION, latestGaVersion: VERSION, encrypted: FLAG },
      size: open('number'),
      'collections[0].dbName': text,
      'collections[0].collectionName': text,
      maxAgeDays:
        'must be more than 0. Give the days after which a catalog is stale; the default is 30. [ZILLIZ_CATALOG_AGE]',
      catalogProblem: open('object'),
    });
    expect(missingIn(backupFactsSchema())).toEqual([]);
  });

  test.each<[object, string[]]>([
    [{ maxAgeDays: 0.1, expireTime: null, milvusVersion: '2.5', latestGaVersion: 'v2.5.13.x' }, []],
    [
      { maxAgeDays: 0, milvusVersion: '2', latestGaVersion: '2.5.y' },
      ['milvusVersion', 'latestGaVersion', 'maxAgeDays'],
    ],
    [{ milvusVersion: 'a2.5', createTime: '2026-11-20' }, ['createTime', 'milvusVersion']],
    [{ catalogProblem: { kind: 'no-backup', problem: 'a', fix: 'b' } }, []],
    [{ catalogProblem: { kind: 'unreadable', problem: 'a', fix: 'b' } }, []],
    [
      { catalogProblem: { kind: 'odd', problem: 1, fix: 1 } },
      ['kind', 'problem', 'fix'].map((name) => `catalogProblem.${name}`),
    ],
  ])('the bounds of what is known: %j', (known, paths) => {
    expect(Object.keys(wrongIn(backupFactsSchema(), known)).sort()).toEqual([...paths].sort());
  });
});

describe('what is wrong with a declaration', () => {
  test('of a cluster', () => {
    expect(allWrongIn(clusterDeclarationSchema(), { cmek: { kmsKeyArn: 7 } })).toEqual({
      ...NEEDS_BACKUP,
      targetProject:
        'must be a Zilliz Cloud project id. Copy it from the project settings; it looks like "proj-0123456789abcdef012345". [ZILLIZ_PROJECT_ID]',
      targetProjectPlan: `must be "Standard" or "Enterprise" or "BusinessCritical". ${MEMBER}`,
      'targetProjectRegions[0]': open('string'),
      clusterName: 'must be a string. Give the restored cluster a name. [ZILLIZ_CLUSTER_NAME]',
      ...{ uniqueName: FLAG, includeRbac: FLAG },
      cuSize: 'must be a number. Give the number of query CUs. [ZILLIZ_CU_SIZE]',
      collectionStatus: `must be "KEEP" or "RELEASE". ${MEMBER}`,
      restoreVersionPolicy: `must be "LATEST" or "ORIGINAL". ${MEMBER}`,
      'cmek.kmsKeyArn': 'must be a string. Give the ARN of the AWS KMS key. [ZILLIZ_CMEK_KEY]',
    });
    expect(allWrongIn(clusterDeclarationSchema()).cmek).toBe(
      'must be an object with a kmsKeyArn. Write it as { kmsKeyArn: "arn:aws:kms:…" }, or leave the prop out. [ZILLIZ_PROPS]',
    );
    expect(missingIn(clusterDeclarationSchema())).toEqual([
      ...['backup', 'targetProject', 'clusterName', 'cuSize', 'collectionStatus'],
    ]);
  });

  test.each([
    ['proj-1A', true],
    ['proj-', false],
    ['xproj-1', false],
    ['proj-1_', false],
  ])('the project id %s: %p', (targetProject, isRight) => {
    const rest = { backup, clusterName: 'a', cuSize: 2, collectionStatus: 'KEEP' };
    const wrong = wrongIn(clusterDeclarationSchema(), { ...rest, targetProject });
    expect(Object.keys(wrong)).toEqual(isRight ? [] : ['targetProject']);
    expect(
      wrongIn(clusterDeclarationSchema(), { ...rest, targetProject: STAGING_PROJECT, x: 1 }),
    ).toEqual({
      x: 'is not a prop of this construct. Remove it or correct its spelling. [NO_RULE]',
    });
  });

  test('of collections', () => {
    const odd = { dbName: 1, collectionName: '', destDbName: '', destCollectionName: '' };
    const collectionMappings = [7, { ...odd, destCollectionStatus: '' }];
    const at = (name: string) => `collectionMappings[1].${name}`;
    expect(allWrongIn(collectionsDeclarationSchema(), { collectionMappings })).toEqual({
      ...NEEDS_BACKUP,
      targetCluster: CLUSTER_ID,
      targetRegionId: open('string'),
      targetCuType: open('string'),
      backupBeforeRestore: FLAG,
      'collectionMappings[0]':
        'must be a mapping. Write it as { dbName: "default", collectionName: "articles" }. [ZILLIZ_PROPS]',
      ...Object.fromEntries(Object.keys(odd).map((name) => [at(name), NAME])),
      [at('destCollectionStatus')]: `must be "LOADED" or "UNLOADED". ${MEMBER}`,
    });
    expect(
      allWrongIn(collectionsDeclarationSchema(), { collectionMappings: {} }).collectionMappings,
    ).toBe(
      'must be a list of mappings. Write it as [{ dbName: "default" }], or leave the prop out. [ZILLIZ_PROPS]',
    );
    expect(missingIn(collectionsDeclarationSchema())).toEqual(['backup', 'targetCluster']);
  });

  test('of a backup policy', () => {
    const crossRegionCopies = [7, { regionId: '', retentionDays: '' }];
    expect(allWrongIn(policyDeclarationSchema(), { crossRegionCopies })).toEqual({
      cluster: CLUSTER_ID,
      enabled: FLAG,
      'days[0]': `must be "1" or "2" or "3" or "4" or "5" or "6" or "7". ${MEMBER}`,
      startTime: 'must be a string. Write it as "02:00-04:00". [ZILLIZ_BACKUP_POLICY]',
      retentionDays: DAYS,
      'crossRegionCopies[0]':
        'must be a region. Write it as { regionId: "aws-us-east-1" }. [ZILLIZ_PROPS]',
      'crossRegionCopies[1].regionId':
        'must be a string with at least one character. Give the region, for example "aws-us-east-1". [ZILLIZ_PROPS]',
      'crossRegionCopies[1].retentionDays': DAYS,
    });
    expect(
      wrongIn(policyDeclarationSchema(), {
        cluster: SOURCE_CLUSTER,
        days: '1',
        crossRegionCopies: {},
      }),
    ).toEqual({
      days: 'must be a list of days. Write it as [zilliz.Weekday.MONDAY]. [ZILLIZ_PROPS]',
      crossRegionCopies:
        'must be a list of regions. Write it as [{ regionId: "aws-us-east-1" }], or leave the prop out. [ZILLIZ_PROPS]',
    });
    expect(missingIn(policyDeclarationSchema())).toEqual(['cluster']);
  });

  test('of marks', () => {
    expect(allWrongIn(marksDeclarationSchema())).toEqual({
      cluster: CLUSTER_ID,
      restore: open('string'),
      stampOrganization:
        'must be the id of an organization. Copy it from the organization settings; it looks like "org-0123456789abcdef". [ZILLIZ_PROPS]',
      ...{ owner: MARK, dataClass: MARK, expiresOn: MARK },
    });
    expect(missingIn(marksDeclarationSchema())).toEqual([
      'cluster',
      'restore',
      'stampOrganization',
    ]);
  });

  test.each([
    ['org-1-a', 'me', []],
    ['org-', 'me', ['stampOrganization']],
    ['xorg-1', ' ', ['stampOrganization', 'owner']],
    ['org-1_', '', ['stampOrganization', 'owner']],
  ])('of the organization %j and the owner %j', (stampOrganization, owner, paths) => {
    const marks = { cluster: SOURCE_CLUSTER, restore: 'stack/a', stampOrganization, owner };
    expect(Object.keys(wrongIn(marksDeclarationSchema(), marks))).toEqual(paths);
  });
});
