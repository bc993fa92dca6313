import type { TerraformStack } from 'cdktf';
import { cockroach } from '../../src';
import type { FaultRule, Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  callsOf,
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  ORDERS,
  ORDERS_BACKUP,
  ORDERS_STAGING,
  restoredCockroach,
  SANDBOX_BACKUP,
  startCockroach,
} from '../support/cockroach';
import { runStep } from '../support/runner';
import { unknownText } from './support';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
});
afterEach(() => simulator.stop());

const { Backup } = cockroach;
type Change = Partial<cockroach.RestoredClusterProps>;

const stackOf = (change: Change = {}) => synthesised((stack) => restoredCockroach(stack, change));

/** Submits, and tells how it ended: the exit code and the last line on stderr. */
async function submit(folder: string, variables: NodeJS.ProcessEnv = {}) {
  const environment = cockroachEnvironment(simulator, variables);
  const { code, stderr, stdout } = await runStep(folder, 'submit', environment, {}, 'orders');
  const line = stderr.replaceAll(simulator.url, '<server>').trim();
  return { code, line, stdout };
}

const posts = () => simulator.requests.filter(({ operation }) => operation === 'createRestore');
const deletes = () => simulator.requests.filter(({ method }) => method === 'DELETE');
const fault = (rule: Omit<FaultRule, 'vendor'>) =>
  simulator.inject({ vendor: 'cockroach', ...rule });
const staging = `orders-staging (${ORDERS_STAGING})`;
const ROLES =
  'a service account with the role Cluster Admin (whether Cluster Operator suffices is unconfirmed) on both the source and the destination cluster, or on the organization';

describe('the acknowledgement', () => {
  test('a wrong one that synth did not see: nothing is called at all', async () => {
    const folder = synthesised((stack: TerraformStack) => {
      restoredCockroach(stack, { acknowledgeDataLoss: ORDERS });
      Object.defineProperty(stack.node.root, 'skipValidation', { value: true });
    });
    const { code, line } = await submit(folder);
    expect(line).toContain(
      `stack/orders: acknowledgeDataLoss: must repeat the id of the destination cluster`,
    );
    expect(line).toContain('Nothing was called. Correct it and apply again. [exit 2]');
    expect(code).toBe(2);
    expect(simulator.requests).toEqual([]);
  });
});

describe('an acknowledgement that only Terraform knows', () => {
  const folder = () =>
    synthesised((stack) =>
      restoredCockroach(stack, { acknowledgeDataLoss: unknownText(stack), wipeDestination: true }),
    );

  test.each([ORDERS, ''])('%j is not the destination: nothing is called at all', async (typed) => {
    const { code, line } = await submit(folder(), { CLUSTER_RESTORE_VALUE_0: typed });
    expect(line).toContain(`acknowledgeDataLoss: must repeat the id of the destination cluster`);
    expect(code).toBe(2);
    expect(simulator.requests).toEqual([]);
  });

  test('the destination itself is accepted', async () => {
    const { code } = await submit(folder(), { CLUSTER_RESTORE_VALUE_0: ORDERS_STAGING });
    expect(code).toBe(0);
  });
});

describe('the key', () => {
  test.each<[string, NodeJS.ProcessEnv, string, number]>([
    [
      'a missing one',
      { COCKROACH_API_KEY: undefined },
      `COCKROACH_API_KEY is not set. Export the API key of ${ROLES} before you start the command; never put it in a file or a prop. [exit 3]`,
      0,
    ],
    [
      'a wrong one',
      { COCKROACH_API_KEY: 'wrong-key' },
      `CockroachDB Cloud refused the API key for this call: code 16 "invalid secret provided in authorization header" (GET <server>/api/v1/clusters/${ORDERS_STAGING}, HTTP 401). Set COCKROACH_API_KEY to a key of ${ROLES}, then apply again. [exit 3]`,
      1,
    ],
    [
      'one without the role',
      { COCKROACH_API_KEY: 'sim-cockroach-developer-key' },
      `CockroachDB Cloud refused the API key for this call: code 7 "unauthorized" (GET <server>/api/v1/clusters/${ORDERS}/backups?pagination.limit=500&pagination.sort_order=DESC, HTTP 403). Set COCKROACH_API_KEY to a key of ${ROLES}, then apply again. [exit 3]`,
      3,
    ],
  ])('%s', async (_title, variables, expected, requests) => {
    const { code, line } = await submit(stackOf(), variables);
    expect({ code, line }).toEqual({ code: 3, line: expected });
    expect(simulator.requests).toHaveLength(requests);
  });
});

describe('what cannot work is refused before anything is sent', () => {
  test.each<[string, Change, () => void, string]>([
    [
      'an unknown backup',
      { backup: Backup.fromId({ clusterId: ORDERS, backupId: LEDGER }) },
      () => undefined,
      `cluster ${ORDERS} has no backup "${LEDGER}" that can be restored: it has expired, or belongs to another cluster. List the backups: npx cluster-restore backups --cluster ${ORDERS}; nothing was restored. [exit 4]`,
    ],
    [
      'a backup of another cluster',
      { backup: Backup.fromId({ clusterId: ORDERS, backupId: LEDGER_BACKUP }) },
      () => undefined,
      `cluster ${ORDERS} has no backup "${LEDGER_BACKUP}" that can be restored: it has expired, or belongs to another cluster. List the backups: npx cluster-restore backups --cluster ${ORDERS}; nothing was restored. [exit 4]`,
    ],
    [
      'a destination that does not exist',
      { destinationCluster: SANDBOX_BACKUP, acknowledgeDataLoss: SANDBOX_BACKUP },
      () => undefined,
      `the destination cluster ${SANDBOX_BACKUP} does not exist. Correct its id, or use a key of the organization that it is in; nothing was restored. [exit 4]`,
    ],
    [
      'a destination that was deleted',
      {},
      () => Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), { state: 'DELETED' }),
      `the destination cluster ${ORDERS_STAGING} does not exist. Correct its id, or use a key of the organization that it is in; nothing was restored. [exit 4]`,
    ],
    [
      'a source that was deleted',
      {},
      () => Object.assign(simulator.cockroach.cluster(ORDERS), { state: 'DELETED' }),
      `the source cluster ${ORDERS} does not exist. Correct its id, or use a key of the organization that it is in. Backups of a deleted cluster are restored by CockroachDB support; nothing was restored. [exit 4]`,
    ],
    [
      'a destination on another plan than declared',
      { plan: cockroach.Plan.ADVANCED },
      () => undefined,
      `the destination ${staging} is on plan STANDARD, not ADVANCED as declared. Correct plan or destinationCluster; nothing was restored. [exit 4]`,
    ],
    [
      'a source on another plan than the destination',
      { backup: Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }) },
      () => undefined,
      `the backup is of ledger-production (${LEDGER}) on plan ADVANCED, and the destination ${staging} is on STANDARD. Choose a destination of the same plan: managed backups are not restored across plans; nothing was restored. [exit 4]`,
    ],
    [
      'an upgrade that is not finalized',
      {},
      () =>
        Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), {
          upgrade_status: 'PENDING_FINALIZATION',
        }),
      `the destination ${staging} is between two versions (PENDING_FINALIZATION). Finalize the upgrade or roll it back first; nothing was restored. [exit 4]`,
    ],
    [
      'a destination that stays locked',
      {},
      () => Object.assign(simulator.cockroach.cluster(ORDERS_STAGING), { state: 'LOCKED' }),
      `the destination ${staging} is not ready: LOCKED. Another operation, or another restore, may be working on it: apply again later; nothing was restored. [exit 4]`,
    ],
    [
      'a destination with one table',
      {},
      () => simulator.cockroach.addDatabase(ORDERS_STAGING, 'shop', ['carts']),
      `the destination ${staging} is not empty: "shop" (1 table). A cluster restore needs an empty destination: choose another one, empty it, or set wipeDestination to have these databases deleted first; nothing was restored. [exit 4]`,
    ],
    [
      'a wipe of a destination with delete protection',
      { destinationCluster: ORDERS, acknowledgeDataLoss: ORDERS, wipeDestination: true },
      () => undefined,
      `wipeDestination would delete "orders" (4 tables), "stock" (2 tables) from orders-production (${ORDERS}), which has deletion protection. Turn off deletion protection in the Cloud Console, if the data may be deleted; nothing was restored. [exit 4]`,
    ],
  ])('%s', async (_title, change, arrange, expected) => {
    arrange();
    const { code, line } = await submit(stackOf(change));
    expect({ code, line }).toEqual({ code: 4, line: expected });
    expect([...posts(), ...deletes()]).toEqual([]);
  });

  test('tables in defaultdb, whichever way the API counts', async () => {
    simulator.adjust({ cockroach: { listsPostgres: true, zeroTableCount: 'absent' } });
    simulator.cockroach.cluster(ORDERS_STAGING).databases = [
      { name: 'defaultdb', tables: [{ schema: 'public', name: 'notes' }] },
    ];
    const { line } = await submit(stackOf());
    expect(line).toContain(`the destination ${staging} is not empty: "defaultdb" (1 table).`);
  });

  test('an empty defaultdb and postgres are no obstacle, whichever way the API counts', async () => {
    simulator.adjust({ cockroach: { listsPostgres: true, zeroTableCount: 'absent' } });
    expect((await submit(stackOf())).code).toBe(0);
  });

  test('a destination whose lock ends is waited for', async () => {
    const cluster = simulator.cockroach.cluster(ORDERS_STAGING);
    cluster.state = 'LOCKED';
    cluster.operation_status = 'CRDB_SCALE_RUNNING';
    const looks = () => simulator.requests.filter(({ operation }) => operation === 'getCluster');
    const unlocking = setInterval(() => {
      if (looks().length > 3) cluster.state = 'CREATED';
    }, 1);
    const { code, stdout } = await submit(stackOf(), { CLUSTER_RESTORE_POLL_SECONDS: '0.1' });
    clearInterval(unlocking);
    expect(stdout).toContain(`the destination ${staging} is not ready: LOCKED, CRDB_SCALE_RUNNING`);
    expect(code).toBe(0);
  });
});

describe('the latest backup', () => {
  const latest = { backup: Backup.latest({ clusterId: ORDERS }) };
  const keepOnly = (days: number) => {
    const { backups } = simulator.cockroach;
    const at = new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
    for (const backup of backups) backup.as_of_time = at;
    return at;
  };

  test('one that is older than 7 days is refused', async () => {
    const at = keepOnly(7.01);
    const { code, line } = await submit(stackOf(latest));
    expect(line).toContain(
      `the newest backup of cluster ${ORDERS} is of ${at}, and latest takes only a backup of the last 7 days. Name it by its id (`,
    );
    expect(code).toBe(4);
  });

  test('one that is nearly 7 days old is taken', async () => {
    keepOnly(6.99);
    expect((await submit(stackOf(latest))).code).toBe(0);
  });

  test('a cluster without any is refused', async () => {
    simulator.cockroach.backups.length = 0;
    const { line } = await submit(stackOf(latest));
    expect(line).toBe(
      `cluster ${ORDERS} has no backup that can be restored. Check that its managed backups are enabled, and wait for the first one; nothing was restored. [exit 4]`,
    );
  });

  test('a backup chosen for a wipe stays chosen when the request is refused after it', async () => {
    simulator.cockroach.cluster(ORDERS).delete_protection = 'DISABLED';
    const refusal = { kind: 'http-error', status: 400, body: { code: 9, message: 'no' } } as const;
    fault({ operation: 'createRestore', fault: refusal });
    const folder = stackOf({
      ...latest,
      destinationCluster: ORDERS,
      acknowledgeDataLoss: ORDERS,
      wipeDestination: true,
    });
    expect((await submit(folder)).code).toBe(4);
    // The schedule goes on, and backs the emptied cluster up.
    simulator.cockroach.addBackup({ clusterId: ORDERS });
    expect((await submit(folder)).code).toBe(0);
    expect(posts().map(({ body }) => body)).toEqual([
      { type: 'CLUSTER', backup_id: ORDERS_BACKUP },
      { type: 'CLUSTER', backup_id: ORDERS_BACKUP },
    ]);
  });
});

describe('the wipe', () => {
  const wipe = { wipeDestination: true };

  test('names what the vendor does not delete, and why, and sends nothing', async () => {
    simulator.adjust({ cockroach: { deleteDefaultDatabase: 'refused' } });
    simulator.cockroach.cluster(ORDERS_STAGING).databases = [
      { name: 'defaultdb', tables: [{ schema: 'public', name: 'notes' }] },
    ];
    const { code, line } = await submit(stackOf(wipe));
    expect(line).toBe(
      `database "defaultdb" of ${staging} could not be deleted: CockroachDB Cloud refused: code 9 "defaultdb cannot be deleted". Drop the tables of defaultdb with SQL: the vendor decides whether the API deletes this database; nothing was restored. [exit 4]`,
    );
    expect(code).toBe(4);
    expect(posts()).toEqual([]);
  });

  test('deletes nothing when the destination is empty', async () => {
    expect((await submit(stackOf(wipe))).code).toBe(0);
    expect(deletes()).toEqual([]);
  });

  test('continues where an earlier run was stopped, and a database that is gone is not an error', async () => {
    simulator.cockroach.addDatabase(ORDERS_STAGING, 'a', ['one']);
    simulator.cockroach.addDatabase(ORDERS_STAGING, 'b/c', ['two']);
    fault({ operation: 'deleteDatabase', fault: { kind: 'drop', acts: true } });
    const { code, stdout } = await submit(stackOf(wipe));
    expect(code).toBe(0);
    expect(stdout).toContain('deleting database "b/c" (1 table)');
    expect(callsOf(simulator).filter((call) => call.startsWith('DELETE'))).toEqual([
      'DELETE orders-staging/databases/a dropped',
      'DELETE orders-staging/databases/a 404',
      'DELETE orders-staging/databases/b%2Fc 200',
    ]);
  });
});

describe('a request of unknown outcome', () => {
  test.each([
    ['the connection is dropped after it acted', { kind: 'drop', acts: true }],
    ['the response is cut', { kind: 'truncated-body' }],
    ['the response is no JSON', { kind: 'not-json' }],
    ['a proxy responses 502', { kind: 'http-error', status: 502, acts: true }],
  ] as const)('%s: the new restore is found and adopted', async (_title, kind) => {
    fault({ operation: 'createRestore', fault: kind });
    const { code, stdout } = await submit(stackOf());
    expect(code).toBe(0);
    expect(stdout).toContain('the restore began: adopted');
    expect(stdout).toContain(`submitted (job ${simulator.cockroach.restores[0]?.id})`);
    expect(posts()).toHaveLength(1);
  });

  test('one that did not act is not sent again automatically, nor by the next apply', async () => {
    fault({ operation: 'createRestore', fault: { kind: 'drop' } });
    const folder = stackOf();
    const first = await submit(folder);
    expect(first.code).toBe(6);
    expect(first.line).toContain(
      `it is not known whether POST /api/v1/clusters/${ORDERS_STAGING}/restores began a restore: looked for a new CLUSTER restore of ${ORDERS_STAGING}, and found nothing so far.`,
    );
    expect((await submit(folder)).code).toBe(6);
    expect(posts()).toHaveLength(1);
  });

  test('a restore from before is not adopted', async () => {
    const folder = stackOf();
    expect((await submit(folder)).code).toBe(0);
    simulator.advance(3600);
    simulator.cockroach.cluster(ORDERS_STAGING).databases = [{ name: 'defaultdb', tables: [] }];
    fault({ operation: 'createRestore', fault: { kind: 'drop' } });
    expect((await submit(stackOf())).code).toBe(6);
  });

  test('of two that fit, none is adopted, and both are named', async () => {
    simulator.adjust({ cockroach: { concurrentRestores: 'allowed', lockDuringRestore: false } });
    fault({ operation: 'createRestore', fault: { kind: 'drop', acts: true } });
    // After those of the preparation and of the last two looks.
    fault({ operation: 'listRestores', nth: 4, fault: { kind: 'http-error', status: 404 } });
    const folder = stackOf();
    expect((await submit(folder)).code).toBe(4);
    const body = { type: 'CLUSTER', backup_id: ORDERS_BACKUP };
    const path = `/api/v1/clusters/${ORDERS_STAGING}/restores`;
    expect(simulator.askAsOperator({ method: 'POST', path, body }).status).toBe(200);
    const { code, line } = await submit(folder);
    expect(code).toBe(6);
    const ids = simulator.cockroach.restores.map(({ id }) => id).reverse();
    expect(line).toContain(
      `2 restores of the same backup began since, and the API does not say whose: ${ids.join(', ')}`,
    );
    expect(line).toContain(`job_id=${ids[0]}`);
  });
});

describe('refusals that pass', () => {
  test.each([
    ['a lock', { kind: 'http-error', status: 400, body: { message: 'the cluster is locked' } }],
    ['a rate limit of any status', { kind: 'rate-limit', status: 400, retryAfterSeconds: 0 }],
    ['a rate limit told by its message only', { kind: 'rate-limit', status: 403 }],
  ] as const)('%s: the request is sent again', async (_title, kind) => {
    fault({ operation: 'createRestore', fault: kind });
    expect((await submit(stackOf())).code).toBe(0);
    expect(posts().map(({ acted }) => acted)).toEqual([false, true]);
  });

  test('a 503 without a word of a lock may have acted: it is looked up, not sent again', async () => {
    fault({ operation: 'createRestore', fault: { kind: 'http-error', status: 503, acts: true } });
    const { code, stdout } = await submit(stackOf());
    expect(code).toBe(0);
    expect(stdout).toContain('the restore began: adopted');
    expect(posts()).toHaveLength(1);
  });

  test('a destination that the API itself refuses as not empty is explained', async () => {
    simulator.adjust({ cockroach: { nonEmptyDestination: 'refuse' } });
    const cluster = simulator.cockroach.cluster(ORDERS_STAGING);
    cluster.databases = [{ name: 'defaultdb', tables: [], otherObjects: ['mood'] }];
    const { code, line } = await submit(stackOf());
    expect(code).toBe(4);
    expect(line).toContain('found 1 descriptors: mood');
    expect(line).toContain(
      'Empty the destination: the API lists databases and tables only: drop types, views, sequences and schemas of defaultdb with SQL, then apply again.',
    );
  });
});

describe('answers that are no use', () => {
  test.each([
    ['a list that is none', { backups: 'none' }],
    ['a list of other things', { backups: [{ name: 'x' }] }],
    ['a page that leads to itself', { backups: [], pagination: { next_page: 'same' } }],
  ])('%s', async (_title, body) => {
    const kind = { kind: 'http-error', status: 200, body } as const;
    fault({ operation: 'listBackups', times: 'always', fault: kind });
    const { code, line } = await submit(stackOf());
    expect(code).toBe(5);
    expect(line).toContain(`GET /api/v1/clusters/${ORDERS}/backups`);
    expect(posts()).toEqual([]);
  });

  test('a list on many pages is read until the backup shows up', async () => {
    for (let count = 0; count < 600; count += 1) {
      simulator.cockroach.addBackup({ clusterId: ORDERS });
    }
    expect((await submit(stackOf())).code).toBe(0);
    const lists = simulator.requests.filter(({ operation }) => operation === 'listBackups');
    expect(lists).toHaveLength(2);
    expect(lists[0]?.query).toEqual({ 'pagination.limit': '500', 'pagination.sort_order': 'DESC' });
  });
});
