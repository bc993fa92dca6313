import { type Restore, restoreIn } from '../../../src/cockroach/protocol/jobs';
import {
  bodyOf,
  declaredNames,
  doubtsOfDatabases,
  namesOf,
  reasonsToKeep,
} from '../../../src/cockroach/protocol/ownership';
import { LEDGER_STAGING } from '../../support/cockroach';
import { BODY, later, RESTORE } from './drop-cases';

const one = (change: object = {}) => restoreIn({ ...RESTORE, ...change }) as Restore;

test.each<[string, object | undefined, string[]]>([
  ['under a new name', { ...BODY }, ['ledger_pr_12']],
  [
    'under their own',
    { objects: [{ database: 'a' }, { database: '' }, { database: 7 }, null, { database: 'b' }] },
    ['a', 'b'],
  ],
  [
    'with an empty new name',
    { objects: [{ database: 'a' }], restore_opts: { new_db_name: '' } },
    ['a'],
  ],
  ['with a new name that is no text', { objects: [], restore_opts: { new_db_name: 7 } }, []],
  ['of what is no list', { objects: 'a' }, []],
  ['of nothing', undefined, []],
])('the names of databases %s', (_title, body, names) => {
  expect(namesOf(body as never)).toEqual(names);
});

test.each<[Record<string, string>, string[]]>([
  [{ databases: '["a","b"]' }, ['a', 'b']],
  [{ databases: '["a",7,null]' }, ['a']],
  [{ databases: '["a"]', new_db_name: 'b' }, ['b']],
  [{ databases: '{"0":"a"}' }, []],
  [{ databases: '["a"' }, []],
  [{}, []],
])('what an older release recorded, %j, names %j', (recorded, names) => {
  expect(declaredNames(recorded)).toEqual(names);
});

test.each<[string | undefined, object | undefined]>([
  ['{"a":1}', { a: 1 }],
  ['null', undefined],
  ['"text"', undefined],
  ['7', undefined],
  ['{', undefined],
  ['', undefined],
  [undefined, undefined],
])('what was requested, %j, is read as %j', (text, body) => {
  expect(bodyOf(text)).toEqual(body);
});

describe('restores that came later', () => {
  const doubts = (other: object, body: object = BODY, own: object = {}) => {
    const restore = one({ ...own });
    const all = [restore, restoreIn(other) as Restore];
    const evidence = { id: 'restore-1', destination: LEDGER_STAGING, body, restore, all };
    return doubtsOfDatabases(evidence as never);
  };
  const NOT_BEFORE = ['restore restore-2 did not end before it'];

  test.each<[string, object, string[]]>([
    ['of another name', { restore_opts: { new_db_name: 'other' } }, []],
    ['of tables', { type: 'TABLE' }, []],
    ['that failed', { status: 'FAILED' }, []],
    ['that began before, and has ended', { created_at: '2026-11-19T00:00:00Z' }, []],
    ['of the same moment', { created_at: RESTORE.created_at }, NOT_BEFORE],
    ['of no readable time', { created_at: 'soon' }, NOT_BEFORE],
    ['that tells no objects', { type: 'CLUSTER', objects: undefined }, NOT_BEFORE],
  ])('%s', (_title, change, expected) => {
    expect(doubts(later(change))).toEqual(expected);
  });

  test('that tell neither objects nor a name may be of any name, and are no doubt', () => {
    expect(doubts(later({ objects: null, restore_opts: null }))).toEqual([]);
  });

  test('of several databases: one name in common is enough', () => {
    const objects = [{ database: 'a' }, { database: 'ledger' }];
    const plain = { objects, restore_opts: undefined };
    const wanted = { ...BODY, ...plain };
    const other = later({ objects: [{ database: 'x' }, { database: 'a' }], restore_opts: null });
    expect(doubts(other, wanted, plain)).toEqual(NOT_BEFORE);
  });

  test('are not compared with one of an unknown time', () => {
    const other = later({ created_at: '2026-11-19T00:00:00Z' });
    expect(doubts(other, BODY, { created_at: 'soon' })).toEqual(NOT_BEFORE);
  });
});

describe('databases that stay although the restore made them', () => {
  const plain = { ...BODY, restore_opts: undefined };
  const kept = (body: object | undefined, change: object | undefined, sources: string[] = []) =>
    reasonsToKeep(
      {
        id: 'restore-1',
        destination: LEDGER_STAGING,
        body,
        restore: change === undefined ? undefined : one(change),
        all: [],
      } as never,
      sources,
    );
  const ONTO = ['the name is that of the database that was backed up, in its own cluster'];
  const READ = ['a restore reads from the backups of that cluster'];
  const clusters = (from: string | null, to: string | null) => ({
    source_cluster_name: from,
    destination_cluster_name: to,
  });

  test.each<[string, object | undefined, object | undefined, string[], string[]]>([
    ['the names of the clusters differ', plain, clusters('a', 'b'), [], []],
    ['the names are the same', plain, clusters('a', 'a'), [], ONTO],
    ['the names are not told', plain, clusters('', ''), [], []],
    ['the names are null', plain, clusters(null, null), [], []],
    ['the destination alone has no name', plain, clusters('a', null), [], []],
    ['the vendor does not know the restore', plain, undefined, [], []],
    ['the request names no source', { ...plain, source_cluster_id: undefined }, {}, [], ONTO],
    ['a restore reads from there', plain, clusters('a', 'b'), [LEDGER_STAGING], READ],
    ['they have a new name', BODY, clusters('a', 'a'), [LEDGER_STAGING], []],
    ['nothing was requested', undefined, clusters('a', 'a'), [LEDGER_STAGING], []],
    ['no name was requested', { ...plain, objects: [] }, clusters('a', 'a'), [LEDGER_STAGING], []],
  ])('where %s', (_title, body, change, sources, reasons) => {
    expect(kept(body, change, sources)).toEqual(reasons);
  });
});

test('a restore that the vendor describes without its options proves those that were not given', () => {
  const plain = { ...BODY, restore_opts: undefined };
  const restore = one({ restore_opts: null });
  const evidence = { id: 'restore-1', destination: LEDGER_STAGING, restore, all: [restore] };
  expect(doubtsOfDatabases({ ...evidence, body: plain })).toEqual([]);
  expect(doubtsOfDatabases({ ...evidence, body: BODY })).toEqual([
    'the API does not report the name that it gave',
  ]);
  const chosen = { ...plain, restore_opts: { schema_only: true } };
  expect(doubtsOfDatabases({ ...evidence, body: chosen })).toEqual([]);
});
