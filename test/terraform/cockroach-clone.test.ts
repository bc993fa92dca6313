import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import { cockroach, PasswordSink } from '../../src';
import { fingerprint, type Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  callsOf,
  cockroachEnvironment,
  ORDERS,
  ORDERS_STAGING,
  restoredCockroach,
  startCockroach,
} from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder, type Terraform } from '../support/terraform';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startCockroach();
});
afterAll(() => simulator.stop());

const secrets = newFolder('secrets');
const sinkOf = (name: string) => join(secrets, `${name}.password`);
const inSink = (name: string) => readFileSync(sinkOf(name), 'utf8');
const staging = () => simulator.cockroach.cluster(ORDERS_STAGING);
const passwordOf = (user: string) =>
  staging().sqlUsers.find(({ name }) => name === user)?.password ?? '';
const bodiesOf = (operation: string) =>
  simulator.requests.filter((one) => one.operation === operation).map(({ body }) => body);

/** A clone that is marked, and whose users do not keep the passwords of production. */
function clone(change: Partial<cockroach.RestoredClusterProps>, outdir?: string): string {
  return synthesised((stack) => {
    const restored = restoredCockroach(stack, {
      ...{ owner: 'orders-team', dataClass: 'customer-data', expiresOn: '2099-12-31' },
      labelDestination: true,
      ...change,
    });
    new TerraformOutput(stack, 'connection', { value: restored.connectionString });
    new TerraformOutput(stack, 'backup', { value: restored.backupId });
    for (const sqlUser of ['app', 'reporting']) {
      const passwordSink = PasswordSink.file(sinkOf(sqlUser));
      new cockroach.SqlUserPassword(stack, sqlUser, { restored, sqlUser, passwordSink });
    }
  }, outdir);
}

/** Every file below the folder, as text. */
function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'));
}

let folder: string;
let terraform: Terraform;
let output = '';
const passwords: string[] = [];

test('a clone is marked and gets passwords of its own, each field as the API has it', async () => {
  staging().labels = { team: 'platform', owner: 'nobody' };
  folder = clone({ deletionProtection: true });
  const variables = cockroachEnvironment(simulator, { TF_LOG: 'TRACE' });
  terraform = await hostedTerraform(folder, variables);
  await terraform.must('init');
  output += await terraform.must('plan', '-out', 'saved.plan');
  output += await terraform.must('show', '-json', 'saved.plan');
  output += await terraform.must('apply', 'saved.plan');
  expect(bodiesOf('updateCluster')).toEqual([
    {
      labels: {
        team: 'platform',
        owner: 'orders-team',
        'data-class': 'customer-data',
        'expires-on': '2099-12-31',
      },
      delete_protection: 'ENABLED',
    },
  ]);
  expect(staging()).toMatchObject({ delete_protection: 'ENABLED' });
  passwords.push(inSink('app'), inSink('reporting'));
  const [app, reporting] = passwords;
  expect([passwordOf('app'), passwordOf('reporting')]).toEqual([app, reporting]);
  expect(app).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(app).not.toBe(reporting);
  expect(statSync(sinkOf('app')).mode & 0o777).toBe(0o600);
  const puts = simulator.requests.filter(({ method }) => method === 'PUT');
  expect(puts.map(({ path, body }) => ({ path, body }))).toEqual(
    expect.arrayContaining([
      {
        path: `/api/v1/clusters/${ORDERS_STAGING}/sql-users/app/password`,
        body: { password: fingerprint(app ?? '') },
      },
    ]),
  );
  expect(puts).toHaveLength(2);
});

test('everything else follows the restore, which is sent once', () => {
  const calls = callsOf(simulator);
  const at = (call: string) => calls.indexOf(`${call} 200`);
  const restored = at('GET orders-staging/connection-string');
  expect(restored).toBeGreaterThan(at('POST orders-staging/restores'));
  expect(at('PATCH orders-staging')).toBeGreaterThan(restored);
  expect(at('PUT orders-staging/sql-users/app/password')).toBeGreaterThan(restored);
  expect(bodiesOf('createRestore')).toHaveLength(1);
});

test('no password of the clone is in plan, state, log or any file but its sink', async () => {
  output += await terraform.must('show', '-json');
  const texts = [output, ...textsBelow(folder)];
  expect(texts.length).toBeGreaterThan(5);
  for (const password of passwords) {
    expect(texts.filter((text) => text.includes(password))).toEqual([]);
  }
});

test('connectionString is an output without user and password', async () => {
  const quiet = terraform.with({ variables: { TF_LOG: '' } });
  expect(await quiet.outputs()).toMatchObject({
    connection: expect.stringMatching(
      /^postgresql:\/\/[^@]+:26257\/defaultdb\?sslmode=verify-full$/,
    ),
  });
});

test('what an earlier release recorded is not a change, and asks for the address once it is used', async () => {
  const file = join(folder, 'terraform.tfstate');
  const written = readFileSync(file, 'utf8');
  const older = written.replaceAll(/\s*"connection_string": "[^"]*",?/g, '');
  const quiet = terraform.with({ variables: { TF_LOG: '' } });
  expect(await quiet.must('plan')).toContain('No changes.');
  expect(older).not.toBe(written);
  writeFileSync(file, older);
  const { code, output: said } = await quiet.run('plan');
  expect(code).toBe(1);
  expect(said).toContain('connection_string');
  expect(said).not.toMatch(/will be (created|destroyed)|must be replaced/);
  writeFileSync(file, written);
});

test('a change of the marks writes them, and restores nothing', async () => {
  const before = simulator.requests.length;
  clone({ owner: 'sre', deletionProtection: false }, join(folder, '..', '..'));
  await terraform.must('apply');
  const sent = simulator.requests.slice(before).filter(({ method }) => method !== 'GET');
  expect(sent.map(({ method, body }) => ({ method, body }))).toEqual([
    {
      method: 'PATCH',
      body: {
        labels: {
          team: 'platform',
          owner: 'sre',
          'data-class': 'customer-data',
          'expires-on': '2099-12-31',
        },
        delete_protection: 'DISABLED',
      },
    },
  ]);
});

test('the newest backup before a moment is restored, brings its passwords, and new ones are set', async () => {
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const of = (hours: number) => ({ clusterId: ORDERS, as_of_time: hoursAgo(hours) });
  const { id } = simulator.cockroach.addBackup(of(2.5));
  const backup = cockroach.Backup.before({ clusterId: ORDERS, time: hoursAgo(2.2) });
  const change = { owner: 'sre', deletionProtection: false, wipeDestination: true, backup };
  clone(change, join(folder, '..', '..'));
  await terraform.must('apply');
  expect(bodiesOf('createRestore').slice(1)).toEqual([
    { type: 'CLUSTER', source_cluster_id: ORDERS, backup_id: id },
  ]);
  // A newer one that would fit now is not restored: the one that was chosen is recorded.
  simulator.cockroach.addBackup(of(2.3));
  const quiet = terraform.with({ variables: { TF_LOG: '' } });
  expect(await quiet.must('plan')).toContain('No changes.');
  expect(await quiet.outputs()).toMatchObject({ backup: id });
  expect(inSink('app')).toBe(passwordOf('app'));
  expect(passwords).not.toContain(inSink('app'));
  expect(readFileSync(`${sinkOf('app')}.1`, 'utf8')).toBe(passwords[0]);
});
