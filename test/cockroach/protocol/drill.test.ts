import type { DrillDeclaration } from '../../../src/cockroach/model/declaration';
import { drillDatabase } from '../../../src/cockroach/protocol/drill';
import { LEDGER, LEDGER_BACKUP, LEDGER_STAGING } from '../../support/cockroach';
import { fakeApi, protocolContext } from '../../support/protocol';

const NAME = 'restore_drill-0a1b2c3d';
const RECORDED = {
  destination_cluster_id: LEDGER_STAGING,
  database_name: NAME,
  job_id: 'restore-1',
  backup_id: LEDGER_BACKUP,
};

const CLUSTER = `/api/v1/clusters/${LEDGER_STAGING}`;

/** A destination with these databases besides. */
const destination = (names: readonly string[]) =>
  fakeApi({
    [`GET ${CLUSTER}/databases`]: {
      databases: ['defaultdb', ...names].map((name) => ({ name, table_count: '2' })),
    },
  });

test.each<[string[], number | undefined, boolean, string]>([
  [[NAME], undefined, true, '2 tables found, at least 1 expected'],
  [[NAME], 2, true, '2 tables found, at least 2 expected'],
  [[NAME], 3, false, '2 tables found, at least 3 expected'],
  [['ledger'], undefined, false, `the destination has no database "${NAME}"`],
])('contents of %j with at least %s tables: %s', async (names, minimumTables, passed, text) => {
  const context = protocolContext(destination(names), { minimumTables } as never);
  expect(await drillDatabase.drill?.contents(context, RECORDED)).toEqual({ passed, text });
});

describe('a drill is a restore of one database under its own name', () => {
  const declaration: DrillDeclaration = {
    backup: { clusterId: LEDGER, backupId: LEDGER_BACKUP },
    destinationCluster: LEDGER_STAGING,
    plan: 'STANDARD',
    database: 'ledger',
  };
  const there = { id: LEDGER_STAGING, name: 'staging', plan: 'STANDARD', state: 'CREATED' };
  const contextOf = (answers: Readonly<Record<string, unknown>>) =>
    protocolContext(
      fakeApi({
        [`GET ${CLUSTER}`]: there,
        [`GET ${CLUSTER}/restores`]: { restores: [] },
        [`GET ${CLUSTER}/databases`]: { databases: [{ name: 'defaultdb' }, { name: 'ledger' }] },
        ...answers,
      }),
      declaration,
    );
  const prepared = () => drillDatabase.prepare(contextOf({}), { backup_id: LEDGER_BACKUP });

  test('that is recorded, and requested', async () => {
    const { requests, facts } = await prepared();
    expect(facts.database_name).toMatch(/^restore_drill-[0-9a-f]{8}$/);
    expect(requests).toMatchObject([
      {
        name: 'drillDatabase',
        body: {
          objects: [{ database: 'ledger' }],
          restore_opts: { new_db_name: facts.database_name },
        },
      },
    ]);
  });

  test('that nothing else may have', async () => {
    const { requests, facts } = await prepared();
    const sent = (context: ReturnType<typeof contextOf>) =>
      drillDatabase.beforeSending?.(context, requests[0] as never, facts, () => undefined, false);
    expect(await sent(contextOf({}))).toBeUndefined();
    const present = { databases: [{ name: 'defaultdb' }, { name: facts.database_name }] };
    await expect(sent(contextOf({ [`GET ${CLUSTER}/databases`]: present }))).rejects.toThrow(
      `already has "${facts.database_name}"`,
    );
  });

  test('by which it is found, followed and verified', async () => {
    const { requests, facts } = await prepared();
    const completed_at = '2026-11-21T01:00:00Z';
    const own = {
      ...(requests[0]?.body as object),
      id: 'restore-1',
      status: 'SUCCESS',
      created_at: '2026-11-21T00:00:10Z',
      completed_at,
    };
    const context = contextOf({
      [`GET ${CLUSTER}/restores`]: { restores: [own] },
      [`GET ${CLUSTER}/restores/restore-1`]: own,
      [`GET ${CLUSTER}/connection-string`]: { connection_string: 'postgresql://a/b' },
    });
    const at = new Date('2026-11-21T00:00:00Z');
    expect(
      await drillDatabase.reconcile(context, requests[0] as never, { at, facts }),
    ).toMatchObject({ found: 'ours', submitted: { jobId: 'restore-1' } });
    const recorded = {
      ...facts,
      job_id: 'restore-1',
      destination_cluster_id: LEDGER_STAGING,
    };
    expect(await drillDatabase.poll(context, 'restore-1', recorded)).toMatchObject({
      state: 'done',
    });
    const { declaration: _none, ...without } = context;
    expect(await drillDatabase.poll(without as never, 'restore-1', RECORDED)).toMatchObject({
      state: 'done',
    });
    expect(await drillDatabase.verify(context, recorded)).toMatchObject({
      problems: [],
      facts: { restore_id: 'restore-1' },
    });
    expect(drillDatabase.accept(requests[0] as never, own)).toMatchObject({ jobId: 'restore-1' });
    const claim = { recorded: { ...recorded, request: JSON.stringify(requests[0]?.body) } };
    expect(await drillDatabase.doubtsOfClaim(context, claim)).toEqual([]);
  });
});

test('a target without a name or a place is reported as empty', () => {
  expect(drillDatabase.drill?.target(RECORDED)).toBe(`database ${NAME} of ${LEDGER_STAGING}`);
  expect(drillDatabase.drill?.target({})).toBe('database  of ');
});
