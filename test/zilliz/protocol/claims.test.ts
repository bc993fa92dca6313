import { doubtsOfDescribedJob } from '../../../src/zilliz/protocol/claims';

const claim = { recorded: { requested_at: '2026-11-21T00:00:00Z' } };

test.each<[string, object, string[]]>([
  ['a restore since', { startTime: '2026-11-21T00:01:00Z' }, []],
  ['one that has not begun', { startTime: null }, []],
  ['clocks five minutes apart', { startTime: '2026-11-20T23:55:00Z' }, []],
  [
    'an older one',
    { startTime: '2026-11-20T23:54:59Z' },
    ['it began at 2026-11-20T23:54:59Z, before the request (2026-11-21T00:00:00Z)'],
  ],
  ['a backup', { type: 'BACKUP' }, ['its type is "BACKUP", not RESTORE']],
])('%s', (_title, job, doubts) => {
  expect(doubtsOfDescribedJob({ type: 'RESTORE', ...job }, claim)).toEqual(doubts);
});

test('without the time of the request nothing is proven', () => {
  expect(doubtsOfDescribedJob({ type: 'RESTORE' }, { recorded: {} })).toEqual([
    'the time of the request was not recorded',
  ]);
});
