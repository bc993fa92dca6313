import { doubtsOfDatabase, drillDatabase } from '../../../src/cockroach/protocol/drill';
import type { Restore } from '../../../src/cockroach/protocol/jobs';
import { LEDGER_BACKUP, LEDGER_STAGING } from '../../support/cockroach';
import { fakeApi, protocolContext, refused } from '../../support/protocol';

const NAME = 'restore_drill-0a1b2c3d';
const RECORDED = {
  destination_cluster_id: LEDGER_STAGING,
  database_name: NAME,
  job_id: 'restore-1',
  backup_id: LEDGER_BACKUP,
};

const restore = (change: Partial<Restore> = {}): Restore => ({
  id: 'restore-1',
  backup_id: LEDGER_BACKUP,
  status: 'SUCCESS',
  type: 'DATABASE',
  created_at: '2026-11-21T00:00:00Z',
  restore_opts: { new_db_name: NAME },
  ...change,
});

describe('whether a drill made a database', () => {
  test.each<[string, Restore | undefined, readonly Restore[], string[]]>([
    [
      'is proven by its restore',
      restore(),
      [restore(), restore({ id: 'r', restore_opts: {} })],
      [],
    ],
    ['is not without the restore', undefined, [], ['the destination has no restore "restore-1"']],
    [
      'is not by another type',
      restore({ type: 'TABLE' }),
      [],
      ['restore restore-1 is of type "TABLE"'],
    ],
    [
      'is not by another backup',
      restore({ backup_id: 'other' }),
      [],
      ['restore restore-1 is of another backup'],
    ],
    [
      'is not where the API leaves the name out',
      restore({ restore_opts: null }),
      [],
      ['restore restore-1 gave the name ""'],
    ],
    [
      'is not where another restore gave the same name',
      restore(),
      [restore(), restore({ id: 'restore-2' })],
      ['restore restore-2 gave that name too'],
    ],
  ])('%s', (_title, own, all, doubts) => {
    expect(doubtsOfDatabase(own, all, RECORDED)).toEqual(doubts);
  });
});

const CLUSTER = `/api/v1/clusters/${LEDGER_STAGING}`;

/** A destination with these databases and restores, and what is sent to it. */
function destination(names: readonly string[], restores: readonly Restore[]) {
  const [own] = restores.filter(({ id }) => id === 'restore-1');
  return fakeApi({
    [`GET ${CLUSTER}`]: { id: LEDGER_STAGING, name: 'ledger-staging', plan: 'ADVANCED' },
    [`GET ${CLUSTER}/restores/restore-1`]: own ?? refused('5'),
    [`GET ${CLUSTER}/restores`]: { restores },
    [`GET ${CLUSTER}/databases`]: {
      databases: ['defaultdb', ...names].map((name) => ({ name, table_count: '2' })),
    },
    [`DELETE ${CLUSTER}/databases/${NAME}`]: {},
  });
}

async function dropped(
  names: readonly string[],
  restores: readonly Restore[],
  recorded: Readonly<Record<string, string>> = RECORDED,
) {
  const api = destination(names, restores);
  const context = protocolContext(api, undefined);
  const end = await drillDatabase.drop?.(context, recorded);
  const sent = api.calls.filter((call) => call.startsWith('DELETE'));
  return { end, sent, said: context.said };
}

describe('the drop of a drill', () => {
  test('deletes the database that is proven to be its own, and no other', async () => {
    expect(await dropped(['ledger', NAME], [restore()])).toEqual({
      end: 'dropped',
      sent: [`DELETE ${CLUSTER}/databases/${NAME}`],
      said: [`dropped database "${NAME}"`],
    });
  });

  test.each<[string, readonly string[], readonly Restore[], object, string]>([
    ['one that is gone', ['ledger'], [restore()], RECORDED, 'gone'],
    ['one that is gone with its restore', [], [], RECORDED, 'gone'],
    ['what is not recorded', [NAME], [restore()], { job_id: 'restore-1' }, 'gone'],
    ['one without a restore', [NAME], [], RECORDED, 'left'],
    [
      'one of another name',
      ['ledger'],
      [restore()],
      { ...RECORDED, database_name: 'ledger' },
      'left',
    ],
  ])('deletes nothing of %s', async (_title, names, restores, recorded, end) => {
    const result = await dropped(names, restores, recorded as typeof RECORDED);
    expect([result.end, result.sent]).toEqual([end, []]);
  });

  test('waits for a restore that goes on: it would make the database afterwards', async () => {
    await expect(dropped([], [restore({ status: 'PENDING' })])).rejects.toThrow(
      `database "${NAME}" cannot be dropped while restore restore-1 is going on (PENDING)`,
    );
  });
});

test.each<[string[], number | undefined, boolean, string]>([
  [[NAME], undefined, true, '2 tables found, at least 1 expected'],
  [[NAME], 2, true, '2 tables found, at least 2 expected'],
  [[NAME], 3, false, '2 tables found, at least 3 expected'],
  [['ledger'], undefined, false, `the destination has no database "${NAME}"`],
])('contents of %j with at least %s tables: %s', async (names, minimumTables, passed, text) => {
  const context = protocolContext(destination(names, [restore()]), { minimumTables } as never);
  expect(await drillDatabase.drill?.contents(context, RECORDED)).toEqual({ passed, text });
});
