import type { Construct } from 'constructs';
import { PasswordSink, RemovalPolicy, zilliz } from '../../src';
import type { Simulator } from '../../src/simulator';

/** Ids of the world that the simulator starts with. */
export const SOURCE_CLUSTER = 'in01-3b1c0a5d4e6f789';
export const BACKUP = 'backup11_0f5d2c9a7e3b41d';
export const STAGING_PROJECT = 'proj-7c41d0b2e98f4a6d5e3c1f';
export const ZILLIZ_KEY = 'sim-zilliz-owner-key';

/** The variables of a step that calls the simulator. */
export function zillizEnvironment(
  { url }: Pick<Simulator, 'url'>,
  change: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
  return {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    ...change,
  };
}

/** A declaration that is right in every respect; a test changes what it is about. */
export function clusterProps(
  change: Partial<zilliz.RestoredClusterProps> = {},
): zilliz.RestoredClusterProps {
  return {
    backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
    targetProject: STAGING_PROJECT,
    clusterName: 'articles-staging',
    cuSize: 2,
    collectionStatus: zilliz.CollectionStatus.KEEP,
    restoreVersionPolicy: zilliz.RestoreVersionPolicy.ORIGINAL,
    passwordSink: PasswordSink.file('password'),
    removalPolicy: RemovalPolicy.DESTROY,
    ...change,
  };
}

/** The construct that most tests are about. */
export function restoredCluster(
  scope: Construct,
  change: Partial<zilliz.RestoredClusterProps> = {},
): zilliz.RestoredCluster {
  return new zilliz.RestoredCluster(scope, 'articles', clusterProps(change));
}
