import type { LedgerEntry } from '../../src/records/ledger';
import { restoredLine } from '../../src/records/restored';
import type { Inspection } from '../../src/vendor/outcomes';
import { drillOfAMonth } from '../support/drills';
import {
  cluster,
  declared,
  entry,
  held,
  journal,
  NO_API,
  place,
  records,
  saying,
} from './support/values';

const line = (entries: readonly LedgerEntry[], looked: Partial<Inspection> = {}) => {
  const vendor = saying({
    inspect: async ({ cluster_id: id }) => ({
      ...{ presence: 'there', text: `articles ${id}`, drift: [], unconfirmed: [], doubts: [] },
      ...looked,
    }),
  });
  const all = entries.map((one) => ({ ...one, vendor }));
  return restoredLine(records([place()], [declared()]), all, () => NO_API, []);
};

describe('a restore that a state holds', () => {
  test.each<[string, LedgerEntry, Partial<Inspection>, object]>([
    [
      'is not sent again',
      entry(),
      {},
      {
        state: 'ok',
        text: 'by an earlier apply (`in01-1`, `articles in01-1`), according to the state: nothing will be sent',
      },
    ],
    [
      'without an id of its own too',
      entry({ operation: 'restoreCluster', recorded: {} }),
      { text: 'x' },
      {
        state: 'ok',
        text: 'by an earlier apply (`x`), according to the state: nothing will be sent',
      },
    ],
    [
      'is wrong where it is gone',
      entry(),
      { presence: 'gone', text: 'not listed' },
      {
        state: 'wrong',
        text: 'was restored, but no longer exists: `in01-1`, `not listed`',
        fix: 'To restore it again: terraform -chdir=out/stacks/stack apply -replace=null_resource.submit',
      },
    ],
    [
      'is not known where nobody says',
      entry(),
      { presence: 'unknown', text: 'refused' },
      { state: 'unknown', text: 'the state holds it, but: `in01-1`, `refused`' },
    ],
    [
      'is wrong where it is doubted',
      entry(),
      { doubts: ['its name is x', 'it is older'] },
      {
        ...{ state: 'wrong', text: 'is in the state, but its name is x; it is older' },
        fix: 'Look at it with "npx cluster-restore status"',
      },
    ],
  ])('%s', async (_title, one, looked, expected) => {
    expect(await line([one], looked)).toEqual({ check: 'restored', ...expected });
  });

  const drill = (minutes: number) => {
    const result = JSON.stringify(drillOfAMonth('2026-11', minutes));
    return entry({ recorded: { cluster_id: 'in01-1', drill_result: result } });
  };
  test('as a drill is what its result says', async () => {
    const gone = { presence: 'gone' } as const;
    expect(await line([drill(30)], gone)).toMatchObject({
      ...{
        state: 'ok',
        text: expect.stringMatching(/^`the drill 2026-11 passed .*`: nothing will be sent$/),
      },
    });
    for (const looked of [gone, {}]) {
      expect(await line([drill(90)], looked)).toMatchObject({
        ...{ state: 'wrong', text: expect.stringMatching(/^`the drill 2026-11 failed /) },
        fix: 'Correct the cause, then repeat it with another token',
      });
    }
    expect((await line([drill(30)]))?.text).toContain('according to the state');
  });

  const other = { backup_id: 'backup-2', cu_size: '2' };
  test.each<[string, LedgerEntry]>([
    ['without its own result', entry({ inState: held({ isRight: false }) })],
    ['that was not waited for', entry({ inState: held({ isFinished: false }) })],
    ['that is tainted', entry({ inState: held({ isTainted: true }) })],
    ['whose request is tainted', entry({ inState: held({ isSubmitTainted: true }) })],
    ['that is deposed', entry({ inState: held({ isDeposed: true }) })],
    ['that was restored again', entry({ isReplaced: true })],
    ['that nothing declares', entry({ declared: undefined })],
    ['of another backup', entry({ inState: held({ declared: other }) })],
    [
      'of more than is declared',
      entry({ inState: held({ declared: { backup_id: 'backup-1', more: '1' } }) }),
    ],
    ['of less than is declared', entry({ inState: held({ declared: { cu_size: '2' } }) })],
    ['of as many other triggers', entry({ inState: held({ declared: { target: 'backup-1' } }) })],
    [
      'of a value that is known after apply',
      entry({
        // biome-ignore lint/suspicious/noTemplateCurlyInString: as Terraform writes it.
        declared: declared({ triggers: { backup_id: '${var.id}' } }),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: as Terraform writes it.
        inState: held({ declared: { backup_id: '${var.id}' } }),
      }),
    ],
  ])('is sent again %s', async (_title, one) => {
    expect(await line([one])).toBeUndefined();
  });

  test('stays as it is where only what is ignored differs', async () => {
    const size = { backup_id: 'backup-1', cu_size: '8' };
    expect(await line([entry({ inState: held({ declared: size }) })])).toMatchObject({
      state: 'ok',
    });
    const none = held({ declared: { backup_id: 'backup-1' } });
    expect(await line([entry({ inState: none })])).toMatchObject({ state: 'ok' });
  });
});

describe('a restore of which a journal tells', () => {
  const own = journal({
    identity: { backup_id: 'backup-1' },
    accepted: [{ cluster_id: 'in01-0' }, { cluster_id: 'in01-8' }],
    clusters: [cluster('in01-8')],
  });
  const begun = (change: Partial<LedgerEntry> = {}, more: Partial<typeof own> = {}) =>
    entry({
      ...{ inState: undefined, recorded: { cluster_id: 'in01-8' } },
      journal: { ...own, isUnfinished: true, ...more },
      ...change,
    });
  const done = (change: Partial<LedgerEntry> = {}) =>
    begun({ isStateKnown: false, ...change }, { isUnfinished: false });

  test('is continued where its run did not end, whatever the state holds', async () => {
    expect(await line([entry({ journal: undefined, inState: undefined }), begun()])).toEqual({
      ...{ check: 'restored', state: 'ok' },
      text: 'was begun (`in01-8`, `articles in01-8`), according to the journal: the next apply continues it, and sends nothing',
    });
  });

  test('is done where the state is not on this machine', async () => {
    expect((await line([done()]))?.text).toBe(
      'by an earlier apply (`in01-8`, `articles in01-8`), according to the journal: nothing will be sent while the state of `stack` holds it',
    );
  });

  test.each<[string, LedgerEntry, Partial<Inspection>]>([
    ['its run ended and the state is known', begun({}, { isUnfinished: false }), {}],
    [
      'the state holds what is no longer declared',
      begun({ inState: held({ isFinished: false }) }),
      {},
    ],
    ['another submission followed', begun({ isReplaced: true }), {}],
    ['nothing was accepted', begun({}, { accepted: [] }), {}],
    ['nothing declares it', begun({ declared: undefined }), {}],
    ['it is of another backup', begun({}, { identity: { backup_id: 'backup-2' } }), {}],
    ['it is not there', begun(), { presence: 'gone' }],
    ['nobody says', done(), { presence: 'unknown' }],
    ['it is doubted', done(), { doubts: ['its name'] }],
  ])('says nothing where %s', async (_title, one, looked) => {
    expect(await line([one], looked)).toBeUndefined();
  });
});
