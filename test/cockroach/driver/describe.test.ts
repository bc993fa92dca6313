import { describeCluster } from '../../../src/cockroach/driver/describe-cluster';
import { describeTables } from '../../../src/cockroach/driver/describe-objects';
import { LEDGER, LEDGER_STAGING, ORDERS, ORDERS_BACKUP } from '../../support/cockroach';
import { reviewContext } from '../../support/review';

const cluster = {
  backup: { clusterId: ORDERS, backupId: ORDERS_BACKUP },
  destinationCluster: ORDERS,
  plan: 'STANDARD' as const,
  acknowledgeDataLoss: ORDERS,
};
const tables = {
  backup: { clusterId: LEDGER, backupId: ORDERS_BACKUP },
  destinationCluster: LEDGER_STAGING,
  plan: 'ADVANCED' as const,
  tables: [{ database: 'ledger', schema: 'public', table: 'entries' }],
};

/** The calls of a review, each as `METHOD path: note`. */
function calls({ requests }: ReturnType<typeof describeCluster>): string[] {
  return requests.map(({ method, url, note = 'always' }) => {
    const path = url.replace(/^https:\/\/cockroachlabs\.cloud\/api\/v1\/clusters\/[^/]+/, '');
    return `${method} ${path}: ${note}`;
  });
}

describe('the calls that a review lists', () => {
  test('are the wipe, which is not always sent, and then the restore', () => {
    expect(calls(describeCluster({ ...cluster, wipeDestination: true }, reviewContext()))).toEqual([
      'DELETE /databases/{each database that is there}: sent before the restore, once for each database that is there; `system` stays, and `defaultdb` and `postgres` where they hold no tables',
      'POST /restores: always',
    ]);
    expect(calls(describeCluster(cluster, reviewContext()))).toEqual(['POST /restores: always']);
  });

  test('are that of a database which createIntoDb creates, and then the restore', () => {
    const facts = describeTables(
      { ...tables, intoDb: 'audit', createIntoDb: true },
      reviewContext(),
    );
    expect(calls(facts)).toEqual([
      'POST /databases: sent before the restore, and only where the cluster has no database `audit`',
      'POST /restores: always',
    ]);
    expect(facts.requests[0]?.body).toEqual({ name: 'audit' });
  });

  test.each([
    ['no database is named', { createIntoDb: true }],
    ['it may not be created', { intoDb: 'audit' }],
  ])('are the restore alone where %s', (_title, change) => {
    const facts = describeTables({ ...tables, ...change }, reviewContext());
    expect(calls(facts)).toEqual(['POST /restores: always']);
  });
});
