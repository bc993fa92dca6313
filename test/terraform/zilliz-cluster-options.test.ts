import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, type TerraformStack, TerraformVariable } from 'cdktf';
import { PasswordSink, RemovalPolicy, zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder, plainText, type Terraform } from '../support/terraform';
import { restoredCluster, SOURCE_CLUSTER, STAGING_PROJECT, ZILLIZ_KEY } from '../support/zilliz';

let simulator: Simulator;
let folder: string;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

async function terraformOf(
  build: (stack: TerraformStack) => void,
  variables: NodeJS.ProcessEnv = {},
): Promise<Terraform> {
  folder = synthesised(build);
  const terraform = await hostedTerraform(folder, {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    ...variables,
  });
  await terraform.must('init');
  return terraform;
}

const posts = () => simulator.requests.filter(({ operation }) => operation === 'restoreCluster');
const clones = () =>
  simulator.zilliz.clusters.filter(
    ({ clusterName, status }) => clusterName === 'articles-staging' && status !== 'DELETED',
  );

const KEY = 'arn:aws:kms:us-west-2:111122223333:key/1a2b3c4d-0000-4000-8000-5e6f70819203';
const encrypted =
  (removalPolicy: RemovalPolicy, cuSize = 2) =>
  (stack: TerraformStack) => {
    restoredCluster(stack, {
      cuSize,
      targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
      restoreVersionPolicy: zilliz.RestoreVersionPolicy.LATEST,
      cmek: { kmsKeyArn: KEY },
      removalPolicy,
    });
  };

test('every prop of a restored cluster reaches the request', async () => {
  const terraform = await terraformOf((stack) => {
    restoredCluster(stack, {
      targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
      cuSize: 12,
      collectionStatus: zilliz.CollectionStatus.RELEASE,
      restoreVersionPolicy: zilliz.RestoreVersionPolicy.LATEST,
      includeRbac: true,
      cmek: { kmsKeyArn: KEY },
    });
  });
  await terraform.must('apply');
  expect(posts().map(({ body }) => body)).toEqual([
    {
      targetProjectId: STAGING_PROJECT,
      clusterName: 'articles-staging',
      cuSize: 12,
      collectionStatus: 'RELEASE',
      restoreVersionPolicy: 'LATEST',
      includeRbac: true,
      keyIdentifier: KEY,
    },
  ]);
});

test.each([RemovalPolicy.DESTROY, RemovalPolicy.RETAIN])(
  'a cluster that does not report a key fails the wait, and is left as it is under %s: the field is unconfirmed',
  async (removalPolicy) => {
    simulator.adjust({ zilliz: { describedKey: 'absent' } });
    const terraform = await terraformOf(encrypted(removalPolicy));
    const { code, output } = await terraform.run('apply');
    expect(code).toBe(1);
    expect(plainText(output)).toContain(
      `the API does not confirm everything about the restored cluster: its encryption with ${KEY}. It was left as it is: check it in the vendor console before anyone uses it. [exit 9]`,
    );
    expect(clones()).toHaveLength(1);
    expect(posts()).toHaveLength(1);
  },
);

describe('a cluster that is not as it was asked for', () => {
  const problem = 'the restored cluster is not as declared: its CU size is 16, not 12.';

  test('fails the wait and is dropped under RemovalPolicy.DESTROY', async () => {
    simulator.adjust({ zilliz: { restoredAs: { cuSize: 16 } } });
    const terraform = await terraformOf(encrypted(RemovalPolicy.DESTROY, 12));
    const { code, output } = await terraform.run('apply');
    expect(code).toBe(1);
    expect(plainText(output)).toContain(
      `${problem} It was dropped. Correct the cause, then restore again: terraform apply -replace='null_resource.articles_submit_45E46EBC'. [exit 9]`,
    );
    expect(clones()).toEqual([]);
    expect(posts()).toHaveLength(1);
  });

  test('fails the wait and is left as it is under RemovalPolicy.RETAIN', async () => {
    simulator.adjust({ zilliz: { restoredAs: { cuSize: 16 } } });
    const terraform = await terraformOf(encrypted(RemovalPolicy.RETAIN, 12));
    const { code, output } = await terraform.run('apply');
    expect(code).toBe(1);
    expect(plainText(output)).toContain(
      `${problem} It was left as it is (removalPolicy RETAIN): check it before anyone uses it. [exit 9]`,
    );
    expect(clones()).toHaveLength(1);
  });

  test('is never dropped from a project that was not asked for: it is not proven to be its own', async () => {
    simulator.adjust({ zilliz: { projectField: 'ignored' } });
    const terraform = await terraformOf((stack) => {
      restoredCluster(stack, { removalPolicy: RemovalPolicy.DESTROY });
    });
    const { code, output } = await terraform.run('apply');
    expect(code).toBe(1);
    const text = plainText(output);
    expect(text).toContain('the restored cluster is not as declared: its project is');
    expect(text).toContain('it is not proven that this restore created it (its project is');
    expect(text).toContain('It was left as it is: check it before anyone uses it. [exit 9]');
    expect(clones()).toHaveLength(1);
  });
});

test('where the API wants the other project field, the request is sent once more with it', async () => {
  simulator.adjust({ zilliz: { projectField: 'projectId' } });
  const terraform = await terraformOf((stack) => restoredCluster(stack));
  await terraform.must('apply');
  expect(posts().map(({ body }) => Object.keys(body as object)[0])).toEqual([
    'targetProjectId',
    'projectId',
  ]);
  expect(clones()).toHaveLength(1);
});

test('the latest backup is chosen when the restore is submitted, recorded, and shown', async () => {
  const build = (stack: TerraformStack) => {
    const { backupId } = restoredCluster(stack, {
      backup: zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }),
    });
    new TerraformOutput(stack, 'backupId', { value: backupId });
  };
  const terraform = await terraformOf(build);
  await terraform.must('apply');
  expect(await terraform.outputs()).toEqual({ backupId: 'backup11_0f5d2c9a7e3b41d' });
  const [backup] = simulator.zilliz.backups.filter(
    ({ backupId }) => backupId === 'backup11_0f5d2c9a7e3b41d',
  );
  simulator.zilliz.addBackup({
    ...backup,
    backupId: 'backup11_newer',
    createTime: '2026-11-20T23:00:00Z',
  });
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('RemovalPolicy.RETAIN leaves the cluster when the stack is destroyed', async () => {
  const terraform = await terraformOf((stack) =>
    restoredCluster(stack, { removalPolicy: RemovalPolicy.RETAIN }),
  );
  await terraform.must('apply');
  await terraform.must('destroy');
  expect(clones()).toHaveLength(1);
});

test('values that only Terraform knows arrive at the server as they are', async () => {
  const terraform = await terraformOf(
    (stack) => {
      const name = new TerraformVariable(stack, 'name', { type: 'string' });
      const size = new TerraformVariable(stack, 'size', { type: 'number' });
      restoredCluster(stack, { clusterName: `${name.stringValue}-2`, cuSize: size.numberValue });
    },
    { TF_VAR_name: 'staging', TF_VAR_size: '4' },
  );
  await terraform.must('apply');
  expect(posts().map(({ body }) => body)).toMatchObject([{ clusterName: 'staging-2', cuSize: 4 }]);
});

test('a value that Terraform resolved to something wrong is refused by the runner, before any call', async () => {
  const terraform = await terraformOf(
    (stack) => {
      const name = new TerraformVariable(stack, 'name', { type: 'string' });
      restoredCluster(stack, { clusterName: name.stringValue });
    },
    { TF_VAR_name: 'not a name' },
  );
  const { code, output } = await terraform.run('apply');
  expect(code).toBe(1);
  expect(plainText(output)).toContain(
    'stack/articles: clusterName: may contain only letters, digits and hyphens, and must not be empty, got "not a name". Choose a name such as "staging-2". [ZILLIZ_CLUSTER_NAME]',
  );
  expect(simulator.requests).toEqual([]);
});

describe('the password', () => {
  test('goes to a command on standard input, without the API key in its environment', async () => {
    const place = newFolder('vault');
    const program = join(place, 'vault');
    writeFileSync(program, `#!/bin/sh\ncat > ${place}/taken\nenv > ${place}/env\n`);
    chmodSync(program, 0o700);
    const terraform = await terraformOf((stack) =>
      restoredCluster(stack, { passwordSink: PasswordSink.command([program, 'put']) }),
    );
    await terraform.must('apply');
    expect(readFileSync(join(place, 'taken'), 'utf8')).toMatch(/^Sim-Pw-/);
    expect(readFileSync(join(place, 'env'), 'utf8')).not.toContain(ZILLIZ_KEY);
    expect(existsSync(join(folder, '.cluster-restore/articles/password.spool'))).toBe(false);
  });

  test('stays in the spool when its command fails, and is delivered by the next apply without a second restore', async () => {
    const place = newFolder('vault');
    const program = join(place, 'vault');
    writeFileSync(program, '#!/bin/sh\nexit 3\n');
    chmodSync(program, 0o700);
    const terraform = await terraformOf((stack) =>
      restoredCluster(stack, { passwordSink: PasswordSink.command([program]) }),
    );
    const { code, output } = await terraform.run('apply');
    expect(code).toBe(1);
    expect(plainText(output)).toContain('ended with code 3. It is kept in');
    expect(
      readFileSync(join(folder, '.cluster-restore/articles/password.spool'), 'utf8'),
    ).toContain('Sim-Pw-');
    writeFileSync(program, `#!/bin/sh\ncat > ${place}/taken\n`);
    await terraform.must('apply');
    expect(readFileSync(join(place, 'taken'), 'utf8')).toMatch(/^Sim-Pw-/);
    expect(posts()).toHaveLength(1);
  });

  test('is nowhere when it is discarded, and the reader is told what that means', async () => {
    const terraform = await terraformOf((stack) =>
      restoredCluster(stack, { passwordSink: PasswordSink.discard() }),
    );
    const output = await terraform.must('apply');
    expect(output).toContain('password discarded; reset it in the vendor console to log in');
    expect(existsSync(join(folder, '.cluster-restore/articles/password.spool'))).toBe(false);
  });
});
