import { unrecordedDatabases } from '../../../src/cockroach/protocol/unrecorded';
import { LEDGER, LEDGER_STAGING } from '../../support/cockroach';
import { fakeApi, refused } from '../../support/protocol';

const BASE = `GET /api/v1/clusters/${LEDGER_STAGING}`;
const here = { destination_cluster_id: LEDGER_STAGING };

interface World {
  readonly databases?: readonly string[];
  readonly restores?: readonly object[];
  readonly declared?: readonly Readonly<Record<string, string>>[];
  readonly recorded?: readonly Readonly<Record<string, string>>[];
  readonly cluster?: unknown;
}

/** What is found in the destination, and what was asked. */
async function found(world: World) {
  const { databases = [], restores = [], declared = [here], recorded = [] } = world;
  const api = fakeApi({
    [BASE]: world.cluster ?? { id: LEDGER_STAGING, name: 'staging', state: 'CREATED' },
    [`${BASE}/databases`]: { databases: databases.map((name) => ({ name })) },
    [`${BASE}/restores`]: { restores },
  });
  const known = {
    declared: declared.map((triggers, index) => ({ path: `stack/${index}`, triggers })),
    recorded,
    sources: [],
  };
  return { all: await unrecordedDatabases(api, known as never), calls: api.calls };
}
const signs = async (world: World) => (await found(world)).all.map((one) => one.signs);

const restore = (change: object = {}) => ({
  id: 'r1',
  type: 'DATABASE',
  status: 'SUCCESS',
  created_at: '2026-11-20T00:00:00Z',
  restore_opts: { new_db_name: 'ledger_pr_12' },
  ...change,
});

test.each<[string, World, string[][]]>([
  ['a name like none', { databases: ['other'] }, []],
  [
    'a name that a restore gives',
    { databases: ['ledger'], declared: [{ ...here, databases: '["ledger"]' }] },
    [['its name is one that stack/0 gives']],
  ],
  [
    'a name that a restore to another cluster gives',
    {
      databases: ['ledger'],
      declared: [here, { destination_cluster_id: 'in another place', databases: '["ledger"]' }],
    },
    [],
  ],
  [
    'a name that a restore gave',
    { databases: ['ledger_pr_12'], restores: [restore()] },
    [['restore r1 of 2026-11-20T00:00:00Z gave it this name']],
  ],
  [
    'a name of a failed one',
    { databases: ['ledger_pr_12'], restores: [restore({ status: 'FAILED' })] },
    [],
  ],
  [
    'a name of one of tables',
    { databases: ['ledger_pr_12'], restores: [restore({ type: 'TABLE' })] },
    [],
  ],
  [
    'a name that no option gave',
    { databases: ['ledger_pr_12'], restores: [restore({ restore_opts: null })] },
    [],
  ],
  [
    'a name of a drill',
    { databases: ['restore_drill-0123abcd'] },
    [['its name is one that a drill gives']],
  ],
  [
    'the default one',
    { databases: ['defaultdb'], declared: [{ ...here, new_db_name: 'defaultdb' }] },
    [],
  ],
])('%s', async (_title, world, expected) => {
  expect(await signs(world)).toEqual(expected);
});

test('a database is reported by its name, and where it is', async () => {
  const { all } = await found({ databases: ['restore_drill-0123abcd'] });
  expect(all).toEqual([
    {
      clusterId: LEDGER_STAGING,
      text: 'database "restore_drill-0123abcd" in staging, CREATED',
      signs: ['its name is one that a drill gives'],
    },
  ]);
});

test('what is recorded of this very cluster is left out', async () => {
  const request = JSON.stringify({ objects: [{ database: 'ledger' }] });
  const world = { databases: ['ledger'], declared: [{ ...here, new_db_name: 'ledger' }] };
  expect(await signs({ ...world, recorded: [{ ...here, request }] })).toEqual([]);
  const elsewhere = { destination_cluster_id: 'in another place', request };
  expect(await signs({ ...world, recorded: [elsewhere] })).toHaveLength(1);
});

test('each destination is checked once, and what is not an id is none', async () => {
  const declared = [here, here, {}, { destination_cluster_id: 'known after apply' }];
  const { calls } = await found({ declared, recorded: [here] });
  expect(calls).toEqual([BASE, `${BASE}/restores`, `${BASE}/databases`]);
  expect((await found({ declared: [{ destination_cluster_id: `${LEDGER}0` }] })).calls).toEqual([]);
  expect((await found({ declared: [{ destination_cluster_id: `0${LEDGER}` }] })).calls).toEqual([]);
});

test.each<[string, unknown]>([
  ['was deleted', { id: LEDGER_STAGING, state: 'DELETED' }],
  ['is not known', refused('5')],
])('a destination that %s has nothing', async (_title, cluster) => {
  const { all, calls } = await found({ cluster, databases: ['restore_drill-0123abcd'] });
  expect({ all, calls }).toEqual({ all: [], calls: [BASE] });
});
