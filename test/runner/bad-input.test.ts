import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PasswordSink, zilliz } from '../../src';
import { type FaultRule, Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { runStep, stepOf } from '../support/runner';
import { BACKUP, restoredCluster, SOURCE_CLUSTER, ZILLIZ_KEY } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

const BACKUP_PATH = `/v2/clusters/${SOURCE_CLUSTER}/backups/${BACKUP}`;

function environment(change: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    ...change,
  };
}

/** What a person reads, with the parts that differ from run to run named. */
function readable(text: string): string {
  return text
    .replaceAll(simulator.url, '<server>')
    .replace(/request id sim-[0-9a-f]+/g, 'request id <id>')
    .trim();
}

const ROLES =
  'a project admin, or a custom role with `backup: manage`, `serving_cluster: create` and `serving_cluster: delete` (an organization owner only if access to the project was granted)';
const RESTORE_CALLS = () =>
  simulator.requests.filter(({ operation }) => operation === 'restoreCluster').length;

describe('before anything is sent', () => {
  test.each<[string, NodeJS.ProcessEnv, number, string]>([
    [
      'a missing key',
      { ZILLIZ_API_KEY: undefined },
      3,
      `ZILLIZ_API_KEY is not set. Export the API key of ${ROLES} before you start the command; never put it in a file or a prop. [exit 3]`,
    ],
    [
      'a key with a line break in it',
      { ZILLIZ_API_KEY: 'abc\ndef' },
      3,
      `ZILLIZ_API_KEY holds characters that no API key has. Export the API key of ${ROLES} before you start the command; never put it in a file or a prop. [exit 3]`,
    ],
    [
      'a base URL that is no URL',
      { ZILLIZ_BASE_URL: 'api.example' },
      2,
      'ZILLIZ_BASE_URL must be an https:// URL, got "api.example". Correct it or unset it to use https://api.cloud.zilliz.com. [exit 2]',
    ],
    [
      'plain http to another machine',
      { ZILLIZ_BASE_URL: 'http://192.0.2.1' },
      2,
      'ZILLIZ_BASE_URL is plain http to 192.0.2.1, which would expose the API key in transit. Use https, or set CLUSTER_RESTORE_ALLOW_HTTP=1 if the network is trusted. [exit 2]',
    ],
    [
      'a poll interval that is no number',
      { CLUSTER_RESTORE_POLL_SECONDS: 'often' },
      2,
      'CLUSTER_RESTORE_POLL_SECONDS must be a number of seconds from 0 to 86400, got "often". Correct it or unset it. [exit 2]',
    ],
  ])('%s is one clear line, and nothing is called', async (_title, change, code, line) => {
    const folder = synthesised((stack) => restoredCluster(stack));
    const end = await runStep(folder, 'submit', environment(change));
    expect(readable(end.stderr)).toBe(line);
    expect(end.code).toBe(code);
    expect(simulator.requests).toEqual([]);
  });

  test.each<[string, (spec: Record<string, unknown>) => NodeJS.ProcessEnv, string]>([
    [
      'a declaration that breaks a rule once all of it is known',
      (spec) => {
        const declaration = { ...(spec.declaration as object), cuSize: 3 };
        return { CLUSTER_RESTORE_SPEC: JSON.stringify({ ...spec, declaration }) };
      },
      'the declaration of stack/articles has 1 problem. Nothing was called. Correct it and apply again. [exit 2]',
    ],
    [
      'no spec',
      () => ({ CLUSTER_RESTORE_SPEC: undefined }),
      'CLUSTER_RESTORE_SPEC is not set: Terraform starts this program, with a spec that cdktf synth wrote. Run cdktf synth with the same version of cdktf-cluster-restore. [exit 2]',
    ],
    [
      'a resource that Terraform does not name',
      () => ({ CLUSTER_RESTORE_RESOURCE_ID: '' }),
      'CLUSTER_RESTORE_RESOURCE_ID must be the id of the resource, got "". Run cdktf synth again with the same version of cdktf-cluster-restore. [exit 2]',
    ],
  ])('%s stops the restore before any call', async (_title, change, line) => {
    const folder = synthesised((stack) => restoredCluster(stack));
    const spec = JSON.parse(stepOf(folder, 'submit').environment.CLUSTER_RESTORE_SPEC ?? '');
    const end = await runStep(folder, 'submit', environment(change(spec)));
    expect(readable(end.stderr).split('\n').at(-1)).toBe(line);
    expect(end.code).toBe(2);
    expect(simulator.requests).toEqual([]);
  });

  test.each([10_000, 101])('a spec that is nested %d levels deep is refused', async (levels) => {
    const folder = synthesised((stack) => restoredCluster(stack));
    const deep = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const spec = `{"version":1,"step":"submit","declaration":${deep}}`;
    const { code, stderr } = await runStep(
      folder,
      'submit',
      environment({ CLUSTER_RESTORE_SPEC: spec }),
    );
    expect(stderr).toContain('CLUSTER_RESTORE_SPEC is not a step of a restore');
    expect(code).toBe(2);
  });

  test('a password file that cannot be written stops the restore before any call', async () => {
    const folder = synthesised((stack) =>
      restoredCluster(stack, { passwordSink: PasswordSink.file('taken') }),
    );
    mkdirSync(join(folder, 'taken'));
    const end = await runStep(folder, 'submit', environment());
    expect(readable(end.stderr)).toBe(
      'the password file taken cannot be written: taken is not a file. Choose a path that can be written from the folder of the stack; nothing was restored. [exit 10]',
    );
    expect(end.code).toBe(10);
    expect(simulator.requests).toEqual([]);
  });

  test('a password command that is not there stops the restore before any call', async () => {
    const folder = synthesised((stack) =>
      restoredCluster(stack, {
        passwordSink: PasswordSink.command(['no-such-vault', 'put']),
      }),
    );
    const end = await runStep(folder, 'submit', environment());
    expect(readable(end.stderr)).toBe(
      'the password command "no-such-vault" is not on the PATH or cannot be run. Install it or correct passwordSink; nothing was restored. [exit 10]',
    );
    expect(simulator.requests).toEqual([]);
  });
});

describe('what the API answers', () => {
  test('a project of another organization is not reported as a wrong key', async () => {
    const folder = synthesised((stack) =>
      restoredCluster(stack, { targetProject: 'proj-0000000000000000000000' }),
    );
    const end = await runStep(folder, 'submit', environment());
    expect(readable(end.stderr)).toMatchInlineSnapshot(
      `"Zilliz Cloud refused: code 96012 "The project and the API key belong to different organizations" (POST <server>/v2/clusters/in01-3b1c0a5d4e6f789/backups/backup11_0f5d2c9a7e3b41d/restoreCluster, HTTP 200, request id <id>). Correct the id of the project (targetProject), or set ZILLIZ_API_KEY to a key of the organization that has the project, then apply again. [exit 3]"`,
    );
  });

  test('a wrong key is named with the vendor code and the roles that may restore', async () => {
    const folder = synthesised((stack) => restoredCluster(stack));
    const end = await runStep(folder, 'submit', environment({ ZILLIZ_API_KEY: 'wrong-key' }));
    expect(readable(end.stderr)).toBe(
      `Zilliz Cloud refused the API key for this call: code 21119 "The apikey is illegal" (GET <server>${BACKUP_PATH}, HTTP 401, request id <id>). Set ZILLIZ_API_KEY to a key of ${ROLES}, then apply again. [exit 3]`,
    );
    expect(end.code).toBe(3);
    expect(RESTORE_CALLS()).toBe(0);
  });

  test('an unreachable server is named with what to check', async () => {
    const folder = synthesised((stack) => restoredCluster(stack));
    const { url } = simulator;
    await simulator.stop();
    const end = await runStep(folder, 'submit', environment({ ZILLIZ_BASE_URL: url }));
    expect(readable(end.stderr).replace(/127\.0\.0\.1:\d+/, '<address>')).toBe(
      `Zilliz Cloud cannot be reached: connect ECONNREFUSED <address> (GET <server>${BACKUP_PATH}). Check the network and ZILLIZ_BASE_URL, then apply again. [exit 5]`,
    );
    expect(end.code).toBe(5);
  });

  test('a body that is not JSON is reported without being shown', async () => {
    const rule: FaultRule = {
      operation: 'describeBackup',
      times: 'always',
      fault: { kind: 'not-json' },
    };
    simulator.inject(rule);
    const folder = synthesised((stack) => restoredCluster(stack));
    const end = await runStep(folder, 'submit', environment());
    expect(readable(end.stderr)).toBe(
      `Zilliz Cloud responded with something that is not JSON (GET <server>${BACKUP_PATH}, HTTP 200, request id <id>). Check that ZILLIZ_BASE_URL names the API and that no proxy is in between, then apply again. [exit 5]`,
    );
    expect(end.code).toBe(5);
  });

  test('HTTP 200 with a non-zero code is a refusal', async () => {
    const backup = zilliz.Backup.fromId({
      clusterId: SOURCE_CLUSTER,
      backupId: 'backup11_0',
    });
    const folder = synthesised((stack) => restoredCluster(stack, { backup }));
    const end = await runStep(folder, 'submit', environment());
    expect(readable(end.stderr)).toMatchInlineSnapshot(
      `"Zilliz Cloud refused: code 96999 "Backup backup11_0 of cluster in01-3b1c0a5d4e6f789 not found" (GET <server>/v2/clusters/in01-3b1c0a5d4e6f789/backups/backup11_0, HTTP 200, request id <id>). Correct the id of the backup. List the backups: npx cluster-restore backups --cluster in01-3b1c0a5d4e6f789, then apply again. [exit 4]"`,
    );
    expect(end.code).toBe(4);
    expect(RESTORE_CALLS()).toBe(0);
  });

  test('a refused restore is recorded as not sent, and leaves no password', async () => {
    simulator.adjust({ zilliz: { rbac: 'refused-unknown-field' } });
    const folder = synthesised((stack) => restoredCluster(stack, { includeRbac: true }));
    const end = await runStep(folder, 'submit', environment());
    expect(readable(end.stderr)).toMatchInlineSnapshot(
      `"Zilliz Cloud refused: code 96999 "Unknown field includeRbac" (POST <server>/v2/clusters/in01-3b1c0a5d4e6f789/backups/backup11_0f5d2c9a7e3b41d/restoreCluster, HTTP 200, request id <id>). Correct what the message names, then apply again. [exit 4]"`,
    );
    expect(end.code).toBe(4);
    const journal = readFileSync(join(folder, '.cluster-restore/articles/journal.json'), 'utf8');
    expect(JSON.parse(journal)).toMatchObject({
      state: 'open',
      requests: [{ state: 'pending' }],
    });
    expect(readdirSync(join(folder, '.cluster-restore/articles'))).toEqual(['journal.json']);
    expect(existsSync(join(folder, 'password'))).toBe(false);
  });

  test('a job that fails is reported with its reason and the command that restores again', async () => {
    const folder = synthesised((stack) => restoredCluster(stack));
    simulator.zilliz.failNextJob('Insufficient resources in the region');
    const submitted = await runStep(folder, 'submit', environment());
    expect(submitted.code).toBe(0);
    const result = readFileSync(join(folder, '.cluster-restore/articles/submitted-1.json'), 'utf8');
    const facts = JSON.parse(result) as Record<string, string>;
    const values = Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [
        `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`,
        value,
      ]),
    );
    const end = await runStep(folder, 'wait', environment(), values);
    expect(readable(end.stderr).replaceAll(facts.job_id ?? '?', '<job>')).toBe(
      "1 restore job failed: restoreCluster (job <job>): FAILED, Insufficient resources in the region. Correct the cause, then restore again: terraform apply -replace='null_resource.articles_submit_45E46EBC'. [exit 7]",
    );
    expect(end.code).toBe(7);
  });
});
