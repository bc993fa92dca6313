import { databasesRequests } from '../../../src/cockroach/definition/restore-requests';
import type {
  ClusterDeclaration,
  DatabasesDeclaration,
  TablesDeclaration,
} from '../../../src/cockroach/model/declaration';
import { restoreCluster } from '../../../src/cockroach/protocol/restore-cluster';
import { restoreDatabases } from '../../../src/cockroach/protocol/restore-databases';
import { restoreTables } from '../../../src/cockroach/protocol/restore-tables';
import type { OperationProtocol } from '../../../src/vendor/protocol';
import type { VendorRequest } from '../../../src/vendor/request';
import { ORDERS, ORDERS_STAGING } from '../../support/cockroach';
import { fakeApi, inTurn, protocolContext, refused } from '../../support/protocol';

const common = {
  backup: { clusterId: ORDERS, backupId: 'backup-1' },
  destinationCluster: ORDERS_STAGING,
  plan: 'ADVANCED',
} as const;
const cluster: ClusterDeclaration = { ...common, acknowledgeDataLoss: ORDERS_STAGING };
const databases: DatabasesDeclaration = { ...common, databases: ['orders', 'stock'] };
const table = { database: 'orders', schema: 'public', table: 'items' };
const tables: TablesDeclaration = { ...common, tables: [table] };

const DESTINATION = `GET /api/v1/clusters/${ORDERS_STAGING}`;
const AT = new Date('2026-11-21T00:00:00Z');
const destination = { id: ORDERS_STAGING, name: 'staging', plan: 'ADVANCED', state: 'CREATED' };
const named = (...names: string[]) => ({
  databases: names.map((name) => ({ name, table_count: '1' })),
});

interface Kind {
  readonly operation: OperationProtocol;
  readonly declaration: object;
  /** A restore of this kind, as the API lists it. */
  readonly same: object;
  /** What another operator may have restored at the same moment from the same backup. */
  readonly others: readonly object[];
}
const restore = { id: 'job-1', backup_id: 'backup-1', created_at: '2026-11-21T00:00:10Z' };
const KINDS: Readonly<Record<string, Kind>> = {
  CLUSTER: {
    operation: restoreCluster as OperationProtocol,
    declaration: cluster,
    same: { ...restore, type: 'CLUSTER' },
    others: [{ type: 'DATABASE', objects: [{ database: 'orders' }] }],
  },
  DATABASE: {
    operation: restoreDatabases as OperationProtocol,
    declaration: databases,
    same: {
      ...restore,
      type: 'DATABASE',
      objects: [{ database: 'stock' }, { database: 'orders' }],
    },
    others: [
      { objects: [{ database: 'orders' }] },
      { objects: [{ database: 'orders' }, { database: 'users' }] },
      { restore_opts: { new_db_name: 'theirs' } },
      { type: 'CLUSTER', objects: undefined },
    ],
  },
  TABLE: {
    operation: restoreTables as OperationProtocol,
    declaration: tables,
    same: { ...restore, type: 'TABLE', objects: [table] },
    others: [
      { objects: [{ ...table, table: 'customers' }] },
      { objects: [{ ...table, schema: 'archive' }] },
      { objects: [table, { ...table, table: 'customers' }] },
      { restore_opts: { into_db: 'theirs' } },
    ],
  },
};

describe.each(Object.entries(KINDS))('a %s restore without a response', (type, kind) => {
  const { operation, declaration, same, others } = kind;

  /** What is found when the destination has these restores. */
  async function reconcile(...restores: object[]) {
    const api = fakeApi({ [`${DESTINATION}/restores`]: { restores } });
    const context = protocolContext<unknown>(api, declaration);
    const { requests } = await operation.prepare(context, { backup_id: 'backup-1' });
    const facts = { backup_id: 'backup-1', restores_before: 'old-1 old-2' };
    return operation.reconcile(context, requests[0] as VendorRequest, { at: AT, facts });
  }
  const ours = { found: 'ours', submitted: { jobId: 'job-1', facts: {} } };
  const nothing = {
    found: 'nothing',
    searched: `looked for a new ${type} restore of ${ORDERS_STAGING}`,
    repeatIsSafe: false,
  };

  test('is ours where the same began since', async () => {
    expect(await reconcile(same)).toEqual(ours);
  });

  test('is ours by the vendor’s clock, where that of this machine is hours ahead', async () => {
    const api = fakeApi({ [`${DESTINATION}/restores`]: { restores: [same] } });
    const context = protocolContext<unknown>(api, declaration);
    const { requests } = await operation.prepare(context, { backup_id: 'backup-1' });
    const ahead = {
      at: new Date('2026-11-21T09:00:00Z'),
      facts: { backup_id: 'backup-1', requested_at: '2026-11-21T00:00:00.000Z' },
    };
    expect(await operation.reconcile(context, requests[0] as VendorRequest, ahead)).toEqual(ours);
  });

  test('is not repeated where none began', async () => {
    expect(await reconcile()).toEqual(nothing);
  });

  test.each([
    ['2026-11-20T23:54:59Z', nothing],
    ['2026-11-20T23:55:00Z', ours],
    ['2026-11-21T00:05:00Z', ours],
    ['', nothing],
    ['today', nothing],
  ])('is not one that began at %j', async (created_at, found) => {
    expect(await reconcile({ ...same, created_at })).toEqual(found);
  });

  test('is not one that existed before', async () => {
    expect(await reconcile({ ...same, id: 'old-2' })).toEqual(nothing);
  });

  test('is not one of another backup', async () => {
    expect(await reconcile({ ...same, backup_id: 'backup-2' })).toEqual(nothing);
  });

  test.each(others)('is not one of %j', async (other) => {
    expect(await reconcile({ ...same, ...other })).toEqual(nothing);
  });

  test('is found next to those of others', async () => {
    const theirs = others.map((other, index) => ({ ...same, ...other, id: `their-${index}` }));
    expect(await reconcile(...theirs, same)).toEqual(ours);
  });

  test('is not proven where two of the same began', async () => {
    expect(await reconcile({ ...same, id: 'job-2' }, same)).toEqual({
      found: 'unproven',
      what: '2 restores of the same backup began since, and the API does not say whose: job-2, job-1',
      adopt: 'job_id=job-2',
    });
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no id', { status: 'PENDING' }],
])('a response with %s names no restore, and one with an id has its job', (_title, body) => {
  const request: VendorRequest = { name: 'a', when: 'restore', method: 'POST', path: [] };
  expect(() => restoreCluster.accept(request, body, {})).toThrow('the response names no restore');
  expect(restoreCluster.accept(request, { id: 'job-7' }, {})).toEqual({
    jobId: 'job-7',
    facts: {},
  });
});

test('one of the same that does not say all of what it restores is not proven', async () => {
  const vague = { ...restore, type: 'DATABASE' };
  const api = fakeApi({ [`${DESTINATION}/restores`]: { restores: [vague] } });
  const renamed = { ...databases, databases: ['orders'], newDbName: 'orders_2025' };
  const context = protocolContext(api, renamed);
  const { requests } = await restoreDatabases.prepare(context, { backup_id: 'backup-1' });
  const sent = { at: AT, facts: { backup_id: 'backup-1' } };
  expect(await restoreDatabases.reconcile(context, requests[0] as VendorRequest, sent)).toEqual({
    found: 'unproven',
    what: '1 restore of the same backup began since, and the API does not say whose: job-1',
    adopt: 'job_id=job-1',
  });
});

describe('a verification', () => {
  const recorded = { job_id: 'job-1', backup_id: 'backup-1' };
  const connection_string = 'postgresql://staging.cockroachlabs.cloud:26257/defaultdb';
  const verify = (described: object) => {
    const api = fakeApi({
      [`${DESTINATION}/restores/job-1`]: { id: 'job-1', backup_id: 'backup-1', ...described },
      [`${DESTINATION}/connection-string`]: { connection_string },
    });
    return restoreCluster.verify(protocolContext(api, cluster), recorded);
  };
  const completed_at = '2026-11-21T01:00:00Z';

  test('waits for the moment of completion', async () => {
    const notYet = { notThere: 'restore job-1 has no time of its end yet' };
    expect(await verify({})).toEqual(notYet);
    const described = { id: 'job-1', completed_at: null };
    const api = fakeApi({
      [`${DESTINATION}/restores/job-1`]: inTurn(described, { ...described, completed_at }),
    });
    const context = protocolContext(api, cluster);
    expect(await restoreCluster.awaited?.(context, recorded)).toEqual(notYet);
    expect(await restoreCluster.awaited?.(context, recorded)).toBeUndefined();
    expect(await verify({ completed_at: null })).toEqual(notYet);
  });

  test.each(['5', '404'])('ends for a restore that is not known (%s)', async (code) => {
    const api = fakeApi({ [`${DESTINATION}/restores/job-1`]: refused(code) });
    const context = protocolContext(api, cluster);
    expect(await restoreCluster.poll(context, 'job-1', recorded)).toEqual({
      state: 'missing',
      status: `the destination ${ORDERS_STAGING} has no such restore`,
    });
    expect(await restoreCluster.verify(context, recorded)).toEqual({
      notThere: 'the destination has no restore "job-1"',
      isGone: true,
    });
  });

  test('asks the destination that was restored to, whatever is declared since', async () => {
    const there = { destination_cluster_id: ORDERS, ...recorded };
    const api = fakeApi({
      [`GET /api/v1/clusters/${ORDERS}/restores/job-1`]: {
        id: 'job-1',
        status: 'SUCCESS',
        completed_at,
      },
      [`GET /api/v1/clusters/${ORDERS}/connection-string`]: { connection_string },
    });
    const context = protocolContext(api, cluster);
    expect(await restoreCluster.poll(context, 'job-1', there)).toMatchObject({ state: 'done' });
    expect(await restoreCluster.verify(context, there)).toMatchObject({ problems: [] });
  });

  test('gives what is known at the end', async () => {
    expect(await verify({ completed_at, crdb_job_id: '42' })).toEqual({
      problems: [],
      facts: { restore_id: 'job-1', completed_at, crdb_job_id: '42', connection_string },
    });
  });

  test('finds another backup', async () => {
    expect(await verify({ completed_at, backup_id: 'backup-2' })).toEqual({
      problems: ['backup backup-1 should be restored, and it was backup-2'],
      facts: {},
    });
  });
});

test('what was prepared once is prepared again without a look at anything', async () => {
  const api = fakeApi({});
  const facts = { backup_id: 'backup-0' };
  const prepared = await restoreCluster.prepare(protocolContext(api, cluster), facts);
  expect(prepared.facts).toBe(facts);
  expect(prepared.requests).toMatchObject([
    { name: 'restoreCluster', body: { backup_id: 'backup-0' } },
  ]);
  expect(api.calls).toEqual([]);
});

test('the restores that the destination has are distinguished from a later one', async () => {
  const api = fakeApi({
    [DESTINATION]: destination,
    [`GET /api/v1/clusters/${ORDERS}`]: { id: ORDERS, plan: 'ADVANCED' },
    [`GET /api/v1/clusters/${ORDERS}/backups`]: {
      backups: [{ id: 'backup-1', as_of_time: '2026-11-20T00:00:00Z' }],
    },
    [`${DESTINATION}/restores`]: { restores: [{ id: 'old-2' }, { id: 'old-1' }] },
  });
  const { facts } = await restoreCluster.prepare(protocolContext(api, cluster), {});
  expect(facts).toEqual({
    request: JSON.stringify({
      type: 'CLUSTER',
      source_cluster_id: ORDERS,
      backup_id: 'backup-1',
    }),
    backup_id: 'backup-1',
    backup_time: '2026-11-20T00:00:00Z',
    destination_cluster_id: ORDERS_STAGING,
    restores_before: 'old-2 old-1',
    requested_at: '2026-11-21T00:00:00.000Z',
  });
});

test('a request of a kind that waits for others is that of the restore alone', async () => {
  const api = fakeApi({});
  const wiping = { ...cluster, wipeDestination: true };
  const context = protocolContext(api, wiping);
  const { requests } = await restoreCluster.prepare(context, { backup_id: 'backup-1' });
  expect(requests.map(({ when }) => when)).toEqual(['restore']);
});

test('a response names the restore, or is none', () => {
  const request = { name: 'restoreCluster', when: 'restore', method: 'POST', path: [] } as const;
  expect(restoreCluster.accept(request, { id: 'job-1' })).toEqual({ jobId: 'job-1', facts: {} });
  for (const body of [undefined, {}, { id: '' }]) {
    expect(() => restoreCluster.accept(request, body)).toThrow('the response names no restore');
  }
});

test('one of which it is not known whether it is the same is not proven', async () => {
  const own = { type: 'CLUSTER', ...restore, restore_opts: null };
  const api = fakeApi({ [`${DESTINATION}/restores`]: { restores: [own] } });
  const context = protocolContext(api, cluster);
  const body = { type: 'CLUSTER', backup_id: 'backup-1', restore_opts: { schema_only: true } };
  const request = { name: 'restoreCluster', when: 'restore', method: 'POST', path: [], body };
  expect(
    await restoreCluster.reconcile(context, request as never, { at: AT, facts: {} }),
  ).toMatchObject({ found: 'unproven', adopt: 'job_id=job-1' });
});

test('a restore of a group is awaited until it has a time of its end', async () => {
  const awaited = (answer: unknown, recorded: Record<string, string> = { job_id: 'job-1' }) => {
    const api = fakeApi({
      [`${DESTINATION}/restores/job-1`]: answer,
      [`${DESTINATION}/restores/`]: refused('5'),
    });
    return restoreCluster.awaited?.(protocolContext(api, cluster), recorded);
  };
  expect(await awaited({ id: 'job-1', completed_at: '2026-11-21T01:00:00Z' })).toBeUndefined();
  expect(await awaited({ id: 'job-1' })).toEqual({
    notThere: 'restore job-1 has no time of its end yet',
  });
  expect(await awaited(refused('5'))).toMatchObject({ isGone: true });
  expect(await awaited({}, {})).toMatchObject({ isGone: true });
});

describe('a clearing that continues', () => {
  const facts = { backup_id: 'backup-1', restores_before: '' };
  const resume = (answers: Record<string, unknown>) => {
    const api = fakeApi({
      [DESTINATION]: destination,
      [`GET /api/v1/clusters/${ORDERS}`]: { id: ORDERS, plan: 'ADVANCED' },
      [`GET /api/v1/clusters/${ORDERS}/backups`]: {
        backups: [{ id: 'backup-1', as_of_time: '2026-11-20T00:00:00Z' }],
      },
      [`${DESTINATION}/restores`]: { restores: [] },
      [`${DESTINATION}/databases`]: { databases: [{ name: 'defaultdb', table_count: '0' }] },
      ...answers,
    });
    const context = protocolContext(api, cluster);
    const request = { name: 'restoreCluster', when: 'restore', method: 'POST', path: [] } as const;
    const sent = restoreCluster.beforeSending?.(context, request, facts, () => undefined, true);
    return { sent, calls: api.calls };
  };

  test('looks at the backup and the clusters again', async () => {
    const { sent, calls } = resume({});
    await sent;
    expect(calls).toContain(`GET /api/v1/clusters/${ORDERS}/backups`);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'the backup is gone',
      { [`GET /api/v1/clusters/${ORDERS}/backups`]: { backups: [] } },
      'has no backup "backup-1" that can be restored',
    ],
    [
      'the source has another plan',
      { [`GET /api/v1/clusters/${ORDERS}`]: { id: ORDERS, plan: 'STANDARD' } },
      'managed backups are not restored across plans',
    ],
  ])('stops where %s', async (_title, answers, text) => {
    await expect(resume(answers).sent).rejects.toThrow(text);
  });
});

describe('a restore of databases', () => {
  const send = (
    present: object,
    change: Partial<DatabasesDeclaration> = {},
    restores: object[] = [],
  ) => {
    const api = fakeApi({
      [DESTINATION]: destination,
      [`${DESTINATION}/databases`]: present,
      [`${DESTINATION}/restores`]: { restores },
    });
    const context = protocolContext(api, { ...databases, ...change });
    const request = {
      name: 'restoreDatabases',
      when: 'restore',
      method: 'POST',
      path: [],
      body: {
        type: 'DATABASE',
        backup_id: 'backup-1',
        objects: [{ database: 'orders' }, { database: 'stock' }],
      },
    } as const;
    return restoreDatabases.beforeSending?.(context, request, {}, () => undefined, false);
  };

  test('is refused where one of them is there', async () => {
    await expect(send(named('defaultdb', 'stock'))).rejects.toThrow(
      `the destination staging (${ORDERS_STAGING}) already has "stock".`,
    );
  });

  test('is offered for adoption where it is under way, or has ended', async () => {
    const same = KINDS.DATABASE?.same ?? {};
    const pending = send(named('defaultdb'), {}, [{ ...same, status: 'PENDING' }]);
    await expect(pending).rejects.toMatchObject({ adopt: 'job_id=job-1' });
    const ended = send(named('defaultdb', 'stock'), {}, [{ ...same, status: 'SUCCESS' }]);
    await expect(ended).rejects.toMatchObject({ adopt: 'job_id=job-1' });
    const failed = send(named('defaultdb', 'stock'), {}, [{ ...same, status: 'FAILED' }]);
    await expect(failed).rejects.not.toHaveProperty('adopt');
  });

  test.each([[[]], [['users']]])(
    'is refused where the list is that of no cluster: %j',
    async (names) => {
      await expect(send(named(...names))).rejects.toThrow(
        'it is not known whether the cluster is empty',
      );
    },
  );

  test('is sent next to others', async () => {
    expect(await send(named('defaultdb', 'users'))).toBeUndefined();
  });

  test('is refused by its new name, and not by its old one', async () => {
    const renamed = { databases: ['orders'], newDbName: 'orders_2025' };
    expect(await send(named('defaultdb', 'orders'), renamed)).toBeUndefined();
    await expect(send(named('defaultdb', 'orders_2025'), renamed)).rejects.toThrow(
      'already has "orders_2025"',
    );
  });
});

describe('a restore of tables', () => {
  const CREATE = `POST /api/v1/clusters/${ORDERS_STAGING}/databases`;
  const send = async (
    change: Partial<TablesDeclaration>,
    created: unknown = {},
    present: object = named('defaultdb', 'orders'),
  ) => {
    const api = fakeApi({
      [DESTINATION]: destination,
      [`${DESTINATION}/databases`]: present,
      [`${DESTINATION}/restores`]: { restores: [] },
      [CREATE]: created,
    });
    const context = protocolContext(api, { ...tables, ...change });
    const request = { name: 'restoreTables', when: 'restore', method: 'POST', path: [] } as const;
    const cleared = await restoreTables.beforeSending?.(
      context,
      request,
      {},
      () => undefined,
      false,
    );
    return { cleared, writes: api.requests.filter(({ method }) => method !== 'GET') };
  };

  test('into a database that is there creates none', async () => {
    const sent = await send({ intoDb: 'orders', createIntoDb: true });
    expect(sent).toEqual({ cleared: undefined, writes: [] });
  });

  test('creates no database where the list is that of no cluster', async () => {
    const sent = send({ intoDb: 'archive', createIntoDb: true }, {}, named());
    await expect(sent).rejects.toThrow('it is not known whether the cluster is empty');
  });

  test('creates the database where that is declared', async () => {
    const { cleared, writes } = await send({ intoDb: 'archive', createIntoDb: true });
    expect(cleared).toBe('database "archive" was created');
    expect(writes).toMatchObject([{ method: 'POST', body: { name: 'archive' } }]);
  });

  test('takes a database that somebody created meanwhile', async () => {
    const { cleared } = await send({ intoDb: 'archive', createIntoDb: true }, refused('6'));
    expect(cleared).toBe('database "archive" was created');
  });

  test.each([false, undefined])('creates none where createIntoDb is %j', async (createIntoDb) => {
    expect(await send({ intoDb: 'archive', createIntoDb })).toEqual({
      cleared: undefined,
      writes: [],
    });
  });
});

describe('tables that were restored already, of which no state tells', () => {
  const CREATE = `POST /api/v1/clusters/${ORDERS_STAGING}/databases`;
  const done = { ...restore, type: 'TABLE', objects: [table], status: 'SUCCESS' };
  const sending = async (
    restores: object[],
    { change = {}, present = named('defaultdb', 'orders'), repeated = '' } = {},
  ) => {
    const api = fakeApi({
      [DESTINATION]: destination,
      [`${DESTINATION}/databases`]: present,
      [`${DESTINATION}/restores`]: { restores },
      [CREATE]: {},
    });
    const isRepeatWanted = (id: string) => id === repeated;
    const context = protocolContext(api, { ...tables, ...change }, { isRepeatWanted });
    const body = { type: 'TABLE', backup_id: 'backup-1', objects: [table] };
    const request = { name: 'restoreTables', when: 'restore', method: 'POST', path: [], body };
    return restoreTables
      .beforeSending?.(context, request as never, {}, () => undefined, false)
      .then(() => 'sent');
  };

  test('are offered for adoption, and not restored again', async () => {
    await expect(
      sending([{ ...done, completed_at: '2026-11-21T00:10:00Z' }]),
    ).rejects.toMatchObject({
      message: `restore job-1 of the same tables and backup to the destination ${ORDERS_STAGING} ended 2026-11-21T00:10:00Z. If its tables were dropped or renamed since and are to be restored again, apply with CLUSTER_RESTORE_REPEAT=job-1.`,
      adopt: 'job_id=job-1',
    });
  });

  test.each<[string, object[], Parameters<typeof sending>[1]]>([
    ['it failed', [{ ...done, status: 'FAILED' }], {}],
    ['it was of other tables', [{ ...done, objects: [{ ...table, table: 'customers' }] }], {}],
    ['it was of another backup', [{ ...done, backup_id: 'backup-2' }], {}],
    ['a person says so', [done], { repeated: 'job-1' }],
    ['their database is gone', [done], { present: named('defaultdb') }],
    ['the database that got them is gone', [done], { change: { intoDb: 'archive' } }],
  ])('are restored where %s', async (_title, restores, options) => {
    expect(await sending(restores, options)).toBe('sent');
  });
});

describe('another restore of the destination', () => {
  const other = (status: string) => ({
    restores: [{ id: 'job-9', type: 'TABLE', backup_id: 'backup-9', status }],
  });
  const sending = async (...statuses: string[]) => {
    const api = fakeApi({
      [`${DESTINATION}/restores`]: inTurn(...statuses.map(other)),
      [`${DESTINATION}/databases`]: named('defaultdb'),
      [DESTINATION]: destination,
    });
    const context = protocolContext(api, databases);
    const [request] = databasesRequests(databases, { backupId: 'backup-1' });
    const sent = restoreDatabases.beforeSending?.(
      context,
      request as VendorRequest,
      {},
      () => undefined,
      false,
    );
    const problem = await sent?.then(
      () => undefined,
      ({ message }: Error) => message,
    );
    return { problem, pauses: context.pauses };
  };

  test('is waited for: the vendor takes one at a time', async () => {
    // The first look is for the same restore.
    const { problem, pauses } = await sending('PENDING', 'PENDING', 'SUCCESS');
    expect([problem, pauses]).toEqual([undefined, [10]]);
  });

  test('that does not end is reported, and nothing is sent', async () => {
    const { problem, pauses } = await sending('PENDING');
    expect(problem).toContain(`restore job-9 of the destination ${ORDERS_STAGING} is PENDING`);
    expect(pauses).toHaveLength(11);
  });
});

describe('a response', () => {
  const request: VendorRequest = {
    ...{ name: 'restoreCluster', when: 'restore', method: 'POST', path: [] },
    body: { type: 'CLUSTER', backup_id: 'backup-1' },
  };
  const accept = (body: object) =>
    restoreCluster.accept(request, body, { restores_before: 'job-0 job-1' });

  test.each([{ id: 'job-2' }, { id: 'job-2', type: 'CLUSTER', backup_id: 'BACKUP-1' }])(
    'names the restore: %j',
    (body) => {
      expect(accept(body)).toEqual({ jobId: 'job-2', facts: {} });
    },
  );

  test.each([
    [{ id: 'job-1' }, '"job-1", which existed before the request'],
    [
      { id: 'job-2', type: 'TABLE', backup_id: 'backup-1' },
      '"job-2", which is another one: type "TABLE", backup "backup-1"; expected: type "CLUSTER", backup "backup-1"',
    ],
    [
      { id: 'job-2', type: 'CLUSTER', backup_id: 'other' },
      '"job-2", which is another one: type "CLUSTER", backup "other"; expected: type "CLUSTER", backup "backup-1"',
    ],
    [
      { id: 'job-2', backup_id: 'other' },
      '"job-2", which is another one: backup "other"; expected: type "CLUSTER", backup "backup-1"',
    ],
  ])('does not name it: %j', (body, text) => {
    expect(() => accept(body)).toThrow(`the response names restore ${text}`);
  });
});
