import { App, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { cockroach, PasswordSink, RemovalPolicy, Rerun, zilliz } from '../../src';
import { refusalOf } from '../support/app';
import { cockroachClusterProps, ORDERS, restoredCockroach } from '../support/cockroach';
import { clusterProps, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';
import { catalogFile } from '../support/zilliz-catalog';

const NOTHING = undefined as never;
const zillizLines = (change: object) => refusalOf((stack) => restoredCluster(stack, change));
const cockroachLines = (change: object) => refusalOf((stack) => restoredCockroach(stack, change));

const NO_ZILLIZ_ID =
  '[stack/articles] backup.backupId: is missing; it must be a Zilliz Cloud backup id. Copy it from the list of backups; it looks like "backup11_0123456789abcde". [ZILLIZ_BACKUP_ID]';
const NO_COCKROACH_ID =
  '[stack/orders] backup.backupId: is missing; it must be the id of a managed backup, a UUID in lower case. Copy it from the list of backups: npx cluster-restore backups --cluster <cluster id>. [COCKROACH_BACKUP_ID]';

describe('a backup without an id is not the latest', () => {
  test('zilliz.Backup.fromId', () => {
    const backup = zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: NOTHING });
    expect(zillizLines({ backup })).toEqual([NO_ZILLIZ_ID]);
  });

  test('zilliz.Backup.fromCatalog', () => {
    const catalog = zilliz.Catalog.fromFile(catalogFile());
    const backup = zilliz.Backup.fromCatalog(catalog, NOTHING);
    expect(zillizLines({ backup })).toEqual([NO_ZILLIZ_ID]);
  });

  test('cockroach.Backup.fromId', () => {
    const backup = cockroach.Backup.fromId({ clusterId: ORDERS, backupId: NOTHING });
    expect(cockroachLines({ backup })).toEqual([NO_COCKROACH_ID]);
  });

  test('of a cluster that only Terraform knows', () => {
    const lines = refusalOf((stack) => {
      const clusterId = new TerraformVariable(stack, 'source', {}).stringValue;
      restoredCluster(stack, { backup: zilliz.Backup.fromId({ clusterId, backupId: NOTHING }) });
      restoredCockroach(stack, {
        backup: cockroach.Backup.fromId({ clusterId, backupId: NOTHING }),
      });
    });
    expect(lines).toEqual([NO_ZILLIZ_ID, NO_COCKROACH_ID]);
  });

  test('where validation is skipped, nothing is written', () => {
    const backup = zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: NOTHING });
    const stack = new TerraformStack(new App(), 'stack');
    restoredCluster(stack, { backup });
    expect(() => Testing.synth(stack)).toThrow(NO_ZILLIZ_ID);
  });
});

test.each([
  ['nothing', NOTHING, ''],
  ['an empty text', '', ', got ""'],
  ['spaces', '  ', ', got "  "'],
  ['a number', 5 as never, ', got 5'],
])('Rerun.onToken of %s is refused', (_title, token, got) => {
  const line = `rerun: needs a token that is not blank${got}. Give Rerun.onToken a date or a ticket number; a variable may be empty. `;
  const rerun = Rerun.onToken(token);
  expect(zillizLines({ rerun })).toEqual([`[stack/articles] ${line}[ZILLIZ_PROPS]`]);
  expect(cockroachLines({ rerun })).toEqual([`[stack/orders] ${line}[COCKROACH_PROPS]`]);
});

test('Rerun.onToken of a token that Terraform knows is accepted', () => {
  const lines = refusalOf((stack) => {
    const variable = new TerraformVariable(stack, 'ticket', {});
    restoredCluster(stack, { rerun: Rerun.onToken(variable.stringValue) });
  });
  expect(lines).toEqual([]);
});

const COMMAND =
  'Write it as ["vault", "kv", "put", "secret/staging", "password=-"]. [ZILLIZ_PROPS]';
const SINK =
  'needs a PasswordSink. Create it with PasswordSink.file, .command or .discard: the vendor shows the password once. [ZILLIZ_PROPS]';
const POLICY = 'must be RemovalPolicy.RETAIN or RemovalPolicy.DESTROY';

test.each<[object, string]>([
  [
    { rerun: {} },
    'rerun: must be a Rerun, got {}. Create it with Rerun, for example Rerun.whenBackupChanges, or leave the prop out. [ZILLIZ_PROPS]',
  ],
  [
    { removalPolicy: 'DESTROY' },
    `removalPolicy: ${POLICY}, got "DESTROY". Use a member of the enum. [ZILLIZ_PROPS]`,
  ],
  [
    { removalPolicy: Token.asString({ resolve: () => RemovalPolicy.DESTROY }) },
    'removalPolicy: must be known at synth. Give a member of RemovalPolicy: whether there is a step that drops depends on it. [ZILLIZ_PROPS]',
  ],
  [
    { timeoutMinutes: '60' },
    'timeoutMinutes: must be a number, got "60". Give the minutes that a restore may take; the default is 360. [ZILLIZ_PROPS]',
  ],
  [{ passwordSink: undefined }, `passwordSink: ${SINK}`],
  [{ passwordSink: null }, `passwordSink: ${SINK}`],
  [{ passwordSink: 'secrets/password' }, `passwordSink: ${SINK}`],
  [
    { passwordSink: PasswordSink.command('vault kv' as never) },
    `passwordSink: needs a command as a list of strings, got "vault kv". ${COMMAND}`,
  ],
  [
    { passwordSink: PasswordSink.command(['vault', 3 as never]) },
    `passwordSink: needs a command as a list of strings, got ["vault",3]. ${COMMAND}`,
  ],
  [
    { passwordSink: PasswordSink.command(Token.asList({ resolve: () => ['vault'] })) },
    'passwordSink: needs a command that is known at synth. Give the list itself; its strings may be tokens. [ZILLIZ_PROPS]',
  ],
  [
    { passwordSink: PasswordSink.command(['vault'], { timeoutSeconds: '5' as never }) },
    'passwordSink: needs a timeoutSeconds that is a number, got "5". The default is 60. [ZILLIZ_PROPS]',
  ],
  [
    { passwordSink: PasswordSink.command(['vault'], { timeoutSeconds: 3601 }) },
    'passwordSink: must give the command at most 3600 seconds, got 3601. The default is 60. [ZILLIZ_PROPS]',
  ],
  [
    { backup: undefined },
    'backup: is missing; it must be a Backup. Create it with a factory of Backup, such as Backup.fromId or Backup.latest. [ZILLIZ_PROPS]',
  ],
  [
    { backup: clusterProps().backup._reference() },
    'backup: must be a Backup, got "an object". Create it with a factory of Backup, such as Backup.fromId or Backup.latest. [ZILLIZ_PROPS]',
  ],
  [
    { clusterName: undefined },
    'clusterName: is missing; it must be a string. Give the restored cluster a name. [ZILLIZ_CLUSTER_NAME]',
  ],
  [
    { clusterName: 3 },
    'clusterName: must be a string, got 3. Give the restored cluster a name. [ZILLIZ_CLUSTER_NAME]',
  ],
  [
    { cmek: null },
    'cmek: must be an object with a kmsKeyArn, got null. Write it as { kmsKeyArn: "arn:aws:kms:…" }, or leave the prop out. [ZILLIZ_PROPS]',
  ],
  [
    { acknowledge: 'ZILLIZ_CATALOG' },
    'acknowledge: must be a list, got "ZILLIZ_CATALOG". Write it as { ruleId: "…", reason: "why the finding is accepted" }. [ZILLIZ_PROPS]',
  ],
  [
    { acknowledge: [{ ruleId: 'ZILLIZ_CATALOG' }] },
    'acknowledge[0]: must be a rule and a reason, both strings, got {"ruleId":"ZILLIZ_CATALOG"}. Write it as { ruleId: "…", reason: "why the finding is accepted" }. [ZILLIZ_PROPS]',
  ],
  [{ owner: 3 }, 'owner: must be a string, got 3. Give a value, or leave it out. [ZILLIZ_PROPS]'],
  [
    { backup: zilliz.Backup.fromCatalog(zilliz.Catalog.fromFile(NOTHING), 'backup11_0a1b') },
    'backup: the catalog has no path, got "". Give Backup.fromCatalog a Catalog, and Catalog.fromFile the path of its file. [ZILLIZ_CATALOG]',
  ],
])('%j is refused', (change, line) => {
  expect(zillizLines(change)).toEqual([`[stack/articles] ${line}`]);
});

const MAPPINGS = 'Write it as [{ dbName: "default" }], or leave the prop out. [ZILLIZ_PROPS]';

test.each<[unknown, string]>([
  [null, `collectionMappings: must be a list of mappings, got null. ${MAPPINGS}`],
  [{}, `collectionMappings: must be a list of mappings, got {}. ${MAPPINGS}`],
  [
    [null],
    'collectionMappings[0]: must be a mapping, got null. Write it as { dbName: "default", collectionName: "articles" }. [ZILLIZ_PROPS]',
  ],
])('collectionMappings %j are refused', (collectionMappings, line) => {
  const lines = refusalOf((stack) => {
    const { backup } = clusterProps();
    const props = { backup, targetCluster: SOURCE_CLUSTER, collectionMappings } as never;
    new zilliz.RestoredCollections(stack, 'articles', props);
  });
  expect(lines).toEqual([`[stack/articles] ${line}`]);
});

test('databases and tables that are missing are refused', () => {
  const lines = refusalOf((stack) => {
    const { backup, destinationCluster } = cockroachClusterProps();
    const props = { backup, destinationCluster, plan: cockroach.Plan.ADVANCED } as never;
    new cockroach.RestoredDatabases(stack, 'databases', props);
  });
  lines.push(
    ...refusalOf((stack) => {
      const { backup, destinationCluster } = cockroachClusterProps();
      const props = { backup, destinationCluster, plan: cockroach.Plan.ADVANCED } as never;
      new cockroach.RestoredTables(stack, 'tables', props);
    }),
  );
  expect(lines).toEqual([
    '[stack/databases] databases: is missing; it must be a list of names. Write it as ["orders"]. [COCKROACH_PROPS]',
    '[stack/tables] tables: is missing; it must be a list of tables. Write it as [{ database: "orders", schema: "public", table: "customers" }]. [COCKROACH_PROPS]',
  ]);
});

test('constructs without props say what is missing', () => {
  const lines = refusalOf((stack) => {
    new zilliz.RestoredCollections(stack, 'collections', NOTHING);
    new cockroach.BackupSettings(stack, 'settings', NOTHING);
  });
  expect(lines).toEqual([
    '[stack/collections] backup: is missing; it must be a Backup. Create it with a factory of Backup, such as Backup.fromId or Backup.latest. [ZILLIZ_PROPS]',
    '[stack/collections] targetCluster: is missing; it must be a Zilliz Cloud cluster id. Copy it from the cluster details; it looks like "in01-0123456789abcde". [ZILLIZ_CLUSTER_ID]',
    '[stack/settings] cluster: is missing; it must be the id of a CockroachDB Cloud cluster, a UUID in lower case. Copy it from the address of the cluster in the Cloud Console, after /cluster/. [COCKROACH_CLUSTER_ID]',
    '[stack/settings] plan: is missing; it must be "BASIC" or "STANDARD" or "ADVANCED". Use a member of the enum. [COCKROACH_PROPS]',
    '[stack/settings] has no setting. Set frequencyMinutes, retentionDays or enabled. [COCKROACH_BACKUP_SETTINGS]',
  ]);
});

describe('a prop that the construct does not have is not lost in silence', () => {
  const line = (at: string, prop: string, id: string, fix = 'Remove it or correct its spelling') =>
    `[stack/${at}] ${prop}: is not a prop of this construct. ${fix}. [${id}]`;

  test('of a cluster of Zilliz Cloud', () => {
    expect(zillizLines({ removalPolcy: RemovalPolicy.DESTROY })).toEqual([
      line('articles', 'removalPolcy', 'ZILLIZ_PROPS', 'Use removalPolicy, or remove it'),
    ]);
  });

  test('of a restore that creates nothing which could be dropped', () => {
    expect(cockroachLines({ removalPolicy: RemovalPolicy.DESTROY })).toEqual([
      line('orders', 'removalPolicy', 'COCKROACH_PROPS'),
    ]);
  });

  test('of settings, of which each has its type', () => {
    const lines = refusalOf((stack) => {
      new cockroach.BackupSettings(stack, 'schedule', {
        cluster: ORDERS,
        plan: cockroach.Plan.STANDARD,
        frequencyMinutes: 60,
        detectDrift: 'no' as never,
        owner: 'team-orders',
      } as cockroach.BackupSettingsProps);
    });
    expect(lines).toEqual([
      line('schedule', 'owner', 'COCKROACH_PROPS'),
      '[stack/schedule] detectDrift: must be true or false, got "no". Give a boolean: the step is written from it. [COCKROACH_PROPS]',
    ]);
  });

  test('one that is undefined is not given', () => {
    expect(zillizLines({ removalPolcy: undefined })).toEqual([]);
  });
});
