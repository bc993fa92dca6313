import { cockroach } from '../../../src';
import { dataLoss } from '../../../src/cockroach/rules/data-loss';
import { destination } from '../../../src/cockroach/rules/destination';
import { wipeFit } from '../../../src/cockroach/rules/wipe-fit';
import { LEDGER, ORDERS, ORDERS_STAGING, SANDBOX, SANDBOX_BACKUP } from '../../support/cockroach';
import { found, ofCluster, ofDatabases, ofTables, unknownText } from '../support';

const { Backup, Plan } = cockroach;

test('a declaration that is right in every respect is accepted, of each type', () => {
  expect([ofCluster(), ofDatabases(), ofTables()]).toEqual([[], [], []]);
});

describe('COCKROACH_CLUSTER_ID', () => {
  const rest =
    'must be the id of a CockroachDB Cloud cluster, a UUID in lower case, got "orders-staging". Copy it from the address of the cluster in the Cloud Console, after /cluster/. [COCKROACH_CLUSTER_ID]';

  test('rejects the name of a cluster', () => {
    expect(ofCluster({ destinationCluster: 'orders-staging' })).toEqual([
      `destinationCluster: ${rest}`,
    ]);
  });

  test('rejects it as the source', () => {
    const backup = Backup.fromId({ clusterId: 'orders-staging', backupId: SANDBOX_BACKUP });
    expect(ofCluster({ backup })).toEqual([`backup.clusterId: ${rest}`]);
  });

  test.each([
    ['upper case', ORDERS.toUpperCase()],
    ['a digit too few', ORDERS.slice(1)],
    ['a digit too many', `${ORDERS}0`],
    ['a line break behind it', `${ORDERS}\n`],
    ['nothing', ''],
  ])('rejects %s', (_title, clusterId) => {
    const [line] = ofDatabases({ destinationCluster: clusterId });
    expect(line).toContain('[COCKROACH_CLUSTER_ID]');
  });
});

describe('COCKROACH_BACKUP_ID', () => {
  test('rejects an id that is not a UUID', () => {
    const backup = Backup.fromId({ clusterId: ORDERS, backupId: 'backup11_0f5d2c9' });
    expect(ofCluster({ backup })).toEqual([
      'backup.backupId: must be the id of a managed backup, a UUID in lower case, got "backup11_0f5d2c9". Copy it from the list of backups: npx cluster-restore backups --cluster <cluster id>. [COCKROACH_BACKUP_ID]',
    ]);
  });

  test('leaves a token to the runner', () => {
    const lines = ofCluster((scope) => ({
      backup: Backup.fromId({ clusterId: ORDERS, backupId: unknownText(scope) }),
    }));
    expect(lines).toEqual([]);
  });
});

describe('COCKROACH_DATA_LOSS', () => {
  const problem =
    'acknowledgeDataLoss: must repeat the id of the destination cluster: the restore erases all of its data, and the cluster is unavailable until it ends';

  test('rejects the id of another cluster', () => {
    expect(ofCluster({ acknowledgeDataLoss: ORDERS })).toEqual([
      `${problem}, got "${ORDERS}". Type "${ORDERS_STAGING}" if that is what you want. [COCKROACH_DATA_LOSS]`,
    ]);
  });

  test.each(['', 'yes', ` ${ORDERS_STAGING}`, ORDERS_STAGING.toUpperCase()])(
    'rejects %j',
    (acknowledgeDataLoss) => {
      const [line] = ofCluster({ acknowledgeDataLoss });
      expect(line).toContain(problem);
    },
  );

  test('rejects none, which only programs without types can leave out', () => {
    const acknowledgeDataLoss = undefined as unknown as string;
    expect(ofCluster({ acknowledgeDataLoss })).toEqual([
      'acknowledgeDataLoss: is missing; it must repeat the id of the destination cluster: the restore erases all of its data. Type the id of destinationCluster a second time, if that is what you want. [COCKROACH_DATA_LOSS]',
    ]);
  });

  test('leaves a token to the runner, and says so in the review', () => {
    expect(ofCluster((scope) => ({ acknowledgeDataLoss: unknownText(scope) }))).toEqual([]);
    const declaration = { destinationCluster: ORDERS };
    expect(found(dataLoss, declaration, ['acknowledgeDataLoss'])).toEqual([
      expect.objectContaining({ severity: 'unchecked', ruleId: 'COCKROACH_DATA_LOSS' }),
    ]);
  });
});

describe('COCKROACH_RESTORE_TYPE', () => {
  const line = (plan: string) =>
    `plan: must be "ADVANCED" to restore databases or tables, got "${plan}". Restore the whole cluster with RestoredCluster, or from an Advanced cluster. [COCKROACH_RESTORE_TYPE]`;

  test.each([Plan.BASIC, Plan.STANDARD])('rejects databases and tables on %s', (plan) => {
    const backup = Backup.fromId({ clusterId: ORDERS_STAGING, backupId: SANDBOX_BACKUP });
    const props = { plan, backup, destinationCluster: ORDERS_STAGING };
    expect(ofDatabases(props)).toEqual([line(plan)]);
    expect(ofTables(props)).toEqual([line(plan)]);
  });

  test.each([Plan.STANDARD, Plan.ADVANCED])('accepts a cluster on %s', (plan) => {
    expect(ofCluster({ plan })).toEqual([]);
  });
});

describe('COCKROACH_DESTINATION', () => {
  const basic = {
    plan: Plan.BASIC,
    backup: Backup.fromId({ clusterId: SANDBOX, backupId: SANDBOX_BACKUP }),
  };

  test('warns of another cluster on BASIC, about which the vendor’s pages differ', () => {
    expect(ofCluster(basic)).toEqual([]);
    const declaration = {
      backup: { clusterId: SANDBOX, backupId: SANDBOX_BACKUP },
      destinationCluster: ORDERS_STAGING,
      plan: Plan.BASIC,
    };
    expect(found(destination, declaration)).toMatchObject([
      {
        severity: 'warning',
        path: 'destinationCluster',
        problem: 'is not the cluster that was backed up, which BASIC may not allow',
        got: ORDERS_STAGING,
      },
    ]);
  });

  test('accepts the cluster itself on BASIC, and another one elsewhere', () => {
    const itself = { destinationCluster: SANDBOX, acknowledgeDataLoss: SANDBOX };
    expect(ofCluster({ ...basic, ...itself })).toEqual([]);
    expect(ofCluster({ plan: Plan.STANDARD })).toEqual([]);
  });

  test('leaves a token to the runner', () => {
    const unknown = (scope: Parameters<typeof unknownText>[0]) => ({
      ...basic,
      destinationCluster: unknownText(scope),
    });
    expect(ofCluster(unknown)).toEqual([]);
  });
});

describe('COCKROACH_LOCALITIES', () => {
  test('rejects skipLocalitiesCheck on STANDARD', () => {
    expect(ofCluster({ skipLocalitiesCheck: true })).toEqual([
      'skipLocalitiesCheck: is not supported on STANDARD, got true. Leave it out, and restore to a cluster with the regions of the backup. [COCKROACH_LOCALITIES]',
    ]);
  });

  test('accepts it on ADVANCED, and false anywhere', () => {
    expect(ofCluster({ skipLocalitiesCheck: true, plan: Plan.ADVANCED })).toEqual([]);
    expect(ofCluster({ skipLocalitiesCheck: false })).toEqual([]);
  });
});

describe('COCKROACH_PROPS', () => {
  test('rejects values of the wrong type, all at once', () => {
    const wrong = { wipeDestination: 'yes', plan: 'SERVERLESS', destinationVersion: '25.4' };
    expect(ofCluster(wrong as unknown as Partial<cockroach.RestoredClusterProps>)).toEqual([
      'plan: must be "BASIC" or "STANDARD" or "ADVANCED", got "SERVERLESS". Use a member of the enum. [COCKROACH_PROPS]',
      'destinationVersion: must be a CockroachDB version, got "25.4". Write it like "v25.4" or "v25.4.2". [COCKROACH_PROPS]',
      'wipeDestination: must be true or false, got "yes". Give a boolean. [COCKROACH_PROPS]',
    ]);
  });
});

test('a value with a template in it stays what it is', () => {
  const template = ['$', '{evil}'].join('');
  const [line] = ofDatabases({ databases: [LEDGER, template, template] });
  expect(line).toContain(`got ${JSON.stringify(template)}`);
});

describe('COCKROACH_WIPE_FIT', () => {
  const declaration = {
    backup: { clusterId: ORDERS, backupId: SANDBOX_BACKUP },
    destinationCluster: ORDERS_STAGING,
    wipeDestination: true,
  };

  test('says that a wipe of another cluster is compared by the runner, also where its switch is a token', () => {
    const finding = { severity: 'unchecked', path: 'wipeDestination' };
    expect(found(wipeFit, declaration)).toMatchObject([finding]);
    const open = { ...declaration, wipeDestination: undefined };
    expect(found(wipeFit, open, ['wipeDestination'])).toMatchObject([finding]);
  });

  test('says nothing without a wipe, or where the cluster is restored into itself', () => {
    expect(found(wipeFit, { ...declaration, wipeDestination: false })).toEqual([]);
    expect(found(wipeFit, { ...declaration, destinationCluster: ORDERS })).toEqual([]);
  });
});
