/**
 * A clone that is encrypted with your own key, from a backup in a committed catalog.
 *
 * Steps:
 * 1. `npx cluster-restore catalog pull --cluster in01-3b1c0a5d4e6f789 --out catalog.json` writes the catalog;
 *    commit it.
 * 2. `npx cdktf synth` checks backup, region, version and key against it; nothing is called.
 * 3. `terraform apply` in `cdktf.out/stacks/audit`, with ZILLIZ_API_KEY exported. If the new cluster does not report
 *    the key, the apply fails and drops it.
 */
import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { PasswordSink, RemovalPolicy, Rerun, zilliz } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'audit');
new LocalBackend(stack, { path: '../../../state/audit.tfstate' });
new NullProvider(stack, 'null');

const production = zilliz.Catalog.fromFile('examples/zilliz-encrypted-clone/catalog.json');

const audit = new zilliz.RestoredCluster(stack, 'articles', {
  backup: zilliz.Backup.fromCatalog(production, 'backup11_7a9c4e1d2b6f508'),
  targetProject: 'proj-20e13e974c7d659a83a1b2',
  targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
  clusterName: 'articles-audit',
  uniqueName: true,
  cuSize: 8,
  collectionStatus: zilliz.CollectionStatus.RELEASE,
  includeRbac: true,
  cmek: {
    kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d',
  },
  passwordSink: PasswordSink.command(['vault', 'kv', 'put', 'secret/audit', 'password=-']),
  rerun: Rerun.onToken('audit-2026'),
  removalPolicy: RemovalPolicy.DESTROY,
});

new TerraformOutput(stack, 'cluster_id', { value: audit.clusterId });

app.synth();
