import * as fc from 'fast-check';
import {
  departureOfLast,
  LONGEST_WAIT_MS,
  type Pace,
  paceOf,
  type Ticket,
} from '../../../src/client/pace/departures';

test.each<[number, Pace]>([
  [20, { requests: 18, windowMs: 1250 }],
  [10, { requests: 9, windowMs: 1250 }],
  [2.5, { requests: 2, windowMs: 1250 / 1.125 }],
  [2, { requests: 1, windowMs: 1250 / 1.8 }],
  [1, { requests: 1, windowMs: 1250 / 0.9 }],
  [0.5, { requests: 1, windowMs: 1250 / 0.45 }],
])(
  'of %d requests a second, nine tenths leave in a window that is a quarter longer',
  (perSecond, { requests, windowMs }) => {
    expect(paceOf(perSecond)).toEqual({ requests, windowMs: expect.closeTo(windowMs, 6) });
  },
);

const TWO: Pace = { requests: 2, windowMs: 1000 };
const asked = (...times: number[]): Ticket[] => times.map((time) => ({ asked: time }));

test.each<[string, Ticket[], number]>([
  ['alone leaves at once', asked(7), 7],
  ['within the limit leaves at once', asked(7, 8), 8],
  ['beyond the limit waits until the window of the first is over', asked(0, 10, 20), 1000],
  ['waits behind all before it', asked(0, 0, 0, 0, 0), 2000],
  ['after a pause leaves at once', asked(0, 10, 1500), 1500],
  ['leaves as others have written down', [{ asked: 0, leaves: 40 }, ...asked(41, 42)], 1040],
  [
    'leaves as others have written down, also where they kept to another limit',
    [{ asked: 0, leaves: 0 }, { asked: 0, leaves: 0 }, { asked: 0, leaves: 10 }, ...asked(20, 21)],
    1010,
  ],
  ['ignores a ticket from the future', asked(9_000_000, 8_000_000, 20), 20],
  ['ignores a departure that nobody waits for', [{ asked: 0, leaves: 9e9 }, ...asked(20)], 20],
  ['waits for a ticket that is a moment ahead', asked(500, 20), 500],
  ['behind a hundred waits no longer than the bound', asked(...Array<number>(101).fill(7)), 30_007],
])('a request %s', (_title, line, leaves) => {
  expect(departureOfLast(line, TWO)).toBe(leaves);
});

/** Processes that join the line one after another and write down when they leave, or are killed before they can. */
function departures(gaps: readonly number[], killed: readonly boolean[], pace: Pace, kept = 1e9) {
  const line: Ticket[] = [];
  let now = 0;
  return gaps.map((gap, index) => {
    now += gap;
    const leaves = departureOfLast([...line, { asked: now }].slice(-kept), pace);
    line.push(killed[index] === true ? { asked: now } : { asked: now, leaves });
    return { asked: now, leaves };
  });
}

const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 80 });
const killed = fc.array(fc.boolean(), { maxLength: 80 });
const pace = fc.record({
  requests: fc.integer({ min: 1, max: 12 }),
  windowMs: fc.integer({ min: 1, max: 1500 }),
});

test('never more than the limit leave in any window, in the order of joining, and none later than it must', () => {
  void fc.assert(
    fc.property(gaps, killed, pace, (someGaps, someKilled, somePace) => {
      const all = departures(someGaps, someKilled, somePace);
      // A line so long that somebody would wait for more than the bound is another matter.
      fc.pre(all.every(({ asked: at, leaves }) => leaves < at + LONGEST_WAIT_MS));
      for (const [index, { asked: at, leaves }] of all.entries()) {
        const before = all[index - 1]?.leaves ?? 0;
        const first = all[index - somePace.requests];
        const opens = first === undefined ? 0 : first.leaves + somePace.windowMs;
        expect(leaves).toBeGreaterThanOrEqual(Math.max(at, before, opens));
        expect(leaves).toBe(Math.max(at, before, opens));
      }
    }),
  );
});

test('whoever reads only the end of the line leaves as if the whole were there', () => {
  void fc.assert(
    fc.property(gaps, pace, (someGaps, somePace) => {
      const whole = departures(someGaps, [], somePace);
      expect(departures(someGaps, [], somePace, somePace.requests + 1)).toEqual(whole);
    }),
  );
});

const anyTime = fc.oneof(
  fc.double({ min: 0, max: 1e15, noNaN: true }),
  fc.integer({ min: 0, max: 5000 }),
);
const anyTicket = fc.record({
  asked: anyTime,
  leaves: fc.option(anyTime, { nil: undefined }),
});

test('whatever is in the line, nobody waits for longer than the bound', () => {
  void fc.assert(
    fc.property(
      fc.array(anyTicket, { maxLength: 200, size: 'max' }),
      fc.integer({ min: 0, max: 5000 }),
      pace,
      (line, now, somePace) => {
        const leaves = departureOfLast([...line, { asked: now }], somePace);
        expect(leaves).toBeGreaterThanOrEqual(now);
        expect(leaves).toBeLessThanOrEqual(now + LONGEST_WAIT_MS);
      },
    ),
  );
});
