import { drillDatabase } from '../../../src/cockroach/protocol/drill';
import { LEDGER_BACKUP, LEDGER_STAGING } from '../../support/cockroach';
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
