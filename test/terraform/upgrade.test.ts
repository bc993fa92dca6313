import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { zilliz } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { cockroachEnvironment, restoredCockroach, startCockroach } from '../support/cockroach';
import { Terraform } from '../support/terraform';
import {
  BACKUP,
  restoredCluster,
  SOURCE_CLUSTER,
  STAGING_PROJECT,
  ZILLIZ_KEY,
} from '../support/zilliz';

/** The kept states, a folder for each release: `KEEP_STATE=1 npx jest test/terraform/upgrade` adds one. */
const RELEASES = join(__dirname, 'releases');
const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
const TARGET = 'in01-0000000000target';
// Stands for the address of the provider, which has a host in it.
const PROVIDER = 'the null provider';

/** The app of every release: a clone that a destroy drops, collections, and a restore of the other vendor. */
function declare(stack: TerraformStack): void {
  restoredCluster(stack);
  restoredCockroach(stack);
  new zilliz.RestoredCollections(stack, 'archive', {
    backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
    targetCluster: TARGET,
    collectionMappings: [
      { dbName: 'default', collectionName: 'medium_articles', destCollectionName: 'articles' },
    ],
  });
}

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
  simulator.zilliz.addCluster({ clusterId: TARGET, projectId: STAGING_PROJECT });
});
afterEach(() => simulator.stop());

/** Terraform where today's synth has written the app. */
function ready(): Promise<Terraform> {
  const variables = { ZILLIZ_API_KEY: ZILLIZ_KEY, ZILLIZ_BASE_URL: simulator.url };
  return Terraform.in(synthesised(declare), cockroachEnvironment(simulator, variables));
}

if (process.env.KEEP_STATE !== undefined) {
  test('the state of this release is kept', async () => {
    const terraform = await ready();
    await terraform.must('init');
    await terraform.must('apply');
    const kept = join(RELEASES, version);
    mkdirSync(kept, { recursive: true });
    const state = readFileSync(join(terraform.folder, 'terraform.tfstate'), 'utf8');
    const text = state.replace(/provider\[[^\]]*\]/g, PROVIDER);
    writeFileSync(join(kept, 'state.json'), text);
    cpSync(join(terraform.folder, 'cdk.tf.json'), join(kept, 'cdk.tf.json'));
  });
}

test('the state of the newest release is kept', () => {
  expect(existsSync(join(RELEASES, version, 'state.json'))).toBe(true);
});

interface State {
  readonly resources: readonly {
    readonly name: string;
    readonly instances: readonly [
      { readonly attributes: { readonly triggers: Readonly<Record<string, string>> } },
    ];
  }[];
}

test.each(readdirSync(RELEASES))(
  'a state of release %s: today plans no change, and a destroy drops the clone and nothing else',
  async (release) => {
    const text = readFileSync(join(RELEASES, release, 'state.json'), 'utf8');
    const { resources } = JSON.parse(text) as State;
    const submitted = resources.find(({ name }) => name.startsWith('articles_submitted_'));
    const recorded = submitted?.instances[0].attributes.triggers ?? {};
    const clone = simulator.zilliz.addCluster({
      clusterId: recorded.cluster_id ?? '',
      clusterName: recorded.cluster_name ?? '',
      projectId: recorded.project_id ?? '',
      createTime: recorded.requested_at ?? '',
    });
    const terraform = await ready();
    await terraform.must('init');
    const [, provider = ''] = /"provider": "(.*)"/.exec(await providerOf(terraform)) ?? [];
    const state = text.replaceAll(PROVIDER, provider);
    writeFileSync(join(terraform.folder, 'terraform.tfstate'), state);
    const plan = await terraform.run('plan', '-detailed-exitcode');
    expect(plan).toMatchObject({ code: 0, output: expect.stringContaining('No changes.') });
    const before = simulator.requests.length;
    await terraform.must('destroy');
    const sent = simulator.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE /v2/clusters/${clone.clusterId}/drop`,
    ]);
  },
);

/** A resource as this Terraform writes it: the name of its provider depends on where that comes from. */
async function providerOf(terraform: Terraform): Promise<string> {
  await terraform.must('plan', '-out=any.plan');
  const shown = JSON.parse(await terraform.must('show', '-json', 'any.plan')) as {
    readonly resource_changes: readonly { readonly provider_name: string }[];
  };
  const name = shown.resource_changes[0]?.provider_name;
  return `"provider": "provider[\\"${name}\\"]"`;
}
