import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fn, TerraformVariable } from 'cdktf';
import { zilliz } from '../../src';
import { refusalOf, synthesised } from '../support/app';
import { BACKUP, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';

const OTHER_CLUSTER = 'in01-0a1b2c3d4e5f678';
const DROPS = [{ ruleId: 'ZILLIZ_CMEK_DROPPED', reason: 'a test' }];

/** A value that only Terraform will know. */
const text = (stack: ConstructorParameters<typeof TerraformVariable>[0], id = 'value') =>
  new TerraformVariable(stack, id, { type: 'string' }).stringValue;

describe('a value that only Terraform knows passes synth: the runner checks it', () => {
  test.each<[string, (token: string, stack: never) => Partial<zilliz.RestoredClusterProps>]>([
    [
      'the source cluster',
      (token) => ({ backup: zilliz.Backup.fromId({ clusterId: token, backupId: BACKUP }) }),
    ],
    [
      'the backup',
      (token) => ({ backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: token }) }),
    ],
    [
      'the cluster of the latest backup',
      (token) => ({ backup: zilliz.Backup.latest({ clusterId: token }) }),
    ],
    [
      'the moment of Backup.before',
      (token) => ({ backup: zilliz.Backup.before({ clusterId: SOURCE_CLUSTER, time: token }) }),
    ],
    [
      'the time of the backup',
      (token) => ({
        backup: zilliz.Backup.fromId({
          clusterId: SOURCE_CLUSTER,
          backupId: BACKUP,
          createTime: token,
        }),
      }),
    ],
    [
      'the Milvus version of the backup',
      (token) => ({
        backup: zilliz.Backup.fromId({
          clusterId: SOURCE_CLUSTER,
          backupId: BACKUP,
          milvusVersion: token,
        }),
      }),
    ],
    [
      'the region of the backup',
      (token) => ({
        backup: zilliz.Backup.fromId({
          clusterId: SOURCE_CLUSTER,
          backupId: BACKUP,
          regionId: token,
        }),
        targetProjectRegions: ['gcp-us-west1'],
      }),
    ],
    ['the project', (token) => ({ targetProject: token })],
    [
      'the plan of the project',
      (token) => ({ targetProjectPlan: token as zilliz.ProjectPlan, cuSize: 64 }),
    ],
    ['the name', (token) => ({ clusterName: token })],
    ['a part of the name', (token) => ({ clusterName: `clone-${token}` })],
    ['the load status', (token) => ({ collectionStatus: token as zilliz.CollectionStatus })],
    ['the version', (token) => ({ restoreVersionPolicy: token as zilliz.RestoreVersionPolicy })],
    [
      'the key',
      (token) => ({
        cmek: { kmsKeyArn: token },
        targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
        backup: zilliz.Backup.fromId({
          clusterId: SOURCE_CLUSTER,
          backupId: BACKUP,
          encrypted: true,
          regionId: 'aws-us-west-2',
        }),
      }),
    ],
  ])('%s', (_title, change) => {
    const lines = refusalOf((stack) => {
      restoredCluster(stack, change(text(stack), stack as never));
    });
    expect(lines).toEqual([]);
  });

  test('the size', () => {
    const lines = refusalOf((stack) => {
      const cuSize = new TerraformVariable(stack, 'size', { type: 'number' }).numberValue;
      restoredCluster(stack, { cuSize, targetProjectPlan: zilliz.ProjectPlan.STANDARD });
    });
    expect(lines).toEqual([]);
  });

  test('but not a whole list, for example the regions of the project', () => {
    const lines = refusalOf((stack) => {
      const regions = new TerraformVariable(stack, 'regions', { type: 'list(string)' }).listValue;
      const backup = zilliz.Backup.fromId({
        clusterId: SOURCE_CLUSTER,
        backupId: BACKUP,
        regionId: 'aws-us-west-2',
      });
      restoredCluster(stack, { backup, targetProjectRegions: regions });
    });
    // Terraform could not put a list into a variable of the step's environment.
    expect(lines).toEqual([
      expect.stringContaining('targetProjectRegions: must be known at synth.'),
    ]);
  });

  test.each<[string, (token: string) => Partial<zilliz.CollectionMapping>]>([
    ['a database', (token) => ({ dbName: token })],
    ['a collection', (token) => ({ collectionName: token })],
    ['a new database', (token) => ({ destDbName: token })],
    ['a new name', (token) => ({ destCollectionName: token })],
    ['a load status', (token) => ({ destCollectionStatus: token as zilliz.CollectionLoadStatus })],
    ['a value that a function makes', (token) => ({ destCollectionName: Fn.lower(token) })],
  ])('%s of a mapping', (_title, change) => {
    const mapping = { dbName: 'default', collectionName: 'articles' };
    const lines = refusalOf((stack) => {
      new zilliz.RestoredCollections(stack, 'articles', {
        backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
        targetCluster: OTHER_CLUSTER,
        collectionMappings: [mapping, { ...mapping, ...change(text(stack)) }],
      });
    });
    // The load status is no part of a name: the two mappings are still one.
    const expected = _title === 'a load status' ? 1 : 0;
    expect(lines).toHaveLength(expected);
  });

  test('the target, for example a cluster restored in the same app', () => {
    const lines = refusalOf((stack) => {
      const clone = restoredCluster(stack);
      new zilliz.RestoredCollections(stack, 'more', {
        backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
        targetCluster: clone.clusterId,
      });
    });
    expect(lines).toEqual([]);
  });
});

test('an acknowledgement of a finding that the restore does not have is refused', () => {
  expect(refusalOf((stack) => restoredCluster(stack, { acknowledge: DROPS }))).toEqual([
    '[stack/articles] acknowledge[0]: accepts a finding that this restore does not have, got "ZILLIZ_CMEK_DROPPED". Remove the acknowledgement. [ZILLIZ_PROPS]',
  ]);
});

test('a token behind an open brace of the user stays an expression', () => {
  const folder = synthesised((stack) => {
    restoredCluster(stack, { clusterName: `\${team}-${text(stack)}` });
  });
  const { resource } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  const { provisioner } = resource.null_resource.articles_submit_45E46EBC;
  const { environment } = provisioner[0]['local-exec'];
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
  expect(environment.CLUSTER_RESTORE_VALUE_0).toBe('${"$"}{team}-${var.value}');
});
