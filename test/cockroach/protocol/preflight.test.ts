import {
  preflightCluster,
  preflightDatabases,
  preflightOfCluster,
  preflightSettings,
  preflightTables,
} from '../../../src/cockroach/protocol/preflight';
import type { PreflightLine } from '../../../src/vendor/facts';
import { ORDERS_STAGING } from '../../support/cockroach';
import { fakeApi, protocolContext, refused } from '../../support/protocol';

const BASE = `GET /api/v1/clusters/${ORDERS_STAGING}`;
const TITLE = `\`staging (${ORDERS_STAGING})\``;

interface World {
  readonly declared?: object;
  readonly cluster?: object;
  readonly databases?: Readonly<Record<string, number>>;
  readonly restores?: unknown;
}

/** The lines of a preflight, where the backup is of the destination itself. */
async function linesOf(
  preflight: (context: never) => Promise<readonly PreflightLine[]>,
  { declared, cluster, databases = { defaultdb: 0 }, restores }: World = {},
) {
  const api = fakeApi({
    [BASE]: { id: ORDERS_STAGING, name: 'staging', plan: 'STANDARD', state: 'CREATED', ...cluster },
    [`${BASE}/backups`]: { backups: [{ id: 'b1', as_of_time: '2026-11-20T00:00:00Z' }] },
    [`${BASE}/restores`]: restores ?? { restores: [] },
    [`${BASE}/databases`]: {
      databases: Object.entries(databases).map(([name, count]) => ({
        name,
        table_count: `${count}`,
      })),
    },
  });
  const declaration = {
    backup: { clusterId: ORDERS_STAGING, backupId: 'b1' },
    destinationCluster: ORDERS_STAGING,
    plan: 'STANDARD',
    ...declared,
  };
  const lines = await preflight(protocolContext(api, declaration) as never);
  return { lines, last: lines.at(-1) };
}

const WELL = [
  { check: 'backup', state: 'ok', text: '`b1` can be restored, to `2026-11-20T00:00:00Z`' },
  { check: 'destination', state: 'ok', text: `${TITLE} exists, on plan \`STANDARD\`` },
  {
    check: 'roles',
    state: 'ok',
    text: 'the key may see the backups of the source and the restores of the destination, which needs the roles that a restore needs',
  },
];

test('where all is well, each condition of every restore is reported', async () => {
  const { lines } = await linesOf(preflightCluster);
  expect(lines).toEqual([
    ...WELL,
    {
      check: 'empty',
      state: 'ok',
      text: 'the destination lists no databases or tables of its own',
    },
  ]);
});

test.each<[string, object]>([
  ['no backup', { backup: undefined }],
  ['no cluster of the backup', { backup: { backupId: 'b1' } }],
  ['no choice', { backup: { clusterId: ORDERS_STAGING } }],
  ['no moment', { backup: { clusterId: ORDERS_STAGING, before: {} } }],
])('with %s nothing is known yet of backup and destination', async (_title, declared) => {
  const { lines } = await linesOf(preflightCluster, { declared });
  expect(lines.slice(0, 2)).toMatchObject([
    { check: 'backup', state: 'unknown', text: 'the backup is known after apply' },
    {
      check: 'destination',
      state: 'unknown',
      text: 'the backup or the destination is known after apply',
    },
  ]);
});

test.each([{ destinationCluster: undefined }, { plan: undefined }])(
  'with %j the backup is checked, and the destination is not',
  async (declared) => {
    const { lines } = await linesOf(preflightTables, { declared });
    expect(lines).toMatchObject([WELL[0], { check: 'destination', state: 'unknown' }]);
    expect((await linesOf(preflightDatabases, { declared })).lines.slice(0, 2)).toMatchObject([
      WELL[0],
      { check: 'destination', state: 'unknown' },
    ]);
  },
);

test.each([{ latest: true }, { before: { time: '2026-11-21T00:00:00Z' } }])(
  'the backup of %j is checked',
  async (choice) => {
    const declared = { backup: { clusterId: ORDERS_STAGING, ...choice } };
    expect((await linesOf(preflightTables, { declared })).lines).toEqual(WELL);
  },
);

test('a destination that another operation works on is reported with it', async () => {
  const cluster = { state: 'LOCKED', operation_status: 'RESTORE_RUNNING' };
  expect((await linesOf(preflightTables, { cluster })).lines[1]).toEqual({
    check: 'destination',
    state: 'wrong',
    text: `${TITLE} is \`LOCKED\` (\`RESTORE_RUNNING\`)`,
    fix: 'Wait until no other operation works on it',
  });
});

test('a destination on another plan, and a key that may not see its restores, are wrong', async () => {
  const cluster = { plan: 'ADVANCED' };
  const { lines } = await linesOf(preflightTables, { cluster });
  expect(lines[1]).toMatchObject({ check: 'destination', state: 'wrong' });
  await expect(linesOf(preflightTables, { restores: refused('7') })).rejects.toThrow('7');
});

describe('what a restore of a cluster finds in the destination', () => {
  const full = { defaultdb: 0, orders: 4, stock: 1 };
  const HELD = '`"orders" (4 tables), "stock" (1 table)`';

  test.each<[string, World, object]>([
    [
      'is in the way',
      { databases: full },
      {
        check: 'empty',
        state: 'wrong',
        text: `the destination holds ${HELD}`,
        fix: 'Empty it, choose another one, or set wipeDestination',
      },
    ],
    [
      'is deleted',
      { databases: full, declared: { wipeDestination: true } },
      {
        check: 'wipe',
        state: 'ok',
        text: `WILL BE DELETED from the destination: ${HELD}`,
      },
    ],
    [
      'is protected',
      {
        databases: full,
        declared: { wipeDestination: true },
        cluster: { delete_protection: 'ENABLED' },
      },
      {
        check: 'wipe',
        state: 'wrong',
        text: `wipeDestination would delete ${HELD}, and the destination has deletion protection`,
        fix: 'Turn off deletion protection in the Cloud Console, if the data may be deleted',
      },
    ],
    [
      'is nothing, and protected',
      { declared: { wipeDestination: true }, cluster: { delete_protection: 'ENABLED' } },
      {
        check: 'wipe',
        state: 'ok',
        text: 'the destination lists no databases or tables of its own',
      },
    ],
  ])('%s', async (_title, world, line) => {
    expect((await linesOf(preflightCluster, world)).last).toEqual(line);
  });
});

test.each<[object, Readonly<Record<string, number>>, string, string, string | undefined]>([
  [{ databases: ['a', 'b'] }, { c: 1 }, 'ok', '`a`, `b` free', undefined],
  [
    { databases: ['a', 'b'] },
    { a: 1, b: 0 },
    'wrong',
    'the destination already has `a`, `b`',
    'Use newDbName, or rename or drop what exists',
  ],
  [{ databases: ['a'], newDbName: 'n' }, { a: 1 }, 'ok', '`n` free', undefined],
  [
    { databases: ['a'], newDbName: 'n' },
    { n: 1 },
    'wrong',
    'the destination already has `n`',
    'Use newDbName, or rename or drop what exists',
  ],
])('of the names %j next to %j', async (declared, databases, state, text, fix) => {
  const { last } = await linesOf(preflightDatabases, { declared, databases });
  expect(last).toEqual({ check: 'names', state, text, ...(fix === undefined ? {} : { fix }) });
});

test.each<[object, string, string, string | undefined]>([
  [{ intoDb: 'a' }, 'ok', '`a` is there', undefined],
  [{ intoDb: 'b', createIntoDb: true }, 'ok', '`b` will be created', undefined],
  [
    { intoDb: 'b' },
    'wrong',
    'the destination has no database `"b"`',
    'Set createIntoDb, or create it',
  ],
])('of the database for tables in %j', async (declared, state, text, fix) => {
  const { last } = await linesOf(preflightTables, { declared, databases: { a: 1 } });
  expect(last).toEqual({ check: 'database', state, text, ...(fix === undefined ? {} : { fix }) });
});

describe('a cluster of a setting', () => {
  const later = {
    check: 'cluster',
    state: 'unknown',
    text: 'cluster is known after apply',
    fix: 'The runner checks it before it sends anything',
  };

  test('is looked for, where it is known', async () => {
    const declared = { cluster: ORDERS_STAGING };
    expect((await linesOf(preflightOfCluster, { declared })).lines).toEqual([
      { check: 'cluster', state: 'ok', text: `${TITLE} exists` },
    ]);
    expect((await linesOf(preflightOfCluster)).lines).toEqual([later]);
    expect((await linesOf(preflightSettings)).lines).toEqual([later]);
  });

  test.each<[string | undefined, string, string, string | undefined]>([
    ['STANDARD', 'ok', `${TITLE} exists, on plan \`STANDARD\``, undefined],
    [undefined, 'ok', `${TITLE} exists, on plan \`STANDARD\``, undefined],
    [
      'ADVANCED',
      'wrong',
      `${TITLE} is on plan \`STANDARD\`, not \`ADVANCED\``,
      'Correct plan or cluster',
    ],
  ])('declared on plan %s', async (plan, state, text, fix) => {
    const declared = { cluster: ORDERS_STAGING, plan };
    expect((await linesOf(preflightSettings, { declared })).lines).toEqual([
      { check: 'cluster', state, text, ...(fix === undefined ? {} : { fix }) },
    ]);
  });
});
