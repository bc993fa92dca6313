import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  ClonedEnvironment,
  type ClonedEnvironmentProps,
  cockroach,
  Expiry,
  PasswordSink,
  RemovalPolicy,
  RestorePlan,
  zilliz,
} from '../../src';
import { refusalOf, synthesised } from '../support/app';
import { LEDGER, LEDGER_BACKUP, LEDGER_STAGING } from '../support/cockroach';
import { BACKUP, clusterProps, SOURCE_CLUSTER } from '../support/zilliz';

function environment(
  scope: Construct,
  change: Partial<ClonedEnvironmentProps> = {},
  id = 'pr-12',
): ClonedEnvironment {
  return new ClonedEnvironment(scope, id, {
    owner: 'team-search',
    dataClass: 'customer data',
    expires: Expiry.on('2099-12-31'),
    passwordSink: PasswordSink.file('secrets/{environment}/{member}.password'),
    ...change,
  });
}

/** The props of a cluster that leave to an environment what it decides. */
function memberProps(change: Partial<zilliz.RestoredClusterProps> = {}) {
  const { passwordSink: _sink, removalPolicy: _policy, ...props } = clusterProps();
  return { ...props, clusterName: 'search', ...change };
}

function search(scope: Construct, change: Partial<zilliz.RestoredClusterProps> = {}) {
  return new zilliz.RestoredCluster(scope, 'search', memberProps(change));
}

function ledger(scope: Construct, change: Partial<cockroach.RestoredDatabasesProps> = {}) {
  return new cockroach.RestoredDatabases(scope, 'ledger', {
    backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
    destinationCluster: LEDGER_STAGING,
    plan: cockroach.Plan.ADVANCED,
    databases: ['ledger'],
    ...change,
  });
}

function articles(scope: Construct, change: Partial<zilliz.RestoredCollectionsProps>) {
  return new zilliz.RestoredCollections(scope, 'articles', {
    backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
    targetCluster: SOURCE_CLUSTER,
    collectionMappings: [
      { dbName: 'default', collectionName: 'medium_articles' },
      { dbName: 'analytics', destDbName: 'copy' },
    ],
    ...change,
  });
}

interface Spec {
  readonly path: string;
  readonly declaration: Readonly<Record<string, unknown>>;
  readonly about: Readonly<Record<string, string>>;
  readonly removalPolicy: string;
  readonly passwordSink: unknown;
  readonly dependsOn?: readonly string[];
}

interface Written {
  readonly output: Record<string, { value: unknown }>;
  readonly resource: {
    readonly null_resource: Record<
      string,
      { readonly provisioner?: { 'local-exec': { environment: Record<string, string> } }[] }
    >;
  };
}

function written(build: (stack: TerraformStack) => void) {
  const folder = synthesised(build);
  const json = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as Written;
  const specs = Object.values(json.resource.null_resource)
    .map(({ provisioner }) => provisioner?.[0]?.['local-exec'].environment.CLUSTER_RESTORE_SPEC)
    .filter((text) => text?.includes('"step":"submit"'))
    .map((text) => JSON.parse(text ?? '') as Spec);
  return { folder, json, specs: new Map(specs.map((spec) => [spec.path, spec])) };
}

const lines = (build: (stack: TerraformStack) => void) => refusalOf(build);

describe('a member', () => {
  const { json, specs } = written((stack) => {
    const pr = environment(stack, { expires: Expiry.on('2099-12-31', { reason: 'load test' }) });
    const cluster = search(pr);
    articles(pr, { targetCluster: cluster.clusterId, dataClass: 'public' });
    ledger(pr);
    new TerraformOutput(stack, 'pr', { value: pr.outputs });
  });
  const of = (member: string) => specs.get(`stack/pr-12/${member}`);

  test('takes owner, data class, end and its reason from the environment', () => {
    expect(of('search')?.about).toEqual({
      owner: 'team-search',
      dataClass: 'customer data',
      expiresOn: '2099-12-31',
      environment: 'pr-12',
      expiryReason: 'load test',
    });
  });

  test('may state a data class of its own', () => {
    expect(of('articles')?.about.dataClass).toBe('public');
  });

  test('is dropped by a destroy', () => {
    expect(of('search')?.removalPolicy).toBe('destroy');
  });

  test('hands its password to the sink of the environment, under its own name', () => {
    const path = 'secrets/pr-12/search.password';
    expect(of('search')?.passwordSink).toEqual({ kind: 'file', path });
  });

  test('creates under a name that ends with that of the environment', () => {
    expect(of('search')?.declaration.clusterName).toBe('search-pr-12');
    expect(of('ledger')?.declaration.newDbName).toBe('ledger_pr_12');
  });

  test('leaves the names in a cluster of the environment as they are', () => {
    expect(of('articles')?.declaration.collectionMappings).toEqual([
      { dbName: 'default', collectionName: 'medium_articles' },
      { dbName: 'analytics', destDbName: 'copy' },
    ]);
  });

  test('gives out what is known at its end, in one map', () => {
    const { value } = json.output.pr as { value: Record<string, Record<string, string>> };
    expect(Object.keys(value)).toEqual(['articles', 'ledger', 'search']);
    expect(Object.keys(value.search ?? {})).toEqual([
      'backup_id',
      'cluster_id',
      'connect_address',
      'username',
    ]);
    expect(value.ledger?.cluster_id).toMatch(
      /^\$\{null_resource\.pr-12_ledger_restored_\w+\.triggers\.destination_cluster_id\}$/,
    );
  });
});

describe('names', () => {
  test('in a cluster that is not of the environment end with its name', () => {
    const { specs } = written((stack) => articles(environment(stack), {}));
    expect(specs.get('stack/pr-12/articles')?.declaration.collectionMappings).toEqual([
      {
        dbName: 'default',
        collectionName: 'medium_articles',
        destCollectionName: 'medium_articles_pr_12',
      },
      { dbName: 'analytics', destDbName: 'copy_pr_12' },
    ]);
  });

  test('of tables are those of a database that the environment has for itself', () => {
    const tables = [{ database: 'ledger', schema: 'public', table: 'entries' }];
    const { specs } = written((stack) => {
      const backup = cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP });
      const target = { destinationCluster: LEDGER_STAGING, plan: cockroach.Plan.ADVANCED };
      const into = { intoDb: 'review', createIntoDb: true };
      const props = { backup, ...target, tables, ...into };
      new cockroach.RestoredTables(environment(stack), 'entries', props);
    });
    expect(specs.get('stack/pr-12/entries')?.declaration.intoDb).toBe('review_pr_12');
  });

  test('that cannot be made those of an environment are refused', () => {
    expect(
      lines((stack) => {
        const pr = environment(stack);
        articles(pr, { targetCluster: 'in01-0a1b2c3d4e5f678', collectionMappings: undefined });
        ledger(pr, { databases: ['ledger', 'audit'] });
      }),
    ).toEqual([
      '[stack/pr-12/articles] collectionMappings: must list the collections: cluster in01-0a1b2c3d4e5f678 is not one of environment "pr-12", and they get its name there. List them, or restore into a cluster of the environment. [ZILLIZ_PROPS]',
      '[stack/pr-12/ledger] databases: must be one database in environment "pr-12": it gets its own name, and one restore renames one database, got ["ledger","audit"]. Declare a restore for each. [COCKROACH_PROPS]',
    ]);
  });

  test('of two environments never meet', () => {
    expect(
      lines((stack) => {
        search(environment(stack));
        search(environment(stack, {}, 'pr-13'));
      }),
    ).toEqual([]);
  });
});

test('sequential members wait for the one before, and keep their own dependsOn', () => {
  const { specs } = written((stack) => {
    const pr = environment(stack, { sequential: true });
    const first = search(pr);
    ledger(pr, { dependsOn: [first] });
  });
  const restored = expect.stringMatching(/^null_resource\.pr-12_search_restored_\w+$/);
  expect(specs.get('stack/pr-12/search')?.dependsOn).toBeUndefined();
  expect(specs.get('stack/pr-12/ledger')?.dependsOn).toEqual([restored, restored]);
});

test('every problem is told at once, each in a line', () => {
  expect(
    lines((stack) => {
      const pr = new ClonedEnvironment(stack, 'PR 12', { passwordSink: 'secrets' } as never);
      search(pr, {
        removalPolicy: RemovalPolicy.RETAIN,
        owner: 'somebody',
        expiresOn: '2099-01-01',
        passwordSink: PasswordSink.discard(),
      });
      environment(stack);
      search(environment(stack, { name: 'pr-12', owner: ' ' }, 'again'));
      search(environment(environment(stack, {}, 'outer'), {}, 'inner'));
    }),
  ).toEqual([
    '[stack/PR 12] name: must be 1 to 30 lower-case letters, digits and hyphens, with a letter or digit at both ends, got "PR 12". Choose a name such as "pr-12". [ENVIRONMENT]',
    '[stack/PR 12] owner: is missing; it must be a string. Give the team or the person. [ENVIRONMENT]',
    '[stack/PR 12] dataClass: is missing; it must be a string. Give it, for example "public". [ENVIRONMENT]',
    '[stack/PR 12] expires: is missing; it must be an Expiry. Write it as Expiry.on("2026-12-31") or Expiry.daysAfter("2026-12-01", 14). [ENVIRONMENT]',
    '[stack/PR 12] passwordSink: needs a PasswordSink. Create it with PasswordSink.file, .command or .discard: the vendor shows the password once. [ENVIRONMENT]',
    '[stack/PR 12/search] owner: is that of environment "PR 12", got "somebody". Leave it out, or move the restore out of the environment. [ZILLIZ_PROPS]',
    '[stack/PR 12/search] expiresOn: is that of environment "PR 12", got "2099-01-01". Leave it out, or move the restore out of the environment. [ZILLIZ_PROPS]',
    '[stack/PR 12/search] removalPolicy: must be RemovalPolicy.DESTROY in environment "PR 12", which is destroyed as a whole, got "retain". Leave it out, or move the restore out of the environment. [ZILLIZ_PROPS]',
    '[stack/PR 12/search] clusterName: may contain only letters, digits and hyphens, and must not be empty, got "search-PR 12". Choose a name such as "staging-2". [ZILLIZ_CLUSTER_NAME]',
    '[stack/pr-12] must have a member. Declare a restore with the environment as its scope. [ENVIRONMENT]',
    '[stack/again] name: must be unique in the app, but stack/pr-12 has it, got "pr-12". Choose a name such as "pr-12". [ENVIRONMENT]',
    '[stack/again] owner: must not be blank, got " ". Give the team or the person. [ENVIRONMENT]',
    '[stack/outer] must have a member. Declare a restore with the environment as its scope. [ENVIRONMENT]',
    '[stack/outer/inner] must not be in another environment. Give it another scope. [ENVIRONMENT]',
  ]);
});

describe('the end', () => {
  test.each([
    ['a day that does not exist', Expiry.on('2026-02-30'), 'must be a date, got "2026-02-30"'],
    ['no day', Expiry.on(12 as never), 'must be a date, got 12'],
    [
      'half a day',
      Expiry.daysAfter('2026-12-01', 0.5),
      'must be 1 to 3650 whole days after the date, got 0.5',
    ],
    [
      'no days',
      Expiry.daysAfter('2026-12-01', 0),
      'must be 1 to 3650 whole days after the date, got 0',
    ],
    [
      'too many days',
      Expiry.daysAfter('2026-12-01', 3651),
      'must be 1 to 3650 whole days after the date, got 3651',
    ],
    [
      'a blank reason',
      Expiry.on('2026-12-01', { reason: ' ' }),
      'must have a reason that is not blank, or none, got " "',
    ],
    ['a string', '2026-12-01' as never, 'must be an Expiry, got "2026-12-01"'],
  ])('%s is refused', (_title, expires, line) => {
    const [first, ...others] = lines((stack) => search(environment(stack, { expires })));
    expect(first).toBe(
      `[stack/pr-12] expires: ${line}. Write it as Expiry.on("2026-12-31") or Expiry.daysAfter("2026-12-01", 14). [ENVIRONMENT]`,
    );
    expect(others).toEqual([]);
  });

  test.each([
    ['one day', 1, '2026-03-01'],
    ['across a year', 307, '2027-01-01'],
    ['the most', 3650, '2036-02-26'],
  ])('is counted in days from a date: %s', (_title, days, date) => {
    expect(Expiry.daysAfter('2026-02-28', days).date).toBe(date);
  });

  test('that has passed is a warning of synth, and everything is written', () => {
    const expires = Expiry.on('2026-11-01');
    const { folder, specs } = written((stack) => search(environment(stack, { expires })));
    expect(specs.size).toBe(1);
    const manifest = readFileSync(join(folder, '..', '..', 'manifest.json'), 'utf8');
    expect(JSON.parse(manifest).stacks.stack.annotations).toEqual([
      {
        constructPath: 'stack/pr-12',
        level: '@cdktf/warn',
        message:
          'environment "pr-12" of team-search expired on 2026-11-01. cluster-restore check prints the command that destroys it; to keep it, extend it with a reason.',
      },
    ]);
  });
});

test('the review of an app knows the environment of a restore', () => {
  let plan: RestorePlan | undefined;
  synthesised((stack) => {
    search(environment(stack));
    plan = RestorePlan.of(stack, { now: '2026-11-29' });
  });
  const [restore] = (JSON.parse(plan?.toJson() ?? '') as { restores: { about: object }[] })
    .restores;
  expect(restore?.about).toEqual({
    owner: 'team-search',
    dataClass: 'customer data',
    expiresOn: '2099-12-31',
    environment: 'pr-12',
    isOver: false,
  });
});
