import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, PasswordSink } from '../../src';
import { type Fault, fingerprint, type Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  ORDERS,
  restoredCockroach,
  startCockroach,
} from '../support/cockroach';
import { runStep } from '../support/runner';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
});
afterEach(() => simulator.stop());

const VALUES = { CLUSTER_RESTORE_VALUE_0: ORDERS, CLUSTER_RESTORE_VALUE_1: 'restore-1' };

const stackOf = (sqlUser = 'app') =>
  synthesised((stack) => {
    const passwordSink = PasswordSink.file('app.password');
    const restored = restoredCockroach(stack);
    new cockroach.SqlUserPassword(stack, 'app', { restored, sqlUser, passwordSink });
  });
const run = (folder: string, variables: NodeJS.ProcessEnv = {}) =>
  runStep(folder, 'settings', cockroachEnvironment(simulator, variables), VALUES, 'app');
const puts = () => simulator.requests.filter(({ method }) => method === 'PUT');
const passwordOf = () =>
  simulator.cockroach.cluster(ORDERS).sqlUsers.find(({ name }) => name === 'app')?.password;
const sinkIn = (folder: string) => join(folder, 'app.password');

test('a user that the cluster does not have is one line, and nothing is sent', async () => {
  const folder = stackOf('ghost');
  const { code, stderr } = await run(folder);
  expect(stderr).toBe(
    `orders-production (${ORDERS}) has no SQL user "ghost": it has "app", "reporting". Correct sqlUser: a restored cluster has the users of the backup; nothing was changed. [exit 4]\n`,
  );
  expect(code).toBe(4);
  expect(puts()).toEqual([]);
  expect(existsSync(sinkIn(folder))).toBe(false);
});

test('a key without the role is told the role, and the password of the backup stays', async () => {
  const before = passwordOf();
  const developer = { COCKROACH_API_KEY: 'sim-cockroach-developer-key' };
  const folder = stackOf();
  const { code, stderr } = await run(folder, developer);
  expect(code).toBe(3);
  expect(stderr).toContain('the role Cluster Admin on the cluster, or on the organization');
  expect(passwordOf()).toBe(before);
  // The one that was refused is kept, and set once the key may.
  expect((await run(folder)).code).toBe(0);
  expect(new Set(puts().map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(readFileSync(sinkIn(folder), 'utf8')).toBe(passwordOf());
});

test('a step that does not say where the password goes sets none', async () => {
  const folder = stackOf();
  const file = join(folder, 'cdk.tf.json');
  const sink = /,\\"passwordSink\\":\{.*?\}/;
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(sink);
  writeFileSync(file, text.replace(sink, ''));
  const { code, stderr } = await run(folder);
  expect(stderr).toContain('the spec of stack/app does not say where the new password goes');
  expect(code).toBe(2);
  expect(simulator.requests).toEqual([]);
});

describe('a lost response: the same password is set again, and the sink has what the vendor has', () => {
  test.each<[string, Fault]>([
    ['the connection ends before it acts', { kind: 'drop' }],
    ['the connection ends after it acted', { kind: 'drop', acts: true }],
    ['the response is cut short', { kind: 'truncated-body' }],
    ['a proxy responses in its place', { kind: 'http-error', status: 502, acts: true }],
    ['the response is no JSON', { kind: 'not-json' }],
    ['the response names nobody', { kind: 'changed-answer', body: {} }],
    ['the server echoes the key', { kind: 'echo-key', status: 500 }],
  ])('%s', async (_title, fault) => {
    for (const times of [1, 'always'] as const) {
      simulator.requests.length = 0;
      const folder = stackOf();
      const operation = 'updateSqlUserPassword';
      simulator.inject({ vendor: 'cockroach', operation, times, fault });
      const first = await run(folder);
      simulator.clearFaults();
      const again = first.code === 0 ? first : await run(folder);
      expect(again).toMatchObject({ code: 0, stderr: '' });
      const sent = puts().map(({ body }) => (body as { password: string }).password);
      expect(new Set(sent).size).toBe(1);
      const password = readFileSync(sinkIn(folder), 'utf8');
      expect(passwordOf()).toBe(password);
      // The simulator records no secret.
      expect(fingerprint(password)).toBe(sent[0]);
      const said = [first, again].map(({ stdout, stderr }) => stdout + stderr).join();
      expect(said).not.toContain(password);
    }
  });
});
