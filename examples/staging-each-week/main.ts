/**
 * Staging from the newest backup of production, refreshed each week without downtime.
 *
 * Steps:
 * 1. `STAGING_WEEK="$(date -u +%G-w%V)" npx cdktf synth`: another week is another restore; nothing is called.
 * 2. `terraform init` and `apply` in `cdktf.out/stacks/staging`, with ZILLIZ_API_KEY exported. The new clone is restored
 *    and verified next to the previous one; then the outputs change, and the previous clone is dropped.
 * 3. Do both each Monday, for example in the scheduled job of your CI. A refresh that fails leaves staging as it was.
 *
 * It costs a cluster of 2 CUs, and two of them during a refresh. It leaves what Zilliz Cloud keeps in its recycle bin for
 * 30 days. It has a distant expiry date, from which `check` fails, so that somebody decides once a year.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import {
  ClonedEnvironment,
  Expiry,
  PasswordSink,
  Replacement,
  Rerun,
  zilliz,
} from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'staging');
new LocalBackend(stack, { path: '../../../state/staging.tfstate' });
new NullProvider(stack, 'null');

const environment = new ClonedEnvironment(stack, 'staging', {
  owner: 'team-search',
  dataClass: 'customer data',
  expires: Expiry.on('2027-12-31'),
  passwordSink: PasswordSink.file('../../../secrets/{environment}/{member}.password'),
});

const articles = new zilliz.RestoredCluster(environment, 'articles', {
  backup: zilliz.Backup.latest({ clusterId: 'in01-3b1c0a5d4e6f789' }),
  targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
  targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
  clusterName: 'articles',
  uniqueName: true,
  cuSize: 2,
  collectionStatus: zilliz.CollectionStatus.KEEP,
  rerun: Rerun.onToken(process.env.STAGING_WEEK ?? '2026-w48'),
  replacement: Replacement.AFTER_VERIFICATION,
});

new TerraformOutput(stack, 'cluster_id', { value: articles.clusterId });
new TerraformOutput(stack, 'connect_address', { value: articles.connectAddress });

app.synth();
