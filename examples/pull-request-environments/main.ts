/**
 * An environment for each pull request: a cluster and a database, cloned from the newest backups of production.
 *
 * Steps:
 * 1. `CDKTF_CONTEXT_JSON="$(cat context.json)" npx cdktf synth` writes a stack for each pull request of the list.
 * 2. Put your bucket, project and clusters below. The database goes into a cluster that all environments share.
 * 3. environments.yml next to this file does the rest. It applies when a pull request is opened or changes, destroys when
 *    it is closed, and reports each night what is left. Copy it to .github/workflows/.
 *
 * It costs a cluster of 2 CUs for each open pull request, for at most 14 days. It leaves what Zilliz Cloud keeps in
 * its recycle bin for 30 days.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, S3Backend, TerraformOutput, TerraformStack } from 'cdktf';
import { ClonedEnvironment, cockroach, Expiry, PasswordSink, zilliz } from 'cdktf-cluster-restore';

const app = new App();
/** As `gh pr list --json number,createdAt,closedAt` writes it. */
const pullRequests: { number: number; createdAt: string; closedAt?: string }[] =
  app.node.tryGetContext('pullRequests') ?? [];
const keepPassword =
  'aws ssm put-parameter --overwrite --type SecureString --name /{environment}/{member} --value file:///dev/stdin';

for (const { number, createdAt, closedAt } of pullRequests) {
  const name = `pr-${number}`;
  const stack = new TerraformStack(app, name);
  new S3Backend(stack, { bucket: 'acme-environments', key: name, region: 'us-west-2' });
  new NullProvider(stack, 'null');
  const environment = new ClonedEnvironment(stack, 'environment', {
    name,
    owner: 'team-search',
    dataClass: 'customer data',
    // It ends with its pull request: what a missed destroy leaves is past its end on the next day.
    expires: closedAt ? Expiry.on(dayOf(closedAt)) : Expiry.daysAfter(dayOf(createdAt), 14),
    passwordSink: PasswordSink.command(keepPassword.split(' ')),
  });
  new zilliz.RestoredCluster(environment, 'search', {
    backup: zilliz.Backup.latest({ clusterId: 'in01-3b1c0a5d4e6f789' }),
    targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
    targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
    clusterName: 'search',
    uniqueName: true,
    cuSize: 2,
    collectionStatus: zilliz.CollectionStatus.KEEP,
  });
  new cockroach.RestoredDatabases(environment, 'ledger', {
    backup: cockroach.Backup.latest({ clusterId: 'c84e0f17-5a2b-4d93-a6f0-1b2c3d4e5f60' }),
    destinationCluster: 'e15a7c93-8d46-4f02-b7e9-60f1e2d3c4b5',
    plan: cockroach.Plan.ADVANCED,
    databases: ['ledger'],
  });
  new TerraformOutput(stack, 'members', { value: environment.outputs });
}

app.synth();

function dayOf(time: string): string {
  return time.slice(0, 10);
}
