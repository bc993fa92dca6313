import fc from 'fast-check';
import {
  choiceInTriggers,
  choiceOfTrigger,
  choiceText,
  newestNotLater,
  noneNotLater,
} from '../../src/vendor/backup-choice';

const TIME = '2026-11-20T03:15:00Z';
const at = (id: string, time: string) => ({ id, time });
const MORNING = at('b', '2026-11-20T03:00:00Z');
const SAME = at('a', '2026-11-20T03:00:00Z');
const EVENING = at('c', '2026-11-19T20:00:00Z');
const own = <Value>(value: Value) => value;

describe('the newest backup that is not later than a moment', () => {
  test.each([
    ['a second before it', [at('x', '2026-11-20T03:14:59Z')], 'x'],
    ['of that very moment', [at('x', TIME)], 'x'],
    ['of that moment in another time zone', [at('x', '2026-11-20T04:15:00+01:00')], 'x'],
    ['a second later', [at('x', '2026-11-20T03:15:01Z')], undefined],
    ['without a time', [at('x', '')], undefined],
    ['with a time that is none', [at('x', 'yesterday')], undefined],
    ['beside older and later ones', [EVENING, MORNING, at('x', '2026-11-21T00:00:00Z')], 'b'],
    ['of two of the same time, by its id', [MORNING, SAME, EVENING], 'a'],
    ['in a list without any', [], undefined],
  ])('one %s', (_title, backups, expected) => {
    expect(newestNotLater(backups, TIME, own)?.id).toBe(expected);
    expect(newestNotLater([...backups].reverse(), TIME, own)?.id).toBe(expected);
  });

  test('a moment that cannot be read chooses nothing', () => {
    expect(newestNotLater([MORNING], '', own)).toBeUndefined();
  });

  test('is never later, and nothing that is not later is newer', () => {
    const moment = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2026-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    const backup = fc.record({ id: fc.string(), time: moment.map((date) => date.toISOString()) });
    fc.assert(
      fc.property(fc.array(backup), moment, (backups, limit) => {
        const chosen = newestNotLater(backups, limit.toISOString(), own);
        const fitting = backups.filter(({ time }) => time <= limit.toISOString());
        if (chosen === undefined) return fitting.length === 0;
        return fitting.includes(chosen) && fitting.every(({ time }) => time <= chosen.time);
      }),
    );
  });

  test('where there is none, the error names the oldest', () => {
    expect(noneNotLater('in01-a', TIME, EVENING).message).toBe(
      'cluster "in01-a" has no backup not later than 2026-11-20T03:15:00Z that can be restored: the oldest is "c" of 2026-11-19T20:00:00Z. Choose a later time. List the backups: npx cluster-restore backups --cluster in01-a.',
    );
    expect(noneNotLater('in01-a', TIME, undefined).problem).toContain(': it has none');
  });
});

test.each([
  [{ backupId: 'backup11_a' }, 'backup11_a', 'the latest backup'],
  [{ latest: true as const }, 'latest', 'the latest backup'],
  [
    { before: { time: TIME } },
    `not later than ${TIME}`,
    `the newest backup not later than ${TIME}`,
  ],
  [{ now: {} }, 'now', 'the backup that is made first'],
])('%j is in a trigger as %j', (choice, trigger, text) => {
  expect(choiceInTriggers(choice)).toBe(trigger);
  expect(choiceOfTrigger(trigger)).toEqual(choice);
  expect(choiceText(choice)).toBe(text);
});

test('a moment is marked where people read it', () => {
  expect(choiceText({ before: { time: TIME } }, (value) => `<${value}>`)).toBe(
    `the newest backup not later than <${TIME}>`,
  );
});
