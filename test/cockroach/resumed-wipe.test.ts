import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, Rerun } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachClusterProps,
  cockroachEnvironment,
  LEDGER_STAGING,
  ORDERS,
  ORDERS_STAGING,
  startCockroach,
} from '../support/cockroach';
import { runStep } from '../support/runner';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
  simulator.cockroach.addDatabase(ORDERS_STAGING, 'a', ['one']);
  simulator.cockroach.addDatabase(ORDERS_STAGING, 'b', ['two']);
});
afterEach(() => simulator.stop());

const wiped = { wipeDestination: true, rerun: Rerun.onToken('t1') };

const stackOf = (change: Partial<cockroach.RestoredClusterProps>) =>
  synthesised((stack) => {
    new cockroach.RestoredCluster(stack, 'orders', cockroachClusterProps({ ...wiped, ...change }));
  });

const submit = (folder: string) =>
  runStep(folder, 'submit', cockroachEnvironment(simulator, {}), {}, 'orders');

const calls = (operation: string) =>
  simulator.requests.filter((request) => request.operation === operation);

/** A run whose wipe stopped at its second database, then another declaration in the same place. */
async function stoppedThen(change: Partial<cockroach.RestoredClusterProps>): Promise<string> {
  const first = stackOf({});
  const refusal = { kind: 'http-error', status: 400, body: { code: 9, message: 'no' } } as const;
  simulator.inject({ operation: 'deleteDatabase', nth: 2, fault: refusal });
  expect((await submit(first)).code).toBe(4);
  expect(calls('createRestore')).toEqual([]);
  const second = stackOf(change);
  cpSync(join(first, '.cluster-restore'), join(second, '.cluster-restore'), { recursive: true });
  return second;
}

test('a wipe that was stopped continues for the same backup and destination', async () => {
  const again = await stoppedThen({});
  expect((await submit(again)).code).toBe(0);
  expect(calls('createRestore')).toHaveLength(1);
});

test('with another backup it starts over, and restores what is declared now', async () => {
  const other = simulator.cockroach.backups.filter(({ clusterId }) => clusterId === ORDERS)[3];
  const backup = cockroach.Backup.fromId({ clusterId: ORDERS, backupId: other?.id ?? '' });
  const again = await stoppedThen({ backup });
  expect((await submit(again)).code).toBe(0);
  expect(calls('createRestore').map(({ body }) => body)).toMatchObject([{ backup_id: other?.id }]);
});

test('with another destination nothing of that is deleted before it is checked', async () => {
  simulator.cockroach.addDatabase(LEDGER_STAGING, 'kept', ['rows']);
  const again = await stoppedThen({
    destinationCluster: LEDGER_STAGING,
    acknowledgeDataLoss: LEDGER_STAGING,
  });
  const before = calls('deleteDatabase').length;
  const { code } = await submit(again);
  expect(code).not.toBe(0);
  expect(calls('deleteDatabase')).toHaveLength(before);
  expect(simulator.cockroach.cluster(LEDGER_STAGING).databases.map(({ name }) => name)).toContain(
    'kept',
  );
});

test('when the backup is gone meanwhile, nothing more is deleted', async () => {
  const again = await stoppedThen({});
  simulator.cockroach.backups.length = 0;
  const before = calls('deleteDatabase').length;
  const { code, stderr } = await submit(again);
  expect(stderr).toContain('has no backup');
  expect(code).toBe(4);
  expect(calls('deleteDatabase')).toHaveLength(before);
});

test('a server fault with Retry-After that acted is looked up, not sent again', async () => {
  const fault = {
    kind: 'http-error',
    status: 503,
    headers: { 'retry-after': '0' },
    acts: true,
  } as const;
  simulator.inject({ operation: 'createRestore', fault });
  const { code, stdout } = await submit(stackOf({}));
  expect(code).toBe(0);
  expect(stdout).toContain('the restore began: adopted');
  expect(calls('createRestore')).toHaveLength(1);
  expect(simulator.cockroach.restores).toHaveLength(1);
});
