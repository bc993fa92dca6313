import type { TerraformStack } from 'cdktf';
import { PasswordSink, zilliz } from '../../src';

export function wrongDeclaration(stack: TerraformStack): void {
  new zilliz.RestoredCluster(stack, 'articles', {
    backup: zilliz.Backup.fromId({
      clusterId: 'articles-production',
      backupId: 'backup11_0f5d2c9',
    }),
    targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
    clusterName: 'articles staging',
    cuSize: 3,
    collectionStatus: zilliz.CollectionStatus.KEEP,
    passwordSink: PasswordSink.discard(),
  });
}
