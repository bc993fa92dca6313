import * as fc from 'fast-check';
import { RefusedError, UnusableResponse } from '../../../src/client/errors';
import { wait } from '../../../src/runner/wait/wait';
import { watchFor } from '../../../src/runner/wait/watch';
import type { Progress } from '../../../src/vendor/outcomes';
import { journalEntry, newJournal, stepContext } from '../../support/step';

let now: number;
beforeEach(() => {
  now = 0;
  // Time passes by what is slept, and by nothing else.
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(((resume: () => void, ms = 0) => {
    now += ms / 1000;
    queueMicrotask(resume);
  }) as unknown as typeof setTimeout);
});
afterEach(() => jest.restoreAllMocks());

interface Parts {
  readonly timeoutMinutes?: number;
  readonly pollSeconds?: number;
  /** What a job reports at a second of the wait. */
  readonly poll?: (now: number) => Progress;
  /** From when on the result is there. */
  readonly thereAt?: number;
}

/** A wait in simulated time: when it looked at its job, when it ended and how. */
async function waited({ timeoutMinutes = 60, pollSeconds, poll, thereAt = 0 }: Parts) {
  const journal = newJournal();
  journal.write(journalEntry());
  const looks: number[] = [];
  const context = stepContext({
    step: 'wait',
    journal,
    spec: { recorded: { job_id: 'job-1' }, timeoutMinutes },
    elapsed: () => now,
    operation: {
      poll: async () => {
        looks.push(now);
        return poll?.(now) ?? { state: 'done', status: 'SUCCESSFUL' };
      },
      verify: async () =>
        now < thereAt ? { notThere: 'the cluster is CREATING' } : { problems: [], facts: {} },
    },
  });
  const settings = { pollSeconds, requestTimeoutSeconds: 30 };
  const error = await wait({ ...context, settings }).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  return { looks, ended: now, error };
}
const running = (percent?: number): Progress => ({
  state: 'running',
  status: 'IN_PROGRESS',
  ...(percent === undefined ? {} : { percent }),
});
const untilDone = (length: number, percent: (now: number) => number | undefined) => (at: number) =>
  at < length ? running(percent(at)) : ({ state: 'done', status: 'SUCCESSFUL' } as const);

test('a job whose percentage rises is seen to have ended within 2 seconds', async () => {
  const poll = untilDone(3000, (at) => Math.floor(at / 30));
  const { looks, ended } = await waited({ poll });
  expect(ended - 3000).toBeLessThanOrEqual(2);
  expect(looks.length).toBeLessThan(150);
});

test('the result of a long job is looked for as often as at the beginning of a wait', async () => {
  const { ended } = await waited({ poll: untilDone(3000, () => undefined), thereAt: 3060 });
  expect(ended - 3060).toBeLessThanOrEqual(5);
});

describe('the timeout', () => {
  test.each<[string, Parts]>([
    ['no percentage', {}],
    ['a percentage', { poll: (at) => running(Math.floor(at / 120)) }],
    ['a constant interval', { pollSeconds: 50 }],
    ['an interval that is longer than the timeout', { pollSeconds: 7200 }],
  ])('ends with a last look at its very end, with %s', async (_title, parts) => {
    const { looks, ended, error } = await waited({ poll: () => running(), ...parts });
    expect(error?.message).toContain('the restore had not ended after 60 min (timeoutMinutes)');
    expect([looks.at(-1), ended]).toEqual([3600, 3600]);
  });

  test('does not fail a job that ends with it', async () => {
    const { error, looks } = await waited({ poll: untilDone(3600, () => undefined) });
    expect([error, looks.at(-1)]).toEqual([undefined, 3600]);
  });

  test('names what was said last, of several that are waited for', async () => {
    const watch = watchFor(stepContext({ step: 'wait', elapsed: () => now }));
    watch.report('a: 10 %', 'a');
    watch.report('b: 10 %', 'b');
    watch.report('a: 20 %', 'a');
    now = 60;
    await expect(watch.next()).rejects.toThrow('after 1 min (timeoutMinutes): a: 20 %. ');
  });

  const report = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
  test('is never passed, whatever the job reports', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(report, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        async (reports, timeoutMinutes) => {
          now = 0;
          const poll = () => running(reports[Math.floor(now / 10) % reports.length]);
          const { looks, ended } = await waited({ poll, timeoutMinutes });
          expect(ended).toBeCloseTo(timeoutMinutes * 60, 6);
          expect(looks.at(-1)).toBe(ended);
        },
      ),
      { numRuns: 20 },
    );
  });
});

test('a response that cannot be used is looked past, and any other fault ends the wait', async () => {
  const failing = (problem: Error) => (at: number) => {
    if (at < 10) throw problem;
    return untilDone(20, () => undefined)(at);
  };
  const { error, ended } = await waited({ poll: failing(new UnusableResponse('no job in it')) });
  expect([error, ended >= 20]).toEqual([undefined, true]);
  const bug = new TypeError('a bug');
  now = 0;
  expect(await waited({ poll: failing(bug) })).toMatchObject({ error: bug, looks: [0] });
});

describe('a server that limits requests', () => {
  const limited = (seconds?: number) =>
    new RefusedError(
      'the vendor refused: code 429 "too many"',
      '',
      { kind: 'refused', effect: 'nothing', retry: 'later', request: { method: 'GET', url: '' } },
      '429',
      seconds,
      true,
    );

  test.each<[string, number | undefined, number]>([
    ['without Retry-After', undefined, 30],
    ['and asks for a minute', 60, 60],
    ['and asks for an hour', 3600, 300],
    ['and asks for years', 1e12, 300],
  ])('%s is checked again after what it asks for, within reason', async (_title, asked, pause) => {
    const refuse = (): Progress => {
      throw limited(asked);
    };
    const { looks, error } = await waited({ poll: refuse });
    const pauses = looks.slice(1).map((look, index) => look - (looks[index] ?? 0));
    expect(Math.max(...pauses)).toBe(pause);
    expect(looks.at(-1)).toBe(3600);
    expect(error?.message).toContain('(timeoutMinutes): the vendor refused: code 429 "too many"');
  });

  test('for minutes only delays the end', async () => {
    const poll = (at: number) => {
      if (at > 100 && at < 1000) throw limited();
      return untilDone(2000, () => undefined)(at);
    };
    const { error, ended } = await waited({ poll });
    expect([error, ended < 2035]).toEqual([undefined, true]);
  });
});
