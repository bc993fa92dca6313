import { drillDatabase } from '../../../src/cockroach/protocol/drill';
import * as jobs from '../../../src/cockroach/protocol/jobs';
import type * as Ownership from '../../../src/cockroach/protocol/ownership';
import { restoreDatabases } from '../../../src/cockroach/protocol/restore-databases';
import { changedModule } from '../../support/changed-module';
import { LEDGER_STAGING } from '../../support/cockroach';
import { fakeApi, protocolContext, refused } from '../../support/protocol';
import {
  BODY,
  DISAGREEMENTS,
  type Disagreement,
  later,
  NOT_REQUESTED,
  RESTORE,
  worldOf,
} from './drop-cases';

const BASE = `/api/v1/clusters/${LEDGER_STAGING}`;
const DELETION = `DELETE ${BASE}/databases/ledger_pr_12`;

interface World extends Partial<Disagreement> {
  readonly present?: readonly string[];
  readonly cluster?: unknown;
  readonly recorded?: Readonly<Record<string, string>>;
}

function recordedIn(world: World): Record<string, string> {
  return { ...worldOf(world).recorded, ...world.recorded };
}

async function dropIn(world: World) {
  const { sources = [] } = world;
  const { answers } = worldOf(world);
  const api = fakeApi({ ...answers, ...(world.cluster ? { [`GET ${BASE}`]: world.cluster } : {}) });
  const context = protocolContext(api, null as never, { sources });
  const dropped = await restoreDatabases
    .drop?.(context, recordedIn(world))
    .catch(({ message }: Error) => message);
  const deleted = api.calls.filter((call) => call.startsWith('DELETE'));
  return { dropped, deleted, said: context.said.join('\n') };
}

test('the drop of a drill is that of every restore of databases', () => {
  expect(drillDatabase.drop).toBe(restoreDatabases.drop);
});

test('a database that the restore made is dropped, and no other', async () => {
  expect(await dropIn({})).toEqual({
    dropped: 'dropped',
    deleted: [DELETION],
    said: `dropped 1 database of ${LEDGER_STAGING}: "ledger_pr_12"`,
  });
});

test('under its own name it is dropped also in the cluster that was backed up', async () => {
  const own = { ...BODY, source_cluster_id: undefined };
  const world = { request: own, restore: own, sources: [LEDGER_STAGING] };
  expect(await dropIn(world)).toMatchObject({ dropped: 'dropped', deleted: [DELETION] });
});

test('of several databases those that are there are dropped, and one name that makes another URL stops all', async () => {
  const objects = [{ database: 'ledger' }, { database: 'ledger_pr_12' }, { database: 'audit' }];
  const request = { ...BODY, restore_opts: undefined, objects };
  const restore = { objects, restore_opts: null };
  expect((await dropIn({ request, restore })).deleted.sort()).toEqual([
    `DELETE ${BASE}/databases/ledger`,
    DELETION,
  ]);
  const strange = [...objects, { database: '..' }];
  const end = await dropIn({
    request: { ...request, objects: strange },
    restore: { ...restore, objects: strange },
    present: ['defaultdb', 'ledger', '..'],
  });
  expect(end.deleted).toEqual([]);
  expect(end.dropped).toContain('".."');
});

test.each<[string, World, string]>([
  ['one that is gone', { present: ['defaultdb'] }, 'is already gone'],
  [
    'one that is gone with its restore',
    { present: ['defaultdb'], isUnknown: true },
    'is already gone',
  ],
  [
    'a restore that failed',
    { restore: { status: 'FAILED' }, present: ['defaultdb'] },
    'is already gone',
  ],
  [
    'a cluster that was deleted',
    { cluster: { id: LEDGER_STAGING, state: 'DELETED' } },
    `"ledger_pr_12" was deleted together with ${LEDGER_STAGING}`,
  ],
  ['no restore', { recorded: { job_id: '' } }, 'no restore is recorded: nothing to drop'],
  ['no destination', { recorded: { destination_cluster_id: '' } }, 'no restore is recorded'],
])('%s leaves nothing to drop', async (_title, world, line) => {
  const { dropped, deleted, said } = await dropIn(world);
  expect([dropped, deleted]).toEqual(['gone', []]);
  expect(said).toContain(line);
});

const isDescribed = (one: Disagreement) => !('id' in (one.restore ?? {}));

test('a description of another restore is none: nothing is dropped, and nothing gone', async () => {
  const [other] = DISAGREEMENTS.filter((one) => !isDescribed(one));
  const { dropped, deleted } = await dropIn(other ?? {});
  expect(dropped).toContain('describes restore "restore-9", not "restore-1"');
  expect(deleted).toEqual([]);
});

test.each(DISAGREEMENTS.filter(isDescribed))(
  '$title: it stays, and the line says why',
  async (one) => {
    const { dropped, deleted, said } = await dropIn(one);
    expect([dropped, deleted]).toEqual(['left', []]);
    expect(said).toContain(`it is not proven that this restore created what exists (${one.doubt})`);
  },
);

test('a cluster that the key cannot see: nothing is deleted, and nothing is called gone', async () => {
  const world = { cluster: refused('5'), isUnknown: true };
  expect(await dropIn(world)).toMatchObject({ dropped: 'left', deleted: [] });
});

test.each([[[]], [['ledger', 'ledger_pr_12']]])(
  'a list of databases that cannot be whole does not prove that anything is gone: %j',
  async (present) => {
    const { dropped, deleted } = await dropIn({ present });
    expect(deleted).toEqual([]);
    expect(dropped).toContain('it is not known whether the cluster is empty');
  },
);

test.each<[string, object]>([
  ['under another name', later({ restore_opts: { new_db_name: 'other' } })],
  ['that failed', later({ status: 'FAILED' })],
  ['of tables', later({ type: 'TABLE' })],
  [
    'that ended before, as a drill that was repeated',
    later({ created_at: '2026-11-19T02:00:00Z' }),
  ],
])('another restore %s changes nothing', async (_title, other) => {
  expect((await dropIn({ others: [other] })).dropped).toBe('dropped');
});

describe('what is left', () => {
  const objects = [{ database: 'ledger' }, { database: 'ledger_pr_12' }];
  const request = { ...BODY, restore_opts: undefined, objects };

  test('is named, and how to drop it: by one call where it is one database', async () => {
    const { said } = await dropIn({ restore: { status: 'FAILED' } });
    expect(said).toBe(
      `left "ledger_pr_12" of ${LEDGER_STAGING}: it is not proven that this restore created what exists (it is "FAILED", and made nothing that stays). If you no longer need it, drop it with SQL or with DELETE ${BASE}/databases/ledger_pr_12`,
    );
  });

  test('is named, and every doubt, where it is several', async () => {
    const restore = { objects, restore_opts: null, status: 'FAILED', type: 'TABLE' };
    const { said } = await dropIn({ request, restore });
    expect(said).toBe(
      `left "ledger", "ledger_pr_12" of ${LEDGER_STAGING}: it is not proven that this restore created what exists (it is "FAILED", and made nothing that stays; ${NOT_REQUESTED}). If you no longer need it, drop it with SQL`,
    );
  });

  test('has no name where none was recorded', async () => {
    expect((await dropIn({ request: '' })).said).toMatch(/^left the databases of /);
  });
});

test('several databases are reported by their names', async () => {
  const objects = [{ database: 'ledger' }, { database: 'ledger_pr_12' }];
  const request = { ...BODY, restore_opts: undefined, objects };
  const { said } = await dropIn({ request, restore: { objects, restore_opts: null } });
  expect(said).toBe(`dropped 2 databases of ${LEDGER_STAGING}: "ledger", "ledger_pr_12"`);
});

test('what a run that recorded nothing at all would drop is nothing', async () => {
  const context = protocolContext(fakeApi({}), null as never);
  expect(await restoreDatabases.drop?.(context, {})).toBe('gone');
});

test('a restore that is under way is waited for: it would make the database afterwards', async () => {
  const { dropped, deleted } = await dropIn({ restore: { status: 'PENDING' } });
  expect(deleted).toEqual([]);
  expect(dropped).toContain(
    `restore restore-1 of ${LEDGER_STAGING} is still PENDING, so "ledger_pr_12" cannot be dropped. Apply again when it has ended.`,
  );
  expect((await dropIn({ restore: { status: '' } })).dropped).toContain('is still under way, so');
});

/** The doubts of a row, with a part of the proof taken out. */
function proofWithout(part: string, replacement: string) {
  const { bodyOf, doubtsOfDatabases, reasonsToKeep } = changedModule<typeof Ownership>(
    'cockroach/protocol/ownership.ts',
    part,
    replacement,
  );
  return (one: Disagreement): string[] => {
    const restore = one.isUnknown ? undefined : jobs.restoreIn({ ...RESTORE, ...one.restore });
    const others = (one.others ?? []).flatMap((other) => jobs.restoreIn(other) ?? []);
    const evidence = {
      id: 'restore-1',
      destination: LEDGER_STAGING,
      body: bodyOf(recordedIn(one).request),
      restore,
      all: [...others, ...(restore ? [restore] : [])],
    };
    return [...doubtsOfDatabases(evidence), ...reasonsToKeep(evidence, one.sources ?? [])];
  };
}

// Whoever adds a proof adds its row to the cases, and its removal here.
test.each<[string, string, string, readonly string[]]>([
  ['of the id', '...idDoubts(restore, id),', '', ['another restore than asked for']],
  [
    'of the end',
    '...endDoubts(restore),',
    '',
    ['a restore that failed, and a database of its name'],
  ],
  [
    'of the request',
    '...requestDoubts(restore, body),',
    '',
    [
      'a restore of another type',
      'a restore of another backup',
      'a restore of other databases',
      'a restore under another name',
      'a name that the vendor does not tell',
    ],
  ],
  [
    'of the name that was given',
    "sameness === 'maybe' && newNameIn(body) !== undefined",
    'false',
    ['a name that the vendor does not tell'],
  ],
  [
    'of what came later',
    '...laterDoubts(restore, names, all),',
    '',
    [
      'a later restore under the same name',
      'a later restore of the whole cluster',
      'a restore under the same name that goes on',
      'a restore under the same name, a second later with a fraction',
      'a restore under the same name of an unknown time',
    ],
  ],
  [
    'of the end of another',
    'hasEnded(one) && ',
    '',
    ['a restore under the same name that goes on'],
  ],
  [
    'of its own name',
    '...(isOntoSource',
    '...(false',
    [
      'the name of the source in the cluster that was backed up',
      'the same, where what is recorded names another source',
    ],
  ],
  [
    'of the names of the clusters',
    " || (from !== '' && from === to)",
    '',
    ['the same, where what is recorded names another source'],
  ],
  [
    'of the sources',
    '...(sources.includes(destination)',
    '...(false',
    ['the name of the source in a cluster that a restore reads from'],
  ],
])(
  'without the proof %s those of its rows would be dropped',
  (_title, part, replacement, titles) => {
    const doubtsOf = proofWithout(part, replacement);
    const dropped = DISAGREEMENTS.filter((one) => doubtsOf(one).length === 0);
    expect(dropped.map(({ title }) => title)).toEqual(titles);
  },
);
