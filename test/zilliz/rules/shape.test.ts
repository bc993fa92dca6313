import { zilliz } from '../../../src';
import { refusalOf } from '../../support/app';
import { BACKUP, restoredCluster, SOURCE_CLUSTER } from '../../support/zilliz';

const refusal = (change: Partial<Record<keyof zilliz.RestoredClusterProps, unknown>>) =>
  refusalOf((stack) => restoredCluster(stack, change as Partial<zilliz.RestoredClusterProps>));

const fromId = (change: object) =>
  zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP, ...change });

describe('ZILLIZ_CLUSTER_ID', () => {
  const FIX =
    'Copy it from the cluster details; it looks like "in01-0123456789abcde". [ZILLIZ_CLUSTER_ID]';

  test.each(['articles-production', '', 'in1-0a1b2c', 'IN01-0a1b2c', 'in01-', 'in01-0a1b2c\n'])(
    'rejects %j as the source',
    (clusterId) => {
      expect(refusal({ backup: fromId({ clusterId }) })).toEqual([
        `[stack/articles] backup.clusterId: must be a Zilliz Cloud cluster id, got ${JSON.stringify(clusterId)}. ${FIX}`,
      ]);
    },
  );

  test('rejects a target that is none', () => {
    const lines = refusalOf((stack) => {
      const backup = fromId({});
      new zilliz.RestoredCollections(stack, 'articles', { backup, targetCluster: 'staging' });
    });
    expect(lines).toEqual([
      `[stack/articles] targetCluster: must be a Zilliz Cloud cluster id, got "staging". ${FIX}`,
    ]);
  });
});

describe('ZILLIZ_BACKUP_ID', () => {
  test.each(['..', '', 'nightly/1', 'backup11 1', '.hidden'])('rejects %j', (backupId) => {
    expect(refusal({ backup: fromId({ backupId }) })).toEqual([
      `[stack/articles] backup.backupId: must be a Zilliz Cloud backup id, got ${JSON.stringify(backupId)}. Copy it from the list of backups; it looks like "backup11_0123456789abcde". [ZILLIZ_BACKUP_ID]`,
    ]);
  });

  test.each([
    'Dedicated-01_backup3',
    'backup0_1a2b',
    'backup11_0f5d2c9a7e3b41d',
    'backupx-1a2b',
    'backupx_1a2b',
  ])('accepts %j', (backupId) => {
    expect(refusal({ backup: fromId({ backupId }) })).toEqual([]);
  });
});

describe('ZILLIZ_PROJECT_ID', () => {
  test.each(['staging', '', 'proj-', 'proj-a b'])('rejects %j', (targetProject) => {
    expect(refusal({ targetProject })).toEqual([
      `[stack/articles] targetProject: must be a Zilliz Cloud project id, got ${JSON.stringify(targetProject)}. Copy it from the project settings; it looks like "proj-0123456789abcdef012345". [ZILLIZ_PROJECT_ID]`,
    ]);
  });
});

describe('ZILLIZ_PROPS', () => {
  test.each<[string, object, string]>([
    [
      'includeRbac',
      { includeRbac: 'yes' },
      'includeRbac: must be true or false, got "yes". Give a boolean.',
    ],
    [
      'collectionStatus',
      { collectionStatus: 'LOADED' },
      'collectionStatus: must be "KEEP" or "RELEASE", got "LOADED". Use a member of the enum.',
    ],
    [
      'restoreVersionPolicy',
      { restoreVersionPolicy: 'OLDEST' },
      'restoreVersionPolicy: must be "LATEST" or "ORIGINAL", got "OLDEST". Use a member of the enum.',
    ],
    [
      'targetProjectPlan',
      { targetProjectPlan: 'Free' },
      'targetProjectPlan: must be "Standard" or "Enterprise" or "BusinessCritical", got "Free". Use a member of the enum.',
    ],
    [
      'the time of a backup, without a time zone',
      { backup: fromId({ createTime: '2026-11-20T02:00:00' }) },
      'backup.known.createTime: must be a time with a time zone, got "2026-11-20T02:00:00". Write it as "2026-11-20T03:15:00Z".',
    ],
    [
      'the Milvus version of a backup',
      { backup: fromId({ milvusVersion: 'latest' }) },
      'backup.known.milvusVersion: must be a Milvus version, got "latest". Write it as "2.5.x" or "2.5.13".',
    ],
  ])('rejects a wrong %s', (_title, change, line) => {
    expect(refusal(change)).toEqual([`[stack/articles] ${line} [ZILLIZ_PROPS]`]);
  });

  test.each(['2.5', '2.5.x', '2.5.13', 'v2.6.1'])(
    'accepts the Milvus version %s',
    (milvusVersion) => {
      expect(refusal({ backup: fromId({ milvusVersion }) })).toEqual([]);
    },
  );

  test.each(['2026-11-20T02:00:00Z', '2026-11-20T02:00:00.123456Z', '2026-11-20T03:00:00+01:00'])(
    'accepts the time %s',
    (createTime) => {
      expect(refusal({ backup: fromId({ createTime }), restoreVersionPolicy: undefined })).toEqual(
        [],
      );
    },
  );
});

describe('the moment of Backup.before', () => {
  const before = (time: unknown) =>
    refusal({ backup: zilliz.Backup.before({ clusterId: SOURCE_CLUSTER, time } as never) });

  test.each(['', 'yesterday', '2026-11-20', '2026-11-20T03:15:00', 20261120, new Date(0)])(
    'rejects %j',
    (time) => {
      expect(before(time)).toEqual([
        expect.stringMatching(
          /backup\.before\.time: must be a time with a time zone, got .*\. Write it as "2026-11-20T03:15:00Z"\. \[ZILLIZ_PROPS\]$/,
        ),
      ]);
    },
  );

  test('rejects none: it is never taken for the latest', () => {
    expect(before(undefined)).toEqual([
      '[stack/articles] backup.before.time: is missing; it must be a time with a time zone. Write it as "2026-11-20T03:15:00Z". [ZILLIZ_PROPS]',
    ]);
  });

  test.each(['2026-11-20T03:15:00Z', '2026-11-20T04:15:00+01:00'])('accepts %j', (time) => {
    expect(before(time)).toEqual([]);
  });
});
