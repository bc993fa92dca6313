import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, LocalBackend, TerraformStack, TerraformVariable } from 'cdktf';
import { cockroach, PasswordSink, RemovalPolicy, Rerun, zilliz } from '../../src';
import * as ids from '../support/cockroach';
import { BACKUP, clusterProps, SOURCE_CLUSTER } from '../support/zilliz';

// The newest backups of the simulated world, so that a preflight finds them.
const ORDERS_BACKUP = 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31';
const LEDGER_BACKUP = '4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92';

export const OLD_BACKUP = 'backup11_7a9c4e1d2b6f508';
const KEY = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Eight restores of both vendors in two stacks, as the first version of an app has them. */
export function firstVersion(outdir: string): string {
  return synthesised(outdir, (search, orders) => {
    new zilliz.RestoredCluster(search, 'articles', {
      ...clusterProps(),
      backup: zilliz.Backup.fromId({
        clusterId: SOURCE_CLUSTER,
        backupId: BACKUP,
        createTime: '2026-11-20T02:00:00Z',
        milvusVersion: '2.5.x',
        latestGaVersion: '2.6.x',
        encrypted: true,
        regionId: 'aws-us-west-2',
      }),
      targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
      restoreVersionPolicy: zilliz.RestoreVersionPolicy.LATEST,
      cmek: { kmsKeyArn: KEY },
      owner: 'team-search',
      dataClass: 'customer data',
      expiresOn: '2026-12-31',
    });
    const preview = new zilliz.RestoredCluster(search, 'preview', {
      ...clusterProps({
        clusterName: 'preview',
        uniqueName: true,
        restoreVersionPolicy: undefined,
      }),
      backup: zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }),
      cuSize: new TerraformVariable(search, 'preview_cu', { type: 'number' }).numberValue,
      passwordSink: PasswordSink.command(['vault', 'write', 'secret/preview', 'password=-']),
      rerun: Rerun.onToken('2026-11-21'),
    });
    new zilliz.RestoredCluster(search, 'archive', {
      ...clusterProps({ clusterName: 'archive', removalPolicy: RemovalPolicy.RETAIN }),
      rerun: Rerun.once(),
      passwordSink: PasswordSink.discard(),
      owner: 'team-records',
    });
    new zilliz.RestoredCollections(search, 'medium', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: preview.clusterId,
      collectionMappings: [
        {
          dbName: 'default',
          collectionName: 'medium_articles',
          destCollectionName: 'restore_medium_articles',
          destCollectionStatus: zilliz.CollectionLoadStatus.LOADED,
        },
        { dbName: 'analytics', destDbName: 'analytics_copy' },
      ],
    });
    new cockroach.RestoredCluster(orders, 'rollback', {
      backup: cockroach.Backup.fromCatalog(
        cockroach.Catalog.fromFile('test/review/catalogs/orders.json'),
        ORDERS_BACKUP,
      ),
      destinationCluster: ids.ORDERS,
      plan: cockroach.Plan.STANDARD,
      acknowledgeDataLoss: ids.ORDERS,
      wipeDestination: true,
      owner: 'team-orders',
    });
    new cockroach.RestoredCluster(orders, 'staging', {
      backup: cockroach.Backup.latest({ clusterId: ids.ORDERS }),
      destinationCluster: ids.ORDERS_STAGING,
      plan: cockroach.Plan.STANDARD,
      acknowledgeDataLoss: ids.ORDERS_STAGING,
    });
    new cockroach.RestoredTables(orders, 'entries', {
      backup: cockroach.Backup.fromId({ clusterId: ids.LEDGER, backupId: LEDGER_BACKUP }),
      destinationCluster: ids.LEDGER_STAGING,
      plan: cockroach.Plan.ADVANCED,
      tables: [{ database: 'ledger', schema: 'public', table: 'entries' }],
      intoDb: 'audit',
      createIntoDb: true,
    });
    new cockroach.BackupSettings(orders, 'schedule', {
      cluster: ids.ORDERS,
      plan: cockroach.Plan.STANDARD,
      frequencyMinutes: 60,
    });
  });
}

/** The same app, changed in every way that a review must tell. */
export function secondVersion(outdir: string): string {
  return synthesised(outdir, (search, orders) => {
    // An older backup: runs again, drops the clone, and loses its encryption.
    new zilliz.RestoredCluster(search, 'articles', {
      ...clusterProps({ clusterName: 'articles-staging', restoreVersionPolicy: undefined }),
      backup: zilliz.Backup.fromId({
        clusterId: SOURCE_CLUSTER,
        backupId: OLD_BACKUP,
        createTime: '2026-09-14T16:20:00Z',
        milvusVersion: '2.5.x',
        latestGaVersion: '2.6.x',
        encrypted: true,
        regionId: 'aws-us-west-2',
      }),
      targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
      acknowledge: [
        { ruleId: 'ZILLIZ_CMEK_DROPPED', reason: 'Synthetic data only, agreed with the owner' },
      ],
      owner: 'team-search',
    });
    const preview = new zilliz.RestoredCluster(search, 'preview', {
      ...clusterProps({
        clusterName: 'preview',
        uniqueName: true,
        restoreVersionPolicy: undefined,
      }),
      backup: zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }),
      cuSize: new TerraformVariable(search, 'preview_cu', { type: 'number' }).numberValue,
      passwordSink: PasswordSink.command(['vault', 'write', 'secret/preview', 'password=-']),
      rerun: Rerun.onToken('2026-11-21'),
    });
    // Larger, for less time, dropped on destroy: nothing runs.
    new zilliz.RestoredCluster(search, 'archive', {
      ...clusterProps({ clusterName: 'archive', cuSize: 4, removalPolicy: RemovalPolicy.DESTROY }),
      rerun: Rerun.once(),
      passwordSink: PasswordSink.discard(),
      timeoutMinutes: 90,
    });
    new zilliz.RestoredCollections(search, 'medium', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: preview.clusterId,
      collectionMappings: [
        {
          dbName: 'default',
          collectionName: 'medium_articles',
          destCollectionName: 'restore_medium_articles',
          destCollectionStatus: zilliz.CollectionLoadStatus.LOADED,
        },
      ],
    });
    // The rollback is gone; the clone is renamed, and wipes what exists.
    new cockroach.RestoredCluster(orders, 'clone', {
      backup: cockroach.Backup.latest({ clusterId: ids.ORDERS }),
      destinationCluster: ids.ORDERS_STAGING,
      plan: cockroach.Plan.STANDARD,
      acknowledgeDataLoss: ids.ORDERS_STAGING,
      wipeDestination: true,
    });
    new cockroach.RestoredTables(orders, 'entries', {
      backup: cockroach.Backup.fromId({ clusterId: ids.LEDGER, backupId: LEDGER_BACKUP }),
      destinationCluster: ids.LEDGER_STAGING,
      plan: cockroach.Plan.ADVANCED,
      tables: [
        { database: 'ledger', schema: 'public', table: 'entries' },
        { database: 'ledger', schema: 'public', table: 'balances' },
      ],
      intoDb: 'audit',
      createIntoDb: true,
    });
    new cockroach.RestoredDatabases(orders, 'reporting', {
      backup: cockroach.Backup.fromId({ clusterId: ids.LEDGER, backupId: LEDGER_BACKUP }),
      destinationCluster: ids.LEDGER,
      plan: cockroach.Plan.ADVANCED,
      databases: ['reporting'],
      newDbName: 'reporting_before',
      acknowledge: [{ ruleId: 'COCKROACH_ONE_RESTORE', reason: 'unused' }],
    });
    new cockroach.BackupSettings(orders, 'schedule', {
      cluster: ids.ORDERS,
      plan: cockroach.Plan.STANDARD,
      frequencyMinutes: 240,
    });
  });
}

/** Synthesises an app of two stacks; checks are left to the review. */
export function synthesised(
  outdir: string,
  build: (search: TerraformStack, orders: TerraformStack) => void,
): string {
  const app = new App({ outdir, skipValidation: true });
  const [search, orders] = ['search', 'orders'].map((name) => {
    const stack = new TerraformStack(app, name);
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    new NullProvider(stack, 'null');
    return stack;
  }) as [TerraformStack, TerraformStack];
  build(search, orders);
  app.synth();
  return outdir;
}
