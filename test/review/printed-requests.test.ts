import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { cockroach, PasswordSink, RemovalPolicy, zilliz } from '../../src';
import { planOf } from '../../src/review/model/plan';
import { readSource } from '../../src/review/read/source';
import { renderPlan } from '../../src/review/render';
import {
  cockroachSeed,
  type Seed,
  Simulator,
  SteppingClock,
  zillizSeed,
} from '../../src/simulator';
import { isSafeSegment } from '../../src/vendor/request';
import { synthesised } from '../support/app';
import {
  COCKROACH_KEY,
  LEDGER,
  LEDGER_STAGING,
  ORDERS,
  ORDERS_STAGING,
} from '../support/cockroach';
import { runStep } from '../support/runner';
import { newFolder } from '../support/terraform';
import { type Tapped, WireTap } from '../support/wire-tap';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT, ZILLIZ_KEY } from '../support/zilliz';

const RUNS = 16;
const ID = 'articles';

/** What the review prints of a request. */
interface Printed {
  readonly method: string;
  readonly url: string;
  readonly body?: object;
}

/** One generated restore, the world in which it runs, and what the placeholders of the review come to be in it. */
interface Case {
  readonly build: (stack: TerraformStack) => void;
  readonly seed?: Partial<Seed>;
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  /** What each database of the backup holds. */
  readonly contents?: Readonly<Record<string, readonly string[]>>;
  /** Whether the cluster is dropped in the end. */
  readonly drops?: boolean;
}

const clock = () => new SteppingClock(new Date());

/** What the review prints: the JSON of `plan --format json`. */
function printed(folder: string): Printed[] {
  const source = readSource(join(folder, '..', '..'), '/');
  if (source.kind !== 'output') throw new Error('not an output of synth');
  const text = renderPlan(planOf(source.output, new Date()), 'json', {} as never);
  const [restore] = (JSON.parse(text) as { restores: { requests: Printed[] }[] }).restores;
  return restore?.requests ?? [];
}

/** A backup that is chosen or made when the restore is submitted, whichever it is. */
const CHOSEN = /^the (latest|newest) backup|^the backup that is made first$/;
const CHOSEN_BACKUP = 'the chosen backup';

/** A printed request as the line and the body that must arrive; one for each value of a placeholder in its URL. */
function expected(
  { method, url, body }: Printed,
  placeholders: Case['placeholders'] = {},
  contents: Case['contents'] = {},
) {
  const path = url.replace(/^https:\/\/[^/]+/, '');
  const name = /\{([^}]+)\}/.exec(path)?.[1];
  const paths =
    name === undefined
      ? [path]
      : (placeholders[CHOSEN.test(name) ? CHOSEN_BACKUP : name] ?? []).map((value) =>
          path.replace(`{${name}}`, () => encodeURIComponent(value)),
        );
  const text = body === undefined ? '' : JSON.stringify(body);
  const [chosen = ''] = placeholders[CHOSEN_BACKUP] ?? [];
  const [unique = ''] = placeholders[UNIQUE] ?? [];
  const bodies = wholeDatabases(body, text, contents);
  return paths.flatMap((one) =>
    bodies.map((sent) => ({
      method,
      url: one,
      body: sent
        .replace(/\{the (latest|newest) backup[^}]*\}/, () => chosen)
        .replace(UNIQUE, () => unique),
    })),
  );
}

/** Two states of one app differ in it, so no review knows it. */
const UNIQUE = '<hash of the restore>';
const EACH = '"{each collection of the database}"';

/** The body of one call, or one for each collection of a database that is restored as a whole. */
function wholeDatabases(
  body: Printed['body'],
  text: string,
  contents: Readonly<Record<string, readonly string[]>>,
): string[] {
  const { dbCollections } = (body ?? {}) as { dbCollections?: { dbName: string }[] };
  if (!text.includes(EACH)) return [text];
  const names = contents[dbCollections?.[0]?.dbName ?? ''] ?? [];
  return names.map((one) => text.replace(EACH, () => JSON.stringify(one)));
}

/** Synthesises, reviews, runs the built runner, and compares what is printed with what arrives. */
async function compare({
  build,
  seed,
  placeholders,
  contents,
  drops = false,
}: Case): Promise<void> {
  const folder = synthesised(build, newFolder('printed'));
  const simulator = await Simulator.start({ clock: clock(), ...(seed && { seed }) });
  const tap = await WireTap.before(simulator.url);
  try {
    const requests = printed(folder);
    const environment = {
      ...{ ZILLIZ_API_KEY: ZILLIZ_KEY, ZILLIZ_BASE_URL: tap.url },
      ...{ COCKROACH_API_KEY: COCKROACH_KEY, COCKROACH_SERVER: tap.url },
      CLUSTER_RESTORE_POLL_SECONDS: '0',
    };
    const run = (step: Parameters<typeof runStep>[1], values?: Record<string, string>) =>
      runStep(folder, step, environment, values, ID);
    const isSetting = requests.some(({ method }) => method === 'PATCH');
    const end = await run(isSetting ? 'settings' : 'submit');
    expect(end).toMatchObject({ code: 0, stderr: '' });
    const facts = isSetting ? {} : recorded(folder);
    if (drops) {
      const dropped = await run('submitted', variablesOf(facts));
      expect(dropped).toMatchObject({ code: 0, stderr: '' });
    }
    const known = {
      'the cluster that this restore created': drops ? [facts.cluster_id ?? ''] : [],
      [CHOSEN_BACKUP]: [facts.backup_id ?? ''],
      [UNIQUE]: [/[0-9a-f]{8}$/.exec(facts.cluster_name ?? '')?.[0] ?? ''],
      ...placeholders,
    };
    const sent = tap.requests.filter(({ method }) => method !== 'GET');
    expect(inOrder(sent)).toEqual(
      inOrder(requests.flatMap((one) => expected(one, known, contents))),
    );
    expect(sent.length).toBeGreaterThan(0);
  } finally {
    tap.close();
    await simulator.stop();
  }
}

/** A wipe goes through the databases in the order of the API, which no review knows. */
function inOrder(requests: readonly Tapped[]): Tapped[] {
  const first = requests.findIndex(({ method }) => method !== 'DELETE');
  const wiped = requests.slice(0, first).sort((one, other) => (one.url < other.url ? -1 : 1));
  return [...wiped, ...requests.slice(first)];
}

/** What `submit` left for Terraform's state. */
function recorded(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, '.cluster-restore', ID, 'submitted-1.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}

function variablesOf(facts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`,
      value,
    ]),
  );
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const flag = maybe(fc.boolean());
/** Names of databases and tables: any text, with what Terraform, JSON, URLs and shells would read in it. */
const SPECIAL = [
  '$\u007bx}',
  '%{if}',
  '$$\u007b',
  'a/b',
  '?',
  '#',
  '%41',
  '"',
  "'",
  '\\',
  '`',
  'é\u2028',
  '{x}',
];
const name = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(...SPECIAL),
  )
  .filter((text) => isSafeSegment(text) && !text.includes('.'));
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
/** Databases that no cluster of the simulator has. */
const newNames = names.map((all) => all.map((one) => `new ${one}`));

const zillizBackup = fc.constantFrom(
  zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
  zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }),
  zilliz.Backup.before({ clusterId: SOURCE_CLUSTER, time: '2030-01-01T00:00:00Z' }),
  zilliz.Backup.now({ clusterId: SOURCE_CLUSTER }),
);

const zillizCluster: fc.Arbitrary<Case> = fc
  .record({
    backup: zillizBackup,
    clusterName: fc.stringMatching(/^[A-Za-z0-9-]{1,55}$/),
    uniqueName: flag,
    cuSize: fc.constantFrom(1, 2, 4, 8, 12, 64, 72, 256, 272, 1024),
    collectionStatus: fc.constantFrom(...Object.values(zilliz.CollectionStatus)),
    restoreVersionPolicy: maybe(fc.constantFrom(zilliz.RestoreVersionPolicy.LATEST)),
    includeRbac: flag,
    cmek: maybe(
      fc.uuid().map((id) => ({ kmsKeyArn: `arn:aws:kms:us-west-2:111122223333:key/${id}` })),
    ),
    drops: fc.boolean(),
  })
  .map(({ drops, ...props }) => ({
    drops,
    build: (stack) => {
      new zilliz.RestoredCluster(stack, ID, {
        ...props,
        targetProject: STAGING_PROJECT,
        targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
        passwordSink: PasswordSink.discard(),
        removalPolicy: drops ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      });
    },
  }));

const mapping = fc.record({
  dbName: name,
  collectionName: name,
  destDbName: maybe(name),
  destCollectionStatus: maybe(fc.constantFrom(...Object.values(zilliz.CollectionLoadStatus))),
});

const zillizCollections: fc.Arbitrary<Case> = fc
  .record({
    mappings: fc.uniqueArray(mapping, {
      minLength: 1,
      maxLength: 4,
      selector: ({ dbName }) => dbName,
    }),
    // Each its own name in the target, where some of them share a database.
    targets: fc.uniqueArray(name, { minLength: 4, maxLength: 4 }),
    isWhole: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    isEverything: fc.boolean(),
  })
  .map(({ mappings, targets, isWhole, isEverything }) => {
    const collectionMappings = mappings.map(({ dbName, ...rest }, index) =>
      isWhole[index]
        ? { dbName, destDbName: `whole ${targets[index]}` }
        : { dbName, ...rest, destCollectionName: `${targets[index]}` },
    );
    return {
      seed: { zilliz: zillizWorld(mappings) },
      contents: Object.fromEntries(mappings.map((one) => [one.dbName, collectionsOf(one)])),
      build: (stack) => {
        new zilliz.RestoredCollections(stack, ID, {
          backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
          targetCluster: TARGET_CLUSTER,
          ...(isEverything ? {} : { collectionMappings }),
        });
      },
    };
  });

const TARGET_CLUSTER = 'in01-target';

/** A collection that a mapping names, and one that only a whole database brings. */
const collectionsOf = ({ collectionName }: { readonly collectionName: string }) => [
  collectionName,
  `${collectionName} too`,
];

/** The world of the simulator with an empty second cluster, and a backup that holds what the mappings name. */
function zillizWorld(
  mappings: readonly { readonly dbName: string; readonly collectionName: string }[],
): Seed['zilliz'] {
  const { projects, clusters, backups } = zillizSeed(clock().now());
  const databases = mappings.map((one) => ({
    dbName: one.dbName,
    collections: collectionsOf(one).map((collectionName) => ({
      collectionName,
      description: '',
      status: 'LOADED' as const,
    })),
  }));
  const empty = clusters.map((one) => ({
    ...one,
    clusterId: TARGET_CLUSTER,
    clusterName: 'target',
    databases: [],
  }));
  return {
    projects,
    clusters: [...clusters, ...empty],
    backups: backups.map((one) => (one.backupId === BACKUP ? { ...one, databases } : one)),
  };
}

const cockroachBackup = (clusterId: string) =>
  fc.constantFrom(
    cockroach.Backup.fromId({ clusterId, backupId: NEWEST[clusterId] ?? '' }),
    cockroach.Backup.latest({ clusterId }),
    cockroach.Backup.before({ clusterId, time: '2030-01-01T00:00:00Z' }),
  );
/** The newest backups of the world that the simulator starts with. */
const NEWEST: Readonly<Record<string, string>> = {
  [ORDERS]: 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31',
  [LEDGER]: '4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92',
};
const options = { schemaOnly: flag, skipLocalitiesCheck: flag };
const objectOptions = {
  ...options,
  skipMissingForeignKeys: flag,
  skipMissingSequences: flag,
  skipMissingViews: flag,
};

const cockroachCluster: fc.Arbitrary<Case> = fc
  .record({
    backup: cockroachBackup(LEDGER),
    ...options,
    present: fc.oneof(fc.constant([]), newNames),
  })
  .map(({ present, ...props }) => ({
    seed: { cockroach: cockroachWorld(LEDGER_STAGING, present) },
    placeholders: { 'each database that exists': present },
    build: (stack) => {
      new cockroach.RestoredCluster(stack, ID, {
        ...props,
        destinationCluster: LEDGER_STAGING,
        plan: cockroach.Plan.ADVANCED,
        acknowledgeDataLoss: LEDGER_STAGING,
        wipeDestination: present.length > 0,
        acknowledge: [{ ruleId: 'COCKROACH_WIPE_FIT', reason: 'tried' }],
      });
    },
  }));

/** The world of the simulator, with these databases in one cluster. */
function cockroachWorld(clusterId: string, databases: readonly string[]): Seed['cockroach'] {
  const { clusters, backups } = cockroachSeed(clock().now());
  const more = databases.map((one) => ({ name: one, tables: [] }));
  return {
    clusters: clusters.map((one) =>
      one.id === clusterId ? { ...one, databases: [...one.databases, ...more] } : one,
    ),
    backups,
  };
}

const advanced = { destinationCluster: LEDGER_STAGING, plan: cockroach.Plan.ADVANCED };

const cockroachDatabases: fc.Arbitrary<Case> = fc
  .record({
    backup: cockroachBackup(LEDGER),
    ...objectOptions,
    databases: fc.subarray(['ledger', 'reporting'], { minLength: 1 }),
    newDbName: maybe(name.map((one) => `new ${one}`)),
  })
  .map(({ newDbName, ...props }) => ({
    build: (stack) => {
      const rename = props.databases.length === 1 ? { newDbName } : {};
      new cockroach.RestoredDatabases(stack, ID, { ...props, ...rename, ...advanced });
    },
  }));

const cockroachTables: fc.Arbitrary<Case> = fc
  .record({
    backup: cockroachBackup(LEDGER),
    ...objectOptions,
    tables: fc.subarray(['accounts', 'balances', 'entries'], { minLength: 1 }),
    intoDb: maybe(name.map((one) => `new ${one}`)),
  })
  .map(({ tables, ...props }) => ({
    build: (stack) => {
      const createIntoDb = props.intoDb === undefined ? undefined : true;
      new cockroach.RestoredTables(stack, ID, {
        ...props,
        ...advanced,
        createIntoDb,
        tables: tables.map((table) => ({ database: 'ledger', schema: 'public', table })),
      });
    },
  }));

/** Settings that differ from those of the cluster, which has 60 minutes and 30 days: only these are sent. */
const cockroachSettings: fc.Arbitrary<Case> = fc
  .oneof(
    fc.constant({ enabled: false }),
    fc
      .record({
        frequencyMinutes: maybe(fc.constantFrom(5, 10, 15, 30, 240, 1440)),
        retentionDays: maybe(fc.constantFrom(2, 7, 90, 365)),
      })
      .filter((settings) => Object.values(settings).some((value) => value !== undefined)),
  )
  .map((settings) => ({
    build: (stack) => {
      new cockroach.BackupSettings(stack, ID, {
        ...settings,
        cluster: ORDERS_STAGING,
        plan: cockroach.Plan.STANDARD,
      });
    },
  }));

test.each([
  ['zilliz restoreCluster', zillizCluster],
  ['zilliz restoreCollections', zillizCollections],
  ['cockroach restoreCluster', cockroachCluster],
  ['cockroach restoreDatabases', cockroachDatabases],
  ['cockroach restoreTables', cockroachTables],
  ['cockroach backupSettings', cockroachSettings],
])('what the review prints of %s is what arrives, byte for byte', async (_name, cases) => {
  await fc.assert(fc.asyncProperty(cases, compare), { numRuns: RUNS });
});
