import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, Rerun } from '../../src';
import type { FaultRule, Simulator } from '../../src/simulator';
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
  simulator.cockroach.addDatabase(ORDERS_STAGING, 'kept', ['rows']);
});
afterEach(() => simulator.stop());

type Change = Partial<cockroach.RestoredClusterProps>;

const stackOf = (change: Change = {}) =>
  synthesised((stack) => restoredCockroach(stack, { wipeDestination: true, ...change }));

const submit = (folder: string, variables: NodeJS.ProcessEnv = {}) =>
  runStep(folder, 'submit', cockroachEnvironment(simulator, variables), {}, 'orders');

const calls = (operation: string) =>
  simulator.requests.filter((request) => request.operation === operation);
const fault = (rule: Omit<FaultRule, 'vendor'>) =>
  simulator.inject({ vendor: 'cockroach', ...rule });
const databases = () =>
  simulator.cockroach.cluster(ORDERS_STAGING).databases.map(({ name }) => name);

/** Nothing was deleted and nothing restored, and this is why. */
async function expectRefused(folder: string, reason: string): Promise<void> {
  const { code, stderr } = await submit(folder);
  expect(stderr).toContain(reason);
  expect(code).toBe(4);
  expect(calls('deleteDatabase')).toEqual([]);
  expect(calls('createRestore')).toEqual([]);
  expect(databases()).toContain('kept');
}

describe('a wipe is decided before the first database is deleted', () => {
  test.each<[string, string, string]>([
    ['an older destination', 'v25.1.3', 'v25.1.3, which is older'],
    ['a destination of the major version before', 'v24.3.1', 'v24.3.1, which is older'],
    ['two major versions newer', 'v26.4.0', 'v26.4.0, more than one major version later'],
    ['an unknown form of version', 'next', 'reports no version of the destination'],
  ])('%s is refused', async (_title, version, reason) => {
    Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), { cockroach_version: version });
    await expectRefused(stackOf(), reason);
  });

  test('the API’s list of versions permits what the version table does not know', async () => {
    const list = (...allowed_upgrades: string[]) => {
      const versions = [{ version: 'v25.4', allowed_upgrades }];
      fault({ operation: 'listVersions', fault: { kind: 'changed-answer', body: { versions } } });
    };
    Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), { cockroach_version: 'v26.1.0' });
    list();
    await expectRefused(stackOf(), 'the API lists no later version for it');
    list('v26.1');
    expect((await submit(stackOf())).code).toBe(0);
  });

  test('without the list the version table decides, and not beyond its end', async () => {
    const unlisted = () =>
      fault({ operation: 'listVersions', fault: { kind: 'changed-answer', body: {} } });
    Object.assign(simulator.cockroach.cluster(ORDERS), { cockroach_version: 'v26.2.0' });
    Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), { cockroach_version: 'v26.4.0' });
    unlisted();
    await expectRefused(stackOf(), 'neither the API nor the version table up to v26.3 says');
    Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), { cockroach_version: 'v26.3.0' });
    unlisted();
    expect((await submit(stackOf())).code).toBe(0);
  });

  test('an older destination can take a backup that is stated to be from before the upgrade', async () => {
    Object.assign(simulator.cockroach.cluster(ORDERS), { cockroach_version: 'v25.4.0' });
    Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), { cockroach_version: 'v25.2.8' });
    await expectRefused(stackOf(), 'acknowledge COCKROACH_WIPE_FIT');
    const stated = { clusterId: ORDERS, backupId: ORDERS_BACKUP, cockroachVersion: 'v25.2.1' };
    const { code } = await submit(stackOf({ backup: cockroach.Backup.fromId(stated) }));
    expect(code).toBe(0);
    expect(calls('createRestore')).toHaveLength(1);
  });

  test('several regions are not restored into one', async () => {
    const regions = [{ name: 'us-east-1' }, { name: 'us-west-2' }, { name: 'eu-west-1' }];
    Object.assign(simulator.cockroach.cluster(ORDERS), { regions });
    Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), {
      regions: [{ name: 'us-east-1' }],
    });
    await expectRefused(stackOf(), 'multi-region databases do not restore there');
  });

  test('a database whose name cannot be part of a URL: nothing at all is deleted', async () => {
    simulator.cockroach.addDatabase(ORDERS_STAGING, '..', ['rows']);
    await expectRefused(stackOf(), 'holds the part ".." and cannot be called');
  });
});

describe('a response without content is not an empty cluster', () => {
  test.each<[string, unknown]>([
    ['{}', {}],
    ['an empty list', { databases: [] }],
    ['a code with HTTP 200', { code: 14, message: 'unavailable' }],
  ])('%s', async (_title, body) => {
    for (const wipeDestination of [true, false]) {
      // Once for each attempt: what may pass is tried again.
      for (let nth = 1; nth <= 6; nth += 1) {
        fault({ operation: 'listDatabases', nth, fault: { kind: 'changed-answer', body } });
      }
      const { code } = await submit(stackOf({ wipeDestination }));
      expect([4, 5]).toContain(code);
      expect(calls('createRestore')).toEqual([]);
      expect(calls('deleteDatabase')).toEqual([]);
    }
  });
});

describe('consent to lose data is for one restore', () => {
  /** Restores once to the end, and somebody writes. */
  async function restoredOnce(change: Change = {}): Promise<string> {
    const folder = stackOf(change);
    expect(await submit(folder)).toMatchObject({ code: 0 });
    simulator.advance(3600);
    simulator.askAsOperator({
      method: 'GET',
      path: `/api/v1/clusters/${ORDERS_STAGING}/restores`,
      headers: { 'cc-version': '2024-09-16' },
    });
    expect(simulator.cockroach.restores[0]?.status).toBe('SUCCESS');
    simulator.cockroach.addDatabase(ORDERS_STAGING, 'written-since', ['rows']);
    simulator.requests.length = 0;
    return folder;
  }

  const journalOf = (folder: string) => {
    const keys = readdirSync(join(folder, '.cluster-restore'));
    return join(folder, '.cluster-restore', keys[0] ?? '', 'journal.json');
  };

  /** As the wait leaves it, once Terraform's state holds the restore. */
  function closeJournal(folder: string): void {
    const entry = JSON.parse(readFileSync(journalOf(folder), 'utf8')) as object;
    writeFileSync(journalOf(folder), JSON.stringify({ ...entry, state: 'recorded' }));
  }

  const copyJournal = (from: string, to: string) =>
    cpSync(join(from, '.cluster-restore'), join(to, '.cluster-restore'), { recursive: true });

  test.each<[string, (folder: string) => string]>([
    ['a moved construct or another folder', () => stackOf()],
    ['a lost state, the journal beside it', (folder) => folder],
  ])('%s: the same backup is not restored again', async (_title, folderOf) => {
    const first = await restoredOnce();
    // A run that Terraform recorded: its journal is closed by the wait.
    closeJournal(first);
    const folder = folderOf(first);
    const id = simulator.cockroach.restores[0]?.id;
    const { code, stderr } = await submit(folder);
    expect(stderr).toContain(
      `the destination holds data, and restore ${id} of the same backup ended`,
    );
    expect(stderr).toContain(`CLUSTER_RESTORE_REPEAT=${id}`);
    expect(stderr).toContain(`job_id=${id}`);
    expect(code).toBe(4);
    expect(calls('deleteDatabase')).toEqual([]);
    expect(databases()).toContain('written-since');
  });

  test('a person who names the finished restore restores it again, once', async () => {
    await restoredOnce();
    const [first] = simulator.cockroach.restores;
    const again = { CLUSTER_RESTORE_REPEAT: first?.id ?? '' };
    expect(await submit(stackOf(), again)).toMatchObject({ code: 0 });
    simulator.advance(3600);
    simulator.cockroach.addDatabase(ORDERS_STAGING, 'written-later', ['rows']);
    expect(await submit(stackOf(), again)).toMatchObject({ code: 4 });
    expect(calls('createRestore')).toHaveLength(1);
  });

  test('a new token of Rerun in the same folder is consent', async () => {
    const first = await restoredOnce({ rerun: Rerun.onToken('monday') });
    closeJournal(first);
    const second = stackOf({ rerun: Rerun.onToken('tuesday') });
    copyJournal(first, second);
    expect(await submit(second)).toMatchObject({ code: 0 });
  });

  test('another backup is another restore', async () => {
    await restoredOnce();
    const other = simulator.cockroach.backups.filter(({ clusterId }) => clusterId === ORDERS)[2];
    const backup = cockroach.Backup.fromId({ clusterId: ORDERS, backupId: other?.id ?? '' });
    expect(await submit(stackOf({ backup }))).toMatchObject({ code: 0 });
  });
});

describe('what happened to the destination is reported', () => {
  const fourHundred = {
    kind: 'http-error',
    status: 400,
    body: { code: 9, message: 'no' },
  } as const;

  test('a request that is refused after the wipe names what is gone', async () => {
    fault({ operation: 'createRestore', fault: fourHundred });
    const { code, stderr } = await submit(stackOf());
    expect(stderr).toContain('"kept" (1 table)');
    expect(code).toBe(4);
    expect(databases()).not.toContain('kept');
  });

  test('a wipe that stops at its second database names what it had begun to delete', async () => {
    simulator.cockroach.addDatabase(ORDERS_STAGING, 'second', ['rows']);
    fault({ operation: 'deleteDatabase', nth: 2, fault: fourHundred });
    const { stderr } = await submit(stackOf());
    expect(stderr).toContain('"kept" (1 table)');
  });
});

describe('a restore of somebody else', () => {
  test('that began between the check and the request stops this one', async () => {
    const folder = stackOf();
    // The list of restores that is read before the wipe is the one from before the other restore.
    fault({
      operation: 'listRestores',
      nth: 4,
      fault: { kind: 'changed-answer', body: { restores: [other()] } },
    });
    const { code, stderr } = await submit(folder);
    expect(stderr).toContain('restore other-restore of the same backup to the destination');
    expect(stderr).toContain('adopt orders job_id=other-restore');
    expect(code).toBe(4);
    expect(calls('createRestore')).toEqual([]);
  });

  const other = () => ({
    id: 'other-restore',
    backup_id: ORDERS_BACKUP,
    status: 'PENDING',
    created_at: simulator.now().toISOString(),
    type: 'CLUSTER',
    completion_percent: 0,
  });
});

describe('every end after a deletion says what is gone', () => {
  const gone = '; before it, "kept" (1 table) of orders-staging';
  const refused = { kind: 'http-error', status: 400, body: { code: 9, message: 'no' } } as const;

  test('where the restore is refused by the run after the one that deleted', async () => {
    const folder = stackOf();
    fault({ operation: 'createRestore', times: 'always', fault: refused });
    expect((await submit(folder)).stderr).toContain(gone);
    expect((await submit(folder)).stderr).toContain(gone);
  });

  test('where the response to the restore is lost', async () => {
    fault({ operation: 'createRestore', fault: { kind: 'drop' } });
    const { code, stderr } = await submit(stackOf());
    expect(stderr).toContain(gone);
    expect(code).toBe(6);
  });

  test('where the server is gone after the first deletion', async () => {
    simulator.cockroach.addDatabase(ORDERS_STAGING, 'second', ['rows']);
    fault({ operation: 'deleteDatabase', nth: 2, times: 6, fault: { kind: 'drop' } });
    const { code, stderr } = await submit(stackOf());
    expect(stderr).toContain(gone);
    expect(code).toBe(5);
  });

  test('where somebody else began a restore meanwhile', async () => {
    const body = { restores: [{ id: 'other', status: 'PENDING', type: 'DATABASE' }] };
    fault({ operation: 'listRestores', nth: 4, fault: { kind: 'changed-answer', body } });
    expect((await submit(stackOf())).stderr).toContain(gone);
  });
});
