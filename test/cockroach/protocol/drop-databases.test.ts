import { dropDatabases } from '../../../src/cockroach/protocol/drop-databases';
import { LEDGER, LEDGER_STAGING } from '../../support/cockroach';
import { fakeApi, protocolContext, refused } from '../../support/protocol';

const BASE = `/api/v1/clusters/${LEDGER_STAGING}`;
const BODY = {
  type: 'DATABASE',
  source_cluster_id: LEDGER,
  backup_id: 'backup-1',
  objects: [{ database: 'ledger' }],
  restore_opts: { new_db_name: 'ledger_pr_12' },
};
const RECORDED = {
  job_id: 'restore-1',
  destination_cluster_id: LEDGER_STAGING,
  backup_id: 'backup-1',
  request: JSON.stringify(BODY),
};
const RESTORE = {
  ...BODY,
  id: 'restore-1',
  status: 'SUCCESS',
  created_at: '2026-11-20T02:00:00Z',
};
const databases = (...names: string[]) => ({ databases: names.map((name) => ({ name })) });

interface World {
  readonly restore?: unknown;
  readonly others?: readonly object[];
  readonly present?: readonly string[];
  readonly recorded?: Readonly<Record<string, string>>;
}

async function dropIn(world: World) {
  const {
    restore = RESTORE,
    others = [],
    present = ['defaultdb', 'ledger', 'ledger_pr_12'],
  } = world;
  const drop = 'ledger_pr_12';
  const api = fakeApi({
    [`GET ${BASE}/restores/restore-1`]: restore,
    [`GET ${BASE}/restores`]: { restores: [...others, restore] },
    [`GET ${BASE}/databases`]: databases(...present),
    [`DELETE ${BASE}/databases/${drop}`]: {},
  });
  const context = protocolContext(api, null);
  const recorded = { ...RECORDED, ...world.recorded };
  const dropped = await dropDatabases(context, recorded).catch(({ message }: Error) => message);
  const deleted = api.calls.filter((call) => call.startsWith('DELETE'));
  return { dropped, deleted, said: context.said.join('\n') };
}

test('a database that the restore made is dropped, and no other', async () => {
  expect(await dropIn({})).toEqual({
    dropped: 'dropped',
    deleted: [`DELETE ${BASE}/databases/ledger_pr_12`],
    said: `dropped database "ledger_pr_12" of ${LEDGER_STAGING} (DELETE ${BASE}/databases/ledger_pr_12)`,
  });
});

test.each<[string, World, string]>([
  ['one that is gone', { present: ['defaultdb'] }, 'is already gone'],
  [
    'a restore that failed',
    { restore: { ...RESTORE, status: 'FAILED' } },
    'FAILED, and made nothing',
  ],
  ['no restore', { recorded: { job_id: '' } }, 'no restore is recorded: nothing to drop'],
])('%s leaves nothing to drop', async (_title, world, line) => {
  const { dropped, deleted, said } = await dropIn(world);
  expect([dropped, deleted]).toEqual(['gone', []]);
  expect(said).toContain(line);
});

const later = (change: object) => ({
  ...RESTORE,
  id: 'restore-2',
  created_at: '2026-11-21T02:00:00Z',
  ...change,
});
const ontoSource = { ...BODY, source_cluster_id: undefined, restore_opts: undefined };

test.each<[string, World, string]>([
  ['a request that was not recorded', { recorded: { request: '' } }, 'was not recorded'],
  [
    'a restore that the vendor does not know',
    { restore: refused('5') },
    'has no restore "restore-1"',
  ],
  [
    'a restore of another backup',
    { restore: { ...RESTORE, backup_id: 'b2' } },
    'are not those requested',
  ],
  [
    'a restore of other databases',
    { restore: { ...RESTORE, objects: [{ database: 'audit' }] } },
    'are not those requested',
  ],
  [
    'a restore under another name',
    { restore: { ...RESTORE, restore_opts: { new_db_name: 'x' } } },
    'are not those requested',
  ],
  [
    'a name that the vendor does not tell',
    { restore: { ...RESTORE, restore_opts: null } },
    'does not tell the name',
  ],
  [
    'a later restore under the same name',
    { others: [later({})] },
    'restore restore-2 began after it',
  ],
  [
    'a later restore of the whole cluster',
    { others: [later({ type: 'CLUSTER', objects: null, restore_opts: null })] },
    'began after it',
  ],
  [
    'the name of the source in the cluster that was backed up',
    { restore: { ...RESTORE, ...ontoSource }, recorded: { request: JSON.stringify(ontoSource) } },
    'the database that was backed up, in its own cluster',
  ],
])('%s: it stays', async (_title, world, doubt) => {
  const { dropped, deleted, said } = await dropIn(world);
  expect([dropped, deleted]).toEqual(['left', []]);
  expect(said).toContain(doubt);
});

test.each<[string, object]>([
  ['under another name', later({ restore_opts: { new_db_name: 'other' } })],
  ['that failed', later({ status: 'FAILED' })],
  ['of tables', later({ type: 'TABLE' })],
])('a later restore %s changes nothing', async (_title, other) => {
  expect((await dropIn({ others: [other] })).dropped).toBe('dropped');
});

test('a restore that is under way is waited for', async () => {
  const { dropped, deleted } = await dropIn({ restore: { ...RESTORE, status: 'PENDING' } });
  expect(deleted).toEqual([]);
  expect(dropped).toContain('is still PENDING, so its databases cannot be dropped');
});
