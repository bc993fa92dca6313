import { createdId, creationId, type LedgerEntry, ledgerOf } from '../../src/records/ledger';
import type { RecordedPlace } from '../../src/records/records';
import {
  cluster,
  declared,
  entry,
  held,
  journal,
  place,
  records,
  vendorNamed,
} from './support/values';

const cockroach = vendorNamed('cockroach');

/** What is recorded in one place, each restore in a line: where it is from, its path, and its cluster. */
const lines = (entries: readonly LedgerEntry[]) =>
  entries.map((one) => {
    const from = one.inState !== undefined ? 'state' : one.journal !== undefined ? 'journal' : '-';
    const marks = [one.isReplaced && 'replaced', one.isUnknown && 'unknown'].filter(Boolean);
    const id = one.recorded.cluster_id ?? one.recorded.job_id ?? '-';
    const known = one.declared === undefined ? 'undeclared' : 'declared';
    return [from, one.path, id, known, ...marks].join(' ');
  });

const found = (change: Partial<RecordedPlace>, restores = [declared()]) =>
  ledgerOf(records([place(change)], restores));

describe('a restore in a state is the declared one', () => {
  test.each([
    ['by the address of its record', held({ submitAddress: undefined })],
    ['by that of its request', held({ address: 'null_resource.former' })],
  ])('%s', (_title, restore) => {
    const [only, ...others] = found({ state: [restore] });
    expect(others).toEqual([]);
    expect(only).toMatchObject({ path: 'stack/articles', inState: restore, isStateKnown: true });
    expect(only?.declared?.key).toBe('articles-key');
    // What was declared then, and what was recorded.
    expect(only?.recorded).toEqual({ backup_id: 'backup-1', cu_size: '4', cluster_id: 'in01-1' });
  });

  test.each([
    ['where neither is its address', held({ address: 'a', submitAddress: 'b' })],
    ['where the state has lost its request', held({ address: 'a', submitAddress: undefined })],
  ])('but not %s', (_title, restore) => {
    expect(lines(found({ state: [restore] }))).toEqual([
      'state a in01-1 undeclared',
      '- stack/articles - declared',
    ]);
  });

  test('but not of another stack', () => {
    const all = [place({ state: [held()] }), place({ stack: 'other' })];
    const found = ledgerOf(records(all, [declared({ stack: 'other' })]));
    expect(lines(found)).toEqual([
      'state null_resource.submitted in01-1 undeclared',
      '- stack/articles - declared',
    ]);
    expect(found.map(({ isStackDeclared }) => isStackDeclared)).toEqual([true, false]);
  });
});

describe('the journal of a restore in a state', () => {
  const submitAddress = 'null_resource.submit';
  test.each([
    ['names its cluster', { clusters: [cluster('in01-1')] }, true],
    ['names its step, and no cluster', { submitAddress }, true],
    ['has its key, and no cluster', { key: 'articles-key' }, true],
    ['names its step, and another cluster', { submitAddress, clusters: [cluster('x')] }, false],
    ['has its key, and another cluster', { key: 'articles-key', clusters: [cluster('x')] }, false],
    ['names nothing of it', {}, false],
  ])('%s: whether it is its own', (_title, change, isOwn) => {
    const journals = [journal({ path: 'stack/journal', ...change })];
    const [first] = found({ state: [held()], journals });
    expect(first?.journal === journals[0]).toBe(isOwn);
  });

  test('is not that of another one without an id', () => {
    const journals = [journal({ clusters: [{ recorded: {}, isReplaced: false }] })];
    const [first] = found({ state: [held({ recorded: {} })], journals });
    expect(first?.journal).toBeUndefined();
  });

  test('of two without a step it is neither', () => {
    const journals = [journal()];
    const state = [held({ submitAddress: undefined })];
    expect(found({ state, journals }, [])[0]?.journal).toBeUndefined();
  });

  test('is that of what it names, and never by its step of what is deposed', () => {
    const state = [held({ isDeposed: true })];
    const [bare] = found({ state, journals: [journal({ submitAddress })] });
    expect(bare?.journal).toBeUndefined();
    const [named] = found({ state, journals: [journal({ clusters: [cluster('in01-1')] })] });
    expect(named?.journal).toBeDefined();
  });

  test('says its path, its operation and whose it is where the code does not', () => {
    const about = { owner: 'search' };
    const own = journal({ operation: 'restoreCollections', clusters: [cluster('in01-1')], about });
    const state = [held({ address: 'a', submitAddress: 'b' })];
    expect(found({ state, journals: [own] })[0]).toMatchObject({
      path: 'stack/other',
      operation: 'restoreCollections',
      about,
    });
    expect(found({ state })[0]).toMatchObject({ operation: 'restoreCluster', about: {} });
    const none = found({ state: [held({ ...state[0], operations: [], vendor: undefined })] });
    expect(none[0]).toMatchObject({ operation: '', vendor: undefined });
  });
});

test('what the code removes is that, also as the first instance of what is left', () => {
  const { addresses } = records([]).declared;
  const removal = (address: string, stack = 'stack') =>
    ledgerOf(
      records([place({ state: [held({ address: 'null_resource.gone[0]' })] })], [], {
        declared: { restores: [], addresses, removals: [{ stack, address }] },
      }),
    )[0]?.isRemoving;
  expect(removal('null_resource.gone')).toBe(true);
  expect(removal('null_resource.gone[0]')).toBe(false);
  expect(removal('null_resource.go')).toBe(false);
  expect(removal('null_resource.gone', 'other')).toBe(false);
  const middle = held({ address: 'module.a[0].null_resource.gone' });
  const inModule = ledgerOf(
    records([place({ state: [middle] })], [], {
      declared: {
        ...{ restores: [], addresses },
        removals: [{ stack: 'stack', address: 'module.a.null_resource.gone' }],
      },
    }),
  );
  expect(inModule[0]?.isRemoving).toBe(false);
});

describe('a journal is of the declared restore', () => {
  test.each([
    ['of its path', { path: 'stack/articles' }],
    ['of its key, under a former path', { key: 'articles-key' }],
    ['of its step', { submitAddress: 'null_resource.submit' }],
  ])('%s', (_title, change) => {
    const about = { owner: 'of the code' };
    const journals = [journal({ clusters: [cluster('in01-1')], about: { owner: 'x' }, ...change })];
    const all = found({ journals }, [declared({ about })]);
    expect(lines(all)).toEqual(['journal stack/articles in01-1 declared']);
    expect(all[0]?.about).toEqual(about);
  });

  test('or of none', () => {
    const about = { owner: 'of the journal' };
    const journals = [journal({ clusters: [cluster('in01-1')], about })];
    const all = found({ journals });
    expect(lines(all)).toEqual([
      'journal stack/other in01-1 undeclared',
      '- stack/articles - declared',
    ]);
    expect(all[0]?.about).toEqual(about);
  });
});

describe('what a journal tells', () => {
  const accepted = [{ cluster_id: '', job_id: 'job-1' }];
  test.each<[string, Parameters<typeof journal>[0], string[]]>([
    ['of each cluster', { clusters: [cluster('a'), cluster('b', true)] }, ['a', 'b replaced']],
    ['of a lost response', { unknown: [{}], hasSent: true }, ['- unknown']],
    [
      'of a cluster is all, though a job was accepted',
      { clusters: [cluster('a')], accepted, hasSent: true },
      ['a'],
    ],
    ['is nothing where nothing was sent', {}, []],
    ['is that something was sent, where nothing else is', { hasSent: true }, ['-']],
    [
      'is the job that was accepted last, where no cluster came of it',
      { hasSent: true, accepted: [{ job_id: 'job-1' }, { job_id: 'job-2' }] },
      ['job-2'],
    ],
    [
      'of clusters that were replaced is not of the one that was sent since',
      { clusters: [cluster('a', true)], hasSent: true },
      ['a replaced', '-'],
    ],
    ['of replaced clusters may be all', { clusters: [cluster('a', true)] }, ['a replaced']],
  ])('%s', (_title, change, expected) => {
    const told = found({ journals: [journal(change)] }, []);
    expect(lines(told)).toEqual(
      expected.map((one) => {
        const [id, ...marks] = one.split(' ');
        return ['journal stack/other', id, 'undeclared', ...marks].join(' ');
      }),
    );
  });

  test('is nothing more where the state holds what was sent', () => {
    const own = journal({ submitAddress: 'null_resource.submit', hasSent: true });
    expect(lines(found({ state: [held({ recorded: {} })], journals: [own] }))).toEqual([
      'state stack/articles - declared',
    ]);
  });

  test('is each restore that has its own id, also next to what the state holds', () => {
    const own = journal({
      ...{ vendor: 'cockroach', operation: 'restoreDatabases', hasSent: true },
      submitAddress: 'null_resource.submit',
      accepted: [{ job_id: 'job-1' }, { job_id: 'job-2' }],
    });
    const state = [
      held({ vendor: cockroach, operations: ['restoreDatabases'], recorded: { job_id: 'job-2' } }),
    ];
    expect(lines(found({ state, journals: [own] }, []))).toEqual([
      'state stack/other job-2 undeclared',
      'journal stack/other job-1 undeclared',
    ]);
  });
});

describe('a journal of an older release', () => {
  const of = (change: Parameters<typeof journal>[0]) =>
    found({ journals: [journal({ vendor: '', operation: '', ...change })] }, [])[0];
  const zillizId = 'in01-2f81c0a5d4e6f78';

  test('says its vendor by the form of the id, and its operation by that', () => {
    expect(of({ clusters: [cluster(zillizId)] })).toMatchObject({
      vendor: vendorNamed('zilliz'),
      operation: 'restoreCluster',
    });
    const uuid = '6f0b0b6e-1c5b-4b62-9b5e-2d3c1a9f7e55';
    expect(of({ clusters: [cluster(uuid)] })?.vendor).toBe(cockroach);
  });

  test('says none where it has no id, another form, or names one that is unknown here', () => {
    expect(of({ unknown: [{}], hasSent: true })).toMatchObject({
      vendor: undefined,
      operation: '',
    });
    expect(of({ clusters: [cluster('x')] })?.vendor).toBeUndefined();
    expect(of({ clusters: [cluster(zillizId)], vendor: 'acme' })?.vendor).toBeUndefined();
  });

  test('has the vendor and the operation that the code declares', () => {
    const own = journal({ vendor: '', operation: '', key: 'articles-key', unknown: [{}] });
    const operation = cockroach.definition.operations.restoreTables;
    if (operation === undefined) throw new Error('there is no such operation');
    const code = declared({ vendor: cockroach, operation });
    expect(found({ journals: [own] }, [code])[0]).toMatchObject({
      vendor: cockroach,
      operation: 'restoreTables',
    });
  });
});

describe('what is declared and of which nothing is recorded', () => {
  test('is one entry, also where the state is not known', () => {
    const expected = {
      path: 'stack/articles',
      recorded: {},
      inState: undefined,
      journal: undefined,
    };
    const [only, ...others] = found({ state: undefined });
    expect(only).toMatchObject({
      ...expected,
      ...{ isStateKnown: false, operation: 'restoreCluster', isReplaced: false, isUnknown: false },
      ...{ isStackDeclared: true, isRemoving: false },
    });
    expect(others).toEqual([]);
  });

  test('is none of a workspace of which nothing is known', () => {
    const of = (change: Partial<RecordedPlace>) =>
      lines(found({ workspace: 'pr', ...change })).length;
    expect(of({ state: undefined })).toBe(0);
    expect(of({ state: [] })).toBe(1);
  });
});

describe('a cluster is reported once', () => {
  test('by the state rather than by what it replaced, a journal, or an earlier run', () => {
    const one = [
      place({
        workspace: 'pr',
        journals: [journal({ clusters: [cluster('in01-1', true)] })],
        state: [held({ isDeposed: true, address: 'deposed' })],
      }),
      place({ journals: [journal({ clusters: [cluster('in01-1')] })] }),
      place({ workspace: 'last', state: [held()] }),
    ];
    const kept = (places: RecordedPlace[]) =>
      ledgerOf(records(places)).map(({ workspace, inState, isReplaced }) => [
        workspace,
        inState?.isDeposed,
        isReplaced,
      ]);
    expect(kept(one)).toEqual([['last', false, false]]);
    expect(kept(one.slice(0, 2))).toEqual([['pr', true, false]]);
    const [former, ...rest] = one;
    if (former === undefined) throw new Error('unreachable');
    const journals = [{ ...former, state: [] }, ...rest.slice(0, 1)];
    expect(kept(journals)).toEqual([['default', undefined, false]]);
    expect(kept([...journals].reverse())).toEqual([['default', undefined, false]]);
  });

  test('and of two that say the same by the first; all are in the order of the places', () => {
    const state = [held({ address: 'a' }), held({ address: 'b' })];
    const journals = [journal({ clusters: [cluster('z')] })];
    const all = ledgerOf(
      records([
        place({ journals, state }),
        place({ workspace: 'w', state: [held({ recorded: { cluster_id: 'c' } })] }),
      ]),
    );
    expect(lines(all)).toEqual([
      'state a in01-1 undeclared',
      'journal stack/other z undeclared',
      'state null_resource.submitted c undeclared',
    ]);
  });

  test('what creates nothing is reported each time', () => {
    const state = ['a', 'b'].map((address) =>
      held({ address, operations: ['restoreCollections'] }),
    );
    expect(lines(found({ state }, []))).toHaveLength(2);
  });
});

describe('the id of what a restore created', () => {
  const target = { cluster_id: 'in01-1', job_id: 'job-1' };
  test.each([
    ['of a cluster', {}, 'in01-1', 'in01-1'],
    ['of collections', { operation: 'restoreCollections' }, '', ''],
    ['of what this release does not know', { operation: 'restoreAll' }, '', ''],
    ['of what every object has', { operation: 'toString' }, '', ''],
    ['of another vendor', { vendor: undefined }, '', ''],
    ['of nothing', { recorded: {} }, '', ''],
    [
      'of a cluster that a journal names, whatever the operation',
      { operation: '', journal: journal({ clusters: [cluster('in01-1')] }) },
      'in01-1',
      'in01-1',
    ],
    [
      'of another cluster than the journal names',
      { operation: '', journal: journal({ clusters: [cluster('x')] }) },
      '',
      '',
    ],
    [
      'of databases, in a cluster that stays',
      { vendor: cockroach, operation: 'restoreDatabases', recorded: { job_id: 'job-1' } },
      '',
      'job-1',
    ],
    [
      'of databases without a job',
      { vendor: cockroach, operation: 'restoreDatabases', recorded: {} },
      '',
      '',
    ],
    [
      'of tables',
      { vendor: cockroach, operation: 'restoreTables', recorded: { job_id: 'job-1' } },
      '',
      '',
    ],
  ])('%s', (_title, change, created, creation) => {
    const one = entry({ recorded: target, ...change });
    expect([createdId(one), creationId(one)]).toEqual([created, creation]);
  });
});
