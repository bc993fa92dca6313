import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runProgram, runStep } from '../support/runner';
import { packageWithThirdVendor } from './package-with-third-vendor';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly body: string;
}

const folder = packageWithThirdVendor();
const CLI = join(folder, 'lib', 'bin', 'cluster-restore.cjs');
const OUTPUT = join(folder, 'cdktf.out');

const synth = (shards: number) =>
  spawnSync(process.execPath, ['app.js', OUTPUT, String(shards)], {
    cwd: folder,
    encoding: 'utf8',
  });
const cli = (...args: string[]) => runProgram(folder, [CLI, ...args], environment());

let server: Server;
let received: Received[];
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ method: request.method, url: request.url, body });
      response.end(JSON.stringify(answer(request.method ?? '')));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(() => {
  received = [];
  expect(synth(4)).toMatchObject({ status: 0, stderr: '' });
});
afterAll(() => server.close());

function answer(method: string): object {
  if (method === 'POST') return { job: 'job-1' };
  return { status: received.length < 4 ? 'GROWING' : 'GROWN', backups: ['bale-1'] };
}

function environment(): NodeJS.ProcessEnv {
  const { port } = server.address() as AddressInfo;
  return {
    MEADOW_API_KEY: 'key-of-a-test',
    MEADOW_SERVER: `http://127.0.0.1:${port}`,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
  };
}

test('a wrong declaration is refused at synth, by its rule', () => {
  const { status, stderr } = synth(9);
  expect(stderr).toContain(
    '[fields/hay] shards: must be at most 8, got 9. Use fewer shards. [MEADOW_SHARDS]',
  );
  expect(status).toBe(1);
});

test('the runner sends what the review shows, follows the job, and records the end', async () => {
  const { stdout } = await cli('plan', OUTPUT, '--format', 'json');
  const { restores } = JSON.parse(stdout);
  const body = '{"backup":"bale-1","shards":4}';
  expect(restores).toMatchObject([
    {
      path: 'fields/hay',
      vendorTitle: 'Meadow Cloud',
      headline: 'replaces cluster `meadow-2`',
      destructive: true,
      findings: [],
      roles: 'a gardener',
    },
  ]);
  expect(restores[0].requests).toEqual([
    {
      method: 'POST',
      url: 'https://meadow.example/v1/clusters/meadow-2/restores',
      body: JSON.parse(body),
    },
  ]);

  const stack = join(OUTPUT, 'stacks', 'fields');
  const submitted = await runStep(stack, 'submit', environment(), {}, 'hay');
  expect(submitted).toMatchObject({ code: 0, stderr: '' });
  expect(received).toEqual([{ method: 'POST', url: '/v1/clusters/meadow-2/restores', body }]);

  const values = {
    CLUSTER_RESTORE_VALUE_JOB_ID: 'job-1',
    CLUSTER_RESTORE_VALUE_BACKUP_ID: 'bale-1',
  };
  const waited = await runStep(stack, 'wait', environment(), values, 'hay');
  expect(waited).toMatchObject({ code: 0, stderr: '' });
  expect(waited.stdout).toContain('GROWING');
  expect(received.at(-1)).toEqual({ method: 'GET', url: '/v1/jobs/job-1', body: '' });
});

test('a policy finds its target by the prop that the vendor names', async () => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{"version": 1, "forbiddenDestinations": ["meadow-2"]}');
  const { stdout, code } = await cli('check', OUTPUT, '--policy', policy);
  expect(stdout).toContain('fields/hay: targetCluster: nothing may be restored into this cluster');
  expect(code).toBe(1);
});

test('the command line lists its backups, and names it where it names vendors', async () => {
  const listed = await cli('backups', '--cluster', 'meadow-1');
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(listed.stdout).toMatch(/bale-1\s+1 backup of meadow-1\n$/);
  const { stderr } = await cli('backups', '--cluster', 'other-1');
  expect(stderr).toContain('name the vendor with --vendor zilliz or cockroach or meadow.');
});

test('a vendor without a template or a simulated cloud is left out of init and simulate', async () => {
  const { stderr } = await cli('init', 'app', '--vendor', 'meadow');
  expect(stderr).toContain('Allowed choices are zilliz, cockroach.');
  const { stdout } = await runProgram(folder, [CLI, 'simulate'], {}, (child) =>
    child.stdout?.once('data', () => child.kill('SIGINT')),
  );
  expect(stdout).toContain('export ZILLIZ_API_KEY=');
  expect(stdout).not.toContain('MEADOW');
});

test('it keeps to the import directions', () => {
  const cruiser = join(folder, 'node_modules', '.bin', 'depcruise');
  const { stdout } = spawnSync(cruiser, ['src', '--output-type', 'err'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stdout).toContain('no dependency violations found');
});
