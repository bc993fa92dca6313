import { describeCluster } from '../../../src/cockroach/definition/describe-cluster';
import { describeMarks } from '../../../src/cockroach/definition/describe-marks';
import { describeTables } from '../../../src/cockroach/definition/describe-objects';
import { describeSettings } from '../../../src/cockroach/definition/describe-settings';
import {
  clusterRequests,
  tablesRequests,
} from '../../../src/cockroach/definition/restore-requests';
import { sqlUserPassword } from '../../../src/cockroach/definition/sql-user-password';
import { shownPath, type VendorRequest } from '../../../src/vendor/request';
import {
  LEDGER,
  LEDGER_STAGING,
  ORDERS,
  ORDERS_BACKUP,
  ORDERS_STAGING,
} from '../../support/cockroach';
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
function calls(requests: readonly VendorRequest[]): string[] {
  return requests.map(({ method, path, note = 'always' }) => {
    const shown = shownPath(path).replace(/^\/api\/v1\/clusters\/[^/]+/, '');
    return `${method} ${shown}: ${note}`;
  });
}

describe('what a review says is lost in a cluster restore', () => {
  const ofAnother = { ...cluster, destinationCluster: ORDERS_STAGING };
  const replaced =
    'SQL users, grants, zone configurations and further system tables are replaced by those of the backup';

  test('is every database, where they are wiped, and what the backup replaces', () => {
    const { headline, erases } = describeCluster(
      { ...ofAnother, wipeDestination: true },
      reviewContext(),
    );
    expect(headline).toBe(`replaces all of cluster \`${ORDERS_STAGING}\` with a backup`);
    expect(erases).toEqual([
      `every database of cluster \`${ORDERS_STAGING}\` is deleted before the restore (wipeDestination)`,
      `its ${replaced}`,
    ]);
  });

  test('is what the backup replaces, where a cluster that is used is refused', () => {
    expect(describeCluster(ofAnother, reviewContext()).erases).toEqual([
      `SQL users, grants, zone configurations and further system tables of cluster \`${ORDERS_STAGING}\` are replaced by those of the backup; the restore is refused while it holds databases or tables`,
    ]);
  });

  test('is what may be lost, where only Terraform knows wipeDestination', () => {
    const isUnknown = (path: string) => path === 'wipeDestination';
    const facts = describeCluster(ofAnother, reviewContext({ isUnknown }));
    expect(facts.erases).toEqual([
      `every database of cluster \`${ORDERS_STAGING}\` is deleted before the restore (wipeDestination), only if \`wipeDestination\` resolves to true`,
      `its ${replaced}`,
    ]);
    expect(facts.rerunErases).toBe(true);
    expect(calls(clusterRequests(ofAnother, reviewContext({ isUnknown })))[0]).toContain(
      'that exists, only if `wipeDestination` resolves to true;',
    );
  });

  test('names the source where it is restored into itself', () => {
    const { headline, erases } = describeCluster(
      { ...cluster, wipeDestination: true },
      reviewContext(),
    );
    expect(headline).toBe(`replaces all of cluster \`${ORDERS}\` with a backup of itself`);
    expect(erases).toEqual([
      `every database of cluster \`${ORDERS}\`, the source itself, is deleted before the restore (wipeDestination)`,
      `its ${replaced}`,
    ]);
  });
});

describe('the calls that a review lists', () => {
  test('are the wipe, which is not always sent, and then the restore', () => {
    expect(calls(clusterRequests({ ...cluster, wipeDestination: true }, reviewContext()))).toEqual([
      'DELETE /databases/{each database that exists}: sent before the restore, once for each database that exists; `system` stays, and `defaultdb` and `postgres` if they hold no tables',
      'POST /restores: always',
    ]);
    expect(calls(clusterRequests(cluster, reviewContext()))).toEqual(['POST /restores: always']);
  });

  test('are that of a database which createIntoDb creates, and then the restore', () => {
    const requests = tablesRequests(
      { ...tables, intoDb: 'audit', createIntoDb: true },
      reviewContext(),
    );
    expect(calls(requests)).toEqual([
      'POST /databases: sent before the restore, and only if the cluster has no database `audit`',
      'POST /restores: always',
    ]);
    expect(requests[0]?.body).toEqual({ name: 'audit' });
  });

  test('are that of a database too where only Terraform knows createIntoDb', () => {
    const isUnknown = (path: string) => path === 'createIntoDb';
    const requests = tablesRequests({ ...tables, intoDb: 'audit' }, reviewContext({ isUnknown }));
    expect(calls(requests)[0]).toBe(
      'POST /databases: sent before the restore, and only if the cluster has no database `audit` and `createIntoDb` resolves to true',
    );
  });

  test.each([
    ['no database is named', { createIntoDb: true }],
    ['it may not be created', { intoDb: 'audit' }],
  ])('are the restore alone where %s', (_title, change) => {
    const requests = tablesRequests({ ...tables, ...change }, reviewContext());
    expect(calls(requests)).toEqual(['POST /restores: always']);
  });
});

describe('the review of settings of backups', () => {
  const settings = { cluster: ORDERS, plan: 'STANDARD' as const };
  const full =
    '; when frequency or retention changes, the vendor takes a full backup at once, according to its guide';

  test.each([
    ['a frequency', { frequencyMinutes: 60 }, `a backup every \`60\` minutes${full}`],
    [
      'a retention',
      { retentionDays: 7 },
      `each new backup is kept \`7\` days, which the vendor allows to be set only once${full}`,
    ],
    ['the switch', { enabled: false }, 'managed backups are OFF'],
    ['nothing', {}, 'nothing is set'],
  ])('tells %s', (_title, change, contents) => {
    expect(describeSettings({ ...settings, ...change }, reviewContext()).contents).toBe(contents);
  });

  test('does not guess a switch of which only Terraform knows the position', () => {
    const enabled = 'known after apply (var.on)' as unknown as boolean;
    const isUnknown = (path: string) => path === 'enabled';
    const { contents, schedule } = describeSettings(
      { ...settings, enabled, retentionDays: 7 },
      reviewContext({ isUnknown }),
    );
    expect(contents).toContain('managed backups are on or off, `known after apply (var.on)`,');
    expect(schedule).toEqual({ keptDays: 7 });
  });

  test('has one cluster, and neither source nor backup', () => {
    const facts = describeSettings({ ...settings, enabled: true }, reviewContext());
    expect(facts).toMatchObject({ target: { kind: 'existing cluster', clusterId: ORDERS } });
    expect(facts).not.toHaveProperty('source');
    expect(facts).not.toHaveProperty('backup');
  });
});

test.each([
  ['there', [], 'existing cluster'],
  ['a cluster, which may not exist yet', ['destinationCluster', 'cluster'], 'cluster'],
])('a destination is called %s', (_title, unknown: string[], kind) => {
  const context = reviewContext({ isUnknown: (path) => unknown.includes(path) });
  expect(describeCluster(cluster, context).target.kind).toBe(kind);
  expect(describeTables(tables, context).target.kind).toBe(kind);
  expect(describeSettings({ cluster: ORDERS, plan: 'STANDARD' }, context).target.kind).toBe(kind);
});

describe('what follows a restore', () => {
  const after = { cluster: ORDERS_STAGING, restoreId: 'r', restore: 'stack/orders' };

  test.each<[string, object, string, string]>([
    [
      'labels and protection',
      { labelDestination: true, owner: 'orders', deletionProtection: true },
      'sets labels and deletion protection of the cluster that `stack/orders` restores',
      'label `owner` is `orders`, deletion protection is on; other labels are kept',
    ],
    [
      'protection that is switched off',
      { owner: 'orders', deletionProtection: false },
      'sets deletion protection of the cluster that `stack/orders` restores',
      'deletion protection is OFF; other labels are kept',
    ],
  ])('%s', (_title, marks, headline, contents) => {
    const facts = describeMarks({ ...after, ...marks }, reviewContext());
    expect(facts).toMatchObject({ action: 'configure', headline, contents, erases: [] });
  });

  test('a new password is announced, and which it is is not', () => {
    const declaration = { ...after, sqlUser: 'app' };
    expect(sqlUserPassword.describe?.(declaration, reviewContext())).toMatchObject({
      headline: 'gives SQL user `app` of the cluster that `stack/orders` restores a new password',
      rerunErases: false,
    });
    expect(sqlUserPassword.requests(declaration, {})).toMatchObject([
      { method: 'PUT', when: 'setting', body: { password: '{a new password}' } },
    ]);
    expect(JSON.stringify(sqlUserPassword.identity(declaration))).not.toContain('password');
  });
});
