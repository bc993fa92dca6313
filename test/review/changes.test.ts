import { diffOf } from '../../src/review/diff/diff';
import { planDocument } from '../../src/review/model/plan';
import type { NotReviewed, PlannedRestore } from '../../src/review/model/schema';
import { plannedFinding, plannedRestore, planOfRestores, stopping } from './parts';

type Change = Partial<PlannedRestore>;

const target = { kind: 'new cluster', name: 'articles', project: 'p' };
const rerun = (change: Partial<PlannedRestore['rerun']> = {}) => ({
  ...plannedRestore().rerun,
  effect: 'sends the request again',
  ...change,
});
const one = (identity: string, change: Change = {}): PlannedRestore =>
  plannedRestore({
    target,
    ...change,
    rerun: rerun({ ...change.rerun, identity: { backup_id: identity } }),
  });

/** The one change between two versions of a restore. */
function changed(base: Change, head: Change) {
  const [change] = diffOf(
    planOfRestores(plannedRestore(base)),
    planOfRestores(plannedRestore(head)),
  ).changes;
  if (change === undefined) throw new Error('no change');
  return change;
}

/** What happens to each restore, as `kind path`. */
function kinds(base: Change[], head: Change[]): string[] {
  const plans = [base, head].map((all) => planOfRestores(...all.map(plannedRestore)));
  const [before, after] = plans as [(typeof plans)[number], (typeof plans)[number]];
  return diffOf(before, after).changes.map(({ kind, path }) => `${kind} ${path}`);
}

describe('which restore of base one of head is', () => {
  const steps = { submit: 'null_resource.a', wait: 'null_resource.w' };

  test.each<[string, Change, Change, string[]]>([
    ['the same path and the same addresses', { steps }, { steps }, ['same stack/articles']],
    [
      'a path of another stack',
      { stack: 'stack' },
      { stack: 'other' },
      ['new stack/articles', 'removed stack/articles'],
    ],
    [
      'another address of its first step',
      { steps },
      { steps, address: 'null_resource.b' },
      ['new stack/articles', 'removed stack/articles'],
    ],
    [
      'another address of a later step',
      { steps },
      { steps: { ...steps, wait: 'null_resource.x' } },
      ['new stack/articles', 'removed stack/articles'],
    ],
    [
      'a hold and a removal that come and go',
      { steps: { ...steps, hold: 'null_resource.h' } },
      { steps: { ...steps, removal: 'null_resource.r' } },
      ['same stack/articles'],
    ],
    ['a plan of an earlier release, which names no steps', {}, { steps }, ['same stack/articles']],
    ['one that names none any more', { steps }, {}, ['same stack/articles']],
  ])('%s', (_title, base, head, expected) => {
    expect(kinds([base], [head])).toEqual(expected);
  });

  const addresses = {
    address: 'null_resource.s',
    recordAddress: 'null_resource.r',
    waitAddress: 'null_resource.w',
  };
  const former = {
    submit: addresses.address,
    submitted: addresses.recordAddress,
    wait: addresses.waitAddress,
  };
  const moved = { path: 'stack/moved', address: 'null_resource.t', former };

  test.each<[string, Change, string[]]>([
    ['all of its steps', {}, ['changed stack/moved']],
    [
      'another first step',
      { address: 'null_resource.x' },
      ['new stack/moved', 'removed stack/articles'],
    ],
    [
      'another record',
      { recordAddress: 'null_resource.x' },
      ['new stack/moved', 'removed stack/articles'],
    ],
    [
      'another wait',
      { waitAddress: 'null_resource.x' },
      ['new stack/moved', 'removed stack/articles'],
    ],
    ['steps of another stack', { stack: 'other' }, ['new stack/moved', 'removed stack/articles']],
  ])('moved from %s', (_title, base, expected) => {
    expect(kinds([{ ...addresses, ...base }], [moved])).toEqual(expected);
  });

  test('one that stays where it is was moved nowhere', () => {
    expect(kinds([addresses], [addresses, moved])).toEqual([
      'new stack/moved',
      'same stack/articles',
    ]);
  });

  test('one that is moved and restored again says both', () => {
    const base = one('1', addresses);
    const { kind, notes } = changed(base, one('2', moved));
    expect(kind).toBe('rerun');
    expect(notes[0]).toBe('moved from `stack/articles`: moved blocks name all of its steps');
    expect(changed(base, one('1', moved)).notes).toEqual([
      'moved from `stack/articles`, not restored again: moved blocks name all of its steps',
    ]);
  });
});

describe('a restore with the identity of one that is gone says how to keep what is there', () => {
  const gone = one('1', { path: 'stack/before', address: 'null_resource.b' });

  test.each<[string, PlannedRestore, string]>([
    [
      'under another path',
      one('1'),
      'has the identity of `stack/before`, which was removed: a construct with another path is restored again; to keep the existing restore, set its prop formerPath to `stack/before`',
    ],
    [
      'in another stack',
      one('1', { stack: 'other' }),
      'has the identity of `stack/before`, which was removed: a construct with another path is restored again; to keep the existing restore, move its resources from one state to the other (terraform state mv -state-out)',
    ],
    [
      'under another address',
      one('1', { path: 'stack/before' }),
      'Terraform calls its steps otherwise than before (`null_resource.articles_submit`, and it was `null_resource.b`): it is restored again; to keep the existing restore, revert the logical ids',
    ],
  ])('%s', (_title, head, note) => {
    expect(changed(gone, head)).toMatchObject({ kind: 'new', notes: [note] });
  });

  test.each<[string, Change]>([
    ['another backup', one('2')],
    ['another vendor', one('1', { vendor: 'cockroach' })],
    ['another operation', one('1', { operation: 'restoreCollections' })],
  ])('%s is another restore', (_title, head) => {
    expect(changed(gone, head)).toMatchObject({ kind: 'new', notes: [] });
  });

  test('its settings are compared, but for the journal, which is one of its own', () => {
    const head = one('1', { waitMinutes: 2, journal: 'b', declaration: { size: 2 } });
    const base = { ...gone, waitMinutes: 1, journal: 'a', declaration: { size: 1 } };
    expect(changed(base, head).immediate).toEqual([
      { field: 'size', from: '1', to: '2' },
      { field: 'timeoutMinutes', from: '1', to: '2' },
    ]);
  });
});

describe('what becomes of what was restored before', () => {
  const again = (change: Change, next: Change = {}) =>
    changed(one('1', change), one('2', { ...change, ...next }));

  test('a clone that is dropped, and that the vendor can bring back', () => {
    const found = again({ rerun: rerun({ erases: true, recovery: 'kept for 30 days' }) });
    expect(found).toMatchObject({
      kind: 'rerun',
      causes: [{ field: 'backup_id', from: '1', to: '2' }],
      erases: [],
      drops: ['cluster `articles` in project `p`, its previous clone; kept for 30 days'],
      leftBehind: [],
      previous: { place: target, fate: 'dropped' },
      notes: [],
    });
  });

  test('a clone that is lost for good', () => {
    expect(again({ rerun: rerun({ erases: true }) })).toMatchObject({
      erases: ['cluster `articles` in project `p`, its previous clone'],
      drops: [],
      previous: { place: target, fate: 'erased' },
    });
  });

  test('a clone with another name, which is left behind', () => {
    expect(again({}, { target: { ...target, name: 'next' } })).toMatchObject({
      erases: [],
      drops: [],
      leftBehind: [
        'cluster `articles` in project `p`, its previous clone, keeps running and is billed: drop it in the console of Zilliz Cloud when nobody needs it',
      ],
      previous: { place: target, fate: 'kept' },
    });
    expect(again({}, { target: { ...target, project: 'q' } }).leftBehind).toHaveLength(1);
    expect(again({ rerun: rerun({ keepsPrevious: true }) }).leftBehind).toHaveLength(1);
  });

  test('one with the same name, which the vendor refuses: nothing is said of it', () => {
    const found = again({});
    expect([found.erases, found.drops, found.leftBehind, found.previous]).toEqual([
      [],
      [],
      [],
      undefined,
    ]);
    expect(found.notes).toEqual(['a re-run sends the request again']);
  });

  test('a target that is overwritten', () => {
    expect(again({ action: 'overwrite', erases: ['`orders`'] }).erases).toEqual(['`orders`']);
    expect(again({ action: 'add', rerun: rerun({ erases: true }) }).erases).toEqual([
      'a re-run sends the request again',
    ]);
    expect(again({ action: 'add' })).toMatchObject({ erases: [], drops: [], leftBehind: [] });
  });
});

describe('a restore that is gone', () => {
  const removal = (change: Partial<NotReviewed> = {}): NotReviewed => ({
    stack: 'stack',
    address: 'null_resource.r',
    ruleId: 'RESTORE_REMOVED',
    why: 'drops',
    failsFrom: 'destructive',
    digest: '1',
    location: plannedRestore().location,
    ...change,
  });
  const gone = (base: Change, notReviewed: NotReviewed[] = [], others: Change[] = []) => {
    const head = planDocument(
      'cdktf.out',
      others.map(plannedRestore),
      { notReviewed, states: [] },
      undefined,
    );
    const { changes } = diffOf(planOfRestores(one('1', base)), head);
    const found = changes.find(({ kind }) => kind === 'removed');
    return [...(found?.leftBehind ?? []), ...(found?.notes ?? [])];
  };
  const BILLED = 'cluster `articles` in project `p` keeps running and is billed';
  const CONSOLE = 'drop it in the console of Zilliz Cloud when nobody needs it';

  test.each<[string, () => string[], string]>([
    ['leaves its cluster', () => gone({}), `${BILLED}: ${CONSOLE}`],
    [
      'leaves it although it would drop it',
      () => gone({ removalPolicy: 'destroy' }),
      `${BILLED}, because Terraform runs no destroy provisioner of a removed block. To drop it, run \`terraform destroy -target=null_resource.articles_submit\` in stack \`stack\` before this is applied; afterwards, ${CONSOLE}`,
    ],
    [
      'leaves one whose name nobody knows',
      () => gone({ target: undefined }),
      `its cluster keeps running and is billed: ${CONSOLE}`,
    ],
    ['leaves what it added', () => gone({ action: 'add' }), 'leaves what it restored as it is'],
    [
      'is dropped by the removed restore in its place',
      () => gone({ recordAddress: 'null_resource.r' }, [removal()]),
      'the next apply drops its cluster: a removed restore takes its place, and requires the proofs of a destroy',
    ],
    [
      'is not dropped by one in another stack',
      () => gone({ recordAddress: 'null_resource.r' }, [removal({ stack: 'other' })]),
      `${BILLED}: ${CONSOLE}`,
    ],
    [
      'is not dropped by one of another restore',
      () => gone({ recordAddress: 'null_resource.x' }, [removal()]),
      `${BILLED}: ${CONSOLE}`,
    ],
    [
      'is not dropped by what is only not reviewed',
      () => gone({ recordAddress: 'null_resource.r' }, [removal({ ruleId: 'NOT_REVIEWED' })]),
      `${BILLED}: ${CONSOLE}`,
    ],
    [
      'is erased by another',
      () =>
        gone(
          { target: { kind: 'cluster', clusterId: 'c' } },
          [],
          [{ path: 'other', target: { kind: 'cluster', clusterId: 'c' }, erases: ['all'] }],
        ),
      '`other` erases what it restored',
    ],
    [
      'is not erased by one that erases nothing',
      () =>
        gone(
          { action: 'add', target: { kind: 'cluster', clusterId: 'c' } },
          [],
          [{ path: 'other', target: { kind: 'cluster', clusterId: 'c' } }],
        ),
      'leaves what it restored as it is',
    ],
    [
      'is not erased by one of another cluster',
      () =>
        gone(
          { action: 'add', target: { kind: 'cluster', clusterId: 'c' } },
          [],
          [{ path: 'other', target: { kind: 'cluster', clusterId: 'd' }, erases: ['all'] }],
        ),
      'leaves what it restored as it is',
    ],
    [
      'is not erased by another of which nobody knows the cluster',
      () => gone({ action: 'add' }, [], [{ path: 'other', target, erases: ['all'] }]),
      'leaves what it restored as it is',
    ],
  ])('%s', (_title, said, expected) => {
    expect(said()).toEqual([expected]);
  });
});

describe('what Terraform’s own plan does counts, whatever the code says', () => {
  const terraform = (change: Partial<NonNullable<PlannedRestore['terraform']>>): Change => ({
    target,
    terraform: { action: 'none', text: '', replacePaths: [], erases: [], drops: [], ...change },
  });
  const quiet = { kind: 'same', erases: [], drops: [] };

  test.each<[string, Change, object]>([
    ['nothing', terraform({}), quiet],
    ['a wait', terraform({ action: 'wait' }), quiet],
    ['a replacement', terraform({ action: 'replace' }), { ...quiet, kind: 'rerun' }],
    ['a creation', terraform({ action: 'create' }), { ...quiet, kind: 'new' }],
    [
      'a replacement that drops the clone',
      terraform({ action: 'replace', drops: ['a'] }),
      { kind: 'rerun', erases: [], drops: ['a'], previous: { place: target, fate: 'dropped' } },
    ],
    [
      'a replacement of a clone, which is lost',
      terraform({ action: 'replace', erases: ['a'] }),
      { kind: 'rerun', previous: { place: target, fate: 'erased' } },
    ],
    [
      'a replacement of what erases',
      { ...terraform({ action: 'replace', erases: ['b'] }), action: 'overwrite', erases: ['a'] },
      { kind: 'rerun', erases: ['a'], drops: [] },
    ],
    ['a drop', terraform({ action: 'drop', drops: ['a'] }), { ...quiet, drops: ['a'] }],
    ['an erasure', terraform({ action: 'delete', erases: ['a'] }), { ...quiet, erases: ['a'] }],
  ])('%s', (_title, head, expected) => {
    const base = { ...head, terraform: undefined };
    const found = changed(base, head);
    expect(found).toMatchObject(expected);
    if (!('previous' in expected)) expect(found.previous).toBeUndefined();
  });

  test('what the comparison says of the previous clone is not said again', () => {
    const drop = rerun({ erases: true, recovery: 'kept' });
    const head = one('2', { ...terraform({ action: 'replace', drops: ['a'] }), rerun: drop });
    const found = changed(one('1', { rerun: drop }), head);
    expect(found.drops).toEqual(['cluster `articles` in project `p`, its previous clone; kept']);
    expect(found.kind).toBe('rerun');
  });
});

describe('what changed without a new request', () => {
  test.each<[string, Change, Change, object[]]>([
    [
      'the owner',
      { about: { owner: 'a' } },
      { about: { owner: 'b' } },
      [{ field: 'owner', from: 'a', to: 'b' }],
    ],
    ['the data class', {}, { about: { dataClass: 'b' } }, [{ field: 'dataClass', to: 'b' }]],
    ['the end', { about: { expiresOn: 'a' } }, {}, [{ field: 'expiresOn', from: 'a' }]],
    ['the reason', {}, { about: { expiryReason: 'b' } }, [{ field: 'expiryReason', to: 'b' }]],
    ['the environment', {}, { about: { environment: 'b' } }, [{ field: 'environment', to: 'b' }]],
    [
      'the timeout',
      { waitMinutes: 1 },
      { waitMinutes: 2 },
      [{ field: 'timeoutMinutes', from: '1', to: '2' }],
    ],
    ['the journal', { journal: 'a' }, { journal: 'b' }, [{ field: 'journal', from: 'a', to: 'b' }]],
    [
      'the password',
      { password: '`a`' },
      { password: '`b`' },
      [{ field: 'passwordSink', from: 'a', to: 'b' }],
    ],
    [
      'an acknowledgement less',
      { acknowledgements: [{ ruleId: 'R', reason: 'x' }] },
      {},
      [{ field: 'acknowledge[]', from: '{"ruleId":"R","reason":"x"}' }],
    ],
  ])('%s takes effect at once', (_title, base, head, immediate) => {
    expect(changed(base, head)).toMatchObject({ kind: 'changed', immediate, pending: [] });
  });

  test('the declaration waits for the next request, leaf by leaf', () => {
    const base = { size: 1, list: ['a', 'b', 'b'], backup: { id: 'a', known: { x: 1 } } };
    const head = {
      size: 2,
      list: ['b', 'c'],
      backup: { id: 'a', known: { x: 2 } },
      added: { y: true },
    };
    expect(changed({ declaration: base }, { declaration: head })).toMatchObject({
      kind: 'changed',
      immediate: [],
      pending: [
        { field: 'added.y', to: 'true' },
        { field: 'list[]', from: 'a' },
        { field: 'list[]', from: 'b' },
        { field: 'list[]', to: 'c' },
        { field: 'size', from: '1', to: '2' },
      ],
    });
  });

  test('triggers that are ignored restore nothing, and those with expressions are not known', () => {
    const triggers = (ignored: string, checked = 'a') =>
      rerun({
        identity: {
          backup_id: `$\{var.a}`,
          checked_at: `$\{plantimestamp()}${checked}`,
          name: 'a',
        },
        ignored: { size: ignored },
      });
    expect(changed({ rerun: triggers('1') }, { rerun: triggers('2') })).toMatchObject({
      kind: 'same',
      causes: [],
      unknown: ['backup_id'],
    });
  });
});

test('an environment that is extended says by how many days, and why', () => {
  const about = (expiresOn: string, expiryReason?: string) => ({
    about: { environment: 'e', expiresOn, ...(expiryReason === undefined ? {} : { expiryReason }) },
  });
  const notes = (base: Change, head: Change) => changed(base, head).notes;
  expect(notes(about('2026-11-20', 'a'), about('2026-11-22', 'b'))).toEqual([
    'environment `e` is extended by 2 days, reason: `b`',
  ]);
  expect(notes(about('2026-11-20', 'a'), about('2026-11-21', 'a'))).toEqual([
    'environment `e` is extended by 1 day, without a new reason',
  ]);
  expect(notes(about('2026-11-20'), about('2026-11-21'))).toHaveLength(1);
  expect(notes(about('2026-11-21'), about('2026-11-20'))).toEqual([]);
  expect(notes({}, about('2026-11-20'))).toEqual([]);
  expect(notes(about('2026-11-20'), {})).toEqual([]);
});

test('the requests of two versions are told line by line', () => {
  const request = (size: number, note?: string) => ({
    requests: [
      { method: 'POST', url: 'https://x', body: { size }, ...(note === undefined ? {} : { note }) },
    ],
    declaration: { size },
  });
  expect(changed(request(1), request(2, 'sent `later`')).body).toEqual([
    '  POST https://x',
    '+ (sent later)',
    '  {',
    '-   "size": 1',
    '+   "size": 2',
    '  }',
  ]);
  expect(changed({ ...request(1), journal: 'a' }, request(1)).body).toEqual([]);
});

test('what erases comes first, then what drops, then what blocks, then by kind and path', () => {
  const erasing = { erases: ['a'], action: 'overwrite' } as const;
  const head = [
    { path: 'f' },
    { path: 'e' },
    { path: 'd', findings: [stopping] },
    { path: 'c', ...erasing },
    { path: 'b', ...erasing, findings: [stopping] },
  ];
  const drop = {
    ...one('2', { path: 'a', rerun: rerun({ erases: true, recovery: 'kept' }) }),
  };
  const before = { ...drop, rerun: { ...drop.rerun, identity: { backup_id: '1' } } };
  const rest = one('3', { path: 'g', address: 'x' });
  expect(
    kinds(
      [before, rest, { path: 'z', action: 'add' }],
      [...head, drop, { ...rest, rerun: rerun({ identity: { backup_id: '4' } }) }],
    ),
  ).toEqual(['new b', 'new c', 'rerun a', 'new d', 'rerun g', 'new e', 'new f', 'removed z']);
});

test('what a re-run says as a trigger is not said as a change of the declaration again', () => {
  const base = one('1', { declaration: { backup: { id: '1' }, size: 1, other: '1' } });
  const head = one('2', { declaration: { backup: { id: '2' }, size: 4, other: '3' } });
  expect(changed(base, head).immediate).toEqual([
    { field: 'other', from: '1', to: '3' },
    { field: 'size', from: '1', to: '4' },
  ]);
});

test('a prop that changes from and to the same values as a trigger is said', () => {
  const base = one('1', { declaration: { backup: { id: '1' }, allowed: '1', size: '1' } });
  const head = one('2', { declaration: { backup: { id: '2' }, allowed: '2', size: '2' } });
  expect(changed(base, head).immediate).toEqual([
    { field: 'allowed', from: '1', to: '2' },
    { field: 'size', from: '1', to: '2' },
  ]);
});

test('an acknowledgement that is new is a downgrade, and not said twice', () => {
  const acknowledgements = [{ ruleId: 'RULE', reason: 'agreed' }];
  const findings = [plannedFinding({ acknowledged: 'agreed' })];
  expect(changed({}, { acknowledgements, findings })).toMatchObject({
    kind: 'changed',
    immediate: [],
    downgrades: ['acknowledges `RULE`: `agreed`'],
  });
});

test('each kind of change is counted, and blocking findings of head alone', () => {
  const plan = (asOf: string | undefined, ...all: Change[]) =>
    planDocument('cdktf.out', all.map(plannedRestore), { notReviewed: [], states: [] }, asOf);
  const drop = rerun({ erases: true, recovery: 'kept' });
  const again = one('1', { path: 'again', rerun: drop });
  const left = one('1', { path: 'left' });
  const base = plan(
    undefined,
    again,
    left,
    { path: 'same', findings: [stopping] },
    { path: 'changed' },
    { path: 'gone', action: 'add', findings: [stopping] },
  );
  const head = plan(
    '2026-11-20',
    one('2', { path: 'again', rerun: drop }),
    one('2', { path: 'left', target: { ...target, name: 'next' } }),
    { path: 'same', findings: [stopping] },
    { path: 'changed', journal: 'b' },
    { path: 'new', erases: ['a'] },
  );
  const diff = diffOf(base, head);
  expect(diff.counts).toEqual({
    rerun: 2,
    new: 1,
    removed: 1,
    changed: 1,
    same: 1,
    destructive: 1,
    dropping: 1,
    leftBehind: 1,
    stopping: 1,
  });
  expect([diff.kind, diff.asOf]).toEqual(['cdktf-cluster-restore/restore-diff', '2026-11-20']);
  expect(diffOf(base, base)).not.toHaveProperty('asOf');
});
