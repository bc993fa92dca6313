import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, PasswordSink } from '../../src';
import { Spool } from '../../src/runner/password/spool';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  ORDERS,
  restoredCockroach,
  startCockroach,
} from '../support/cockroach';
import { runProgram, runStep, stepOf } from '../support/runner';
import { runInHost } from '../support/runner-hosts';
import { newFolder } from '../support/terraform';
import { inParallel } from './support/pool';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startCockroach();
});
afterAll(() => simulator.stop());

const VALUES = { CLUSTER_RESTORE_VALUE_0: ORDERS, CLUSTER_RESTORE_VALUE_1: 'restore-1' };
const PRELOAD = join(__dirname, 'support', 'kill-at.cjs');

/** A password for its own user, so that the kills do not meet. */
function stackFor(sqlUser: string): string {
  return synthesised((stack) => {
    const passwordSink = PasswordSink.file('app.password');
    const restored = restoredCockroach(stack);
    new cockroach.SqlUserPassword(stack, 'app', { restored, sqlUser, passwordSink });
  });
}

function userOf(name: string) {
  const user = { name, password: 'of production' };
  simulator.cockroach.cluster(ORDERS).sqlUsers.push(user);
  return user;
}

/** The runner of the step, which is killed at one place; 0 for none. Its places are in the log. */
async function killedAt(folder: string, nth: number, run = runProgram) {
  const log = join(newFolder('kill'), 'log');
  const { command, environment } = stepOf(folder, 'settings', 'app');
  const killing = { NODE_OPTIONS: `--require=${PRELOAD}`, KILL_AT: String(nth), KILL_LOG: log };
  const variables = { ...environment, ...VALUES, ...cockroachEnvironment(simulator), ...killing };
  const end = await run(folder, [command], variables);
  return { end, places: readFileSync(log, 'utf8').trimEnd().split('\n') };
}

const textIn = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

test('wherever its runner is killed, no password of a user is lost, and the sink gets the one that holds', async () => {
  userOf('counted');
  const { end, places } = await killedAt(stackFor('counted'), 0, runInHost);
  expect(end).toMatchObject({ code: 0, stderr: '' });
  const PUT = 'PUT /api/*/clusters/*/sql-users/counted/password';
  expect(places).toEqual(
    expect.arrayContaining([
      ...['writeFileSync password.spool', 'half of writeFileSync password.spool'],
      ...[`before ${PUT}`, `answered ${PUT}`, `after ${PUT}`],
      ...[
        'linkSync app.password.<restore>.tmp',
        'renameSync journal.json.tmp',
        'rmSync password.spool',
      ],
    ]),
  );
  const lost: string[] = [];
  // Before it is kept there is no password that could be lost.
  const first = places.findIndex((place) => place.endsWith('password.spool'));
  const points = places.map((place, index) => ({ place, nth: index + 1 })).slice(first);
  await inParallel(points, async ({ place, nth }) => {
    const user = userOf(`user${nth}`);
    const folder = stackFor(user.name);
    const { end: killed } = await killedAt(folder, nth);
    expect(killed.signal).toBe('SIGKILL');
    const journals = join(folder, '.cluster-restore');
    const [key = ''] = existsSync(journals) ? readdirSync(journals) : [];
    const kept = new Spool(join(journals, key)).read()?.password;
    const sink = () => textIn(join(folder, 'app.password'));
    if (!['of production', kept, sink()].includes(user.password)) lost.push(place);
    const again = await runStep(folder, 'settings', cockroachEnvironment(simulator), VALUES, 'app');
    expect({ place, ...again }).toMatchObject({ place, code: 0, stderr: '' });
    expect({ place, sink: sink() }).toEqual({ place, sink: user.password });
    expect(new Spool(join(journals, key)).read()).toBeUndefined();
  });
  expect(lost).toEqual([]);
});
