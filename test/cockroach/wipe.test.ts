import type { cockroach } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  ORDERS,
  ORDERS_BACKUP,
  ORDERS_STAGING,
  restoredCockroach,
  startCockroach,
} from '../support/cockroach';
import { runStep } from '../support/runner';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
  orders().databases = [
    { name: 'defaultdb', tables: [] },
    { name: 'used', tables: [{ schema: 'public', table: 'since' }] },
  ] as never;
});
afterEach(() => simulator.stop());

const orders = () => simulator.cockroach.cluster(ORDERS_STAGING);
const names = () => orders().databases.map(({ name }) => name);
const writes = () => simulator.requests.filter(({ method }) => method !== 'GET');
const path = `/api/v1/clusters/${ORDERS_STAGING}`;

const stackOf = (change: Partial<cockroach.RestoredClusterProps> = {}) =>
  synthesised((stack) => restoredCockroach(stack, { wipeDestination: true, ...change }));

async function submit(folder: string, variables: NodeJS.ProcessEnv = {}) {
  const environment = cockroachEnvironment(simulator, variables);
  const { code, stderr, stdout } = await runStep(folder, 'submit', environment, {}, 'orders');
  return { code, line: stderr.trim(), stdout };
}

/** Another operator restores the same backup to the same cluster, to its end. */
function restoredByOthers(): string {
  const body = { type: 'CLUSTER', source_cluster_id: ORDERS, backup_id: ORDERS_BACKUP };
  const databases = orders().databases;
  orders().databases = [{ name: 'defaultdb', tables: [] }];
  const { status } = simulator.askAsOperator({ method: 'POST', path: `${path}/restores`, body });
  expect(status).toBe(200);
  simulator.advance(24 * 3600);
  expect(simulator.askAsOperator({ method: 'GET', path: `${path}/restores` }).status).toBe(200);
  orders().databases = databases;
  return simulator.cockroach.restores.at(-1)?.id ?? '';
}

describe('a finished restore of the same backup', () => {
  test('stops for a person before anything is deleted, with the command that adopts it', async () => {
    const id = restoredByOthers();
    const { code, line } = await submit(stackOf());
    expect(line).toContain(`restore ${id} of the same backup ended`);
    expect(line).toContain('what was written since would be deleted');
    expect(line).toContain(`apply with CLUSTER_RESTORE_REPEAT=${id}`);
    expect(line).toContain(`job_id=${id}`);
    expect(code).toBe(4);
    expect(writes()).toEqual([]);
    expect(names()).toEqual(['defaultdb', 'used']);
  });

  test('is done again where its id is given, and not that of another one', async () => {
    const id = restoredByOthers();
    const folder = stackOf();
    expect((await submit(folder, { CLUSTER_RESTORE_REPEAT: ORDERS })).code).toBe(4);
    expect(writes()).toEqual([]);
    expect((await submit(folder, { CLUSTER_RESTORE_REPEAT: id })).code).toBe(0);
    expect(writes().map(({ method }) => method)).toEqual(['DELETE', 'POST']);
  });
});

describe('nothing is deleted', () => {
  test.each([
    ['{}', {}],
    ['an empty list', { databases: [], pagination: null }],
    ['a list without a default database', { databases: [{ name: 'used', table_count: '1' }] }],
    ['an error with HTTP 200', { code: 14, message: 'unavailable' }],
    ['an error with HTTP 200 and nothing else', { code: 14 }],
  ])('for a response that lists no cluster: %s', async (_title, body) => {
    const fault = { kind: 'http-error', status: 200, body } as const;
    simulator.inject({ vendor: 'cockroach', operation: 'listDatabases', times: 99, fault });
    const wiping = await submit(stackOf());
    expect([4, 5]).toContain(wiping.code);
    const other = await submit(stackOf({ wipeDestination: false }));
    expect([4, 5]).toContain(other.code);
    expect(writes()).toEqual([]);
  });

  test('where a restore of somebody else began between the check and the wipe', async () => {
    simulator.adjust({ cockroach: { lockDuringRestore: false, concurrentRestores: 'allowed' } });
    const folder = stackOf();
    const first = { operation: 'getCluster', nth: 3 } as const;
    simulator.inject({ vendor: 'cockroach', ...first, fault: { kind: 'http-error', status: 404 } });
    expect((await submit(folder)).code).toBe(4);
    orders().databases = [{ name: 'defaultdb', tables: [] }];
    const body = { type: 'CLUSTER', source_cluster_id: ORDERS, backup_id: ORDERS_BACKUP };
    simulator.askAsOperator({ method: 'POST', path: `${path}/restores`, body });
    orders().databases = [
      { name: 'defaultdb', tables: [] },
      { name: 'used', tables: [] },
    ];
    const { code, line } = await submit(folder);
    expect(line).toContain('is PENDING, and began');
    expect(line).toContain('adopt orders job_id=');
    expect(code).toBe(4);
    expect(writes()).toEqual([]);
  });

  test.each([
    ['v25.2.1', 'the source runs v25.4.2 and the destination v25.2.1, which is older'],
    ['v26.4.0', 'the source runs v25.4.2 and the destination v26.4.0, more than one major version'],
  ])('where the destination runs %s', async (version, why) => {
    orders().cockroach_version = version;
    const { code, line } = await submit(stackOf());
    expect(line).toContain(why);
    expect(line).toContain('This run deleted nothing');
    expect(line).toContain('acknowledge COCKROACH_WIPE_FIT');
    expect(code).toBe(4);
    expect(writes()).toEqual([]);
    const acknowledge = [{ ruleId: 'COCKROACH_WIPE_FIT', reason: 'taken before the upgrade' }];
    await submit(stackOf({ acknowledge }));
    expect(writes()[0]?.method).toBe('DELETE');
  });

  test('for a database whose name is another path', async () => {
    orders().databases.push({ name: '..', tables: [] });
    const { code, line } = await submit(stackOf());
    expect(line).toContain('holds the part ".." and cannot be called');
    expect(code).toBe(4);
    expect(writes()).toEqual([]);
  });
});

test('what was deleted before a refusal is reported', async () => {
  const fault = { kind: 'http-error', status: 400, body: { code: 3, message: 'no' } } as const;
  simulator.inject({ vendor: 'cockroach', operation: 'createRestore', fault });
  const { code, line } = await submit(stackOf());
  expect(line).toContain('; before it, "used" (1 table) of orders-staging');
  expect(line).toContain('was deleted');
  expect(code).toBe(4);
});
