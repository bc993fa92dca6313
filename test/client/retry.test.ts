import { type Effect, NoResponseError, RefusedError, refusal } from '../../src/client/errors';
import { mayPass, type RetryPolicy, withRetry } from '../../src/client/retry';

/** The pauses of a call that always fails, in milliseconds, and how often it was made. */
async function pausesOf(
  error: Error,
  change: Partial<RetryPolicy> = {},
  random = 1 - Number.EPSILON,
  pass: (ms: number) => void = () => undefined,
) {
  const policy: RetryPolicy = {
    repeatable: 'always',
    firstPauseSeconds: undefined,
    deadline: Number.POSITIVE_INFINITY,
    now: () => 0,
    ...change,
  };
  const pauses: number[] = [];
  jest.spyOn(Math, 'random').mockReturnValue(random);
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(((resume: () => void, ms: number) => {
    // Without its deadline it would wait for ever.
    if (pauses.push(ms) > 10_000) throw new Error('it never ends');
    pass(ms);
    queueMicrotask(resume);
  }) as unknown as typeof setTimeout);
  let calls = 0;
  const failed = withRetry(() => {
    calls += 1;
    return Promise.reject(error);
  }, policy);
  await expect(failed).rejects.toBe(error);
  return { calls, pauses: pauses.map((ms) => Math.round(ms)) };
}
afterEach(() => jest.restoreAllMocks());

const noResponse = (effect: Effect = 'unknown', permanent = false) =>
  new NoResponseError('no response', '', { effect, retry: 'after a fix' }, permanent);
const refused = (retry: 'later' | 'after a fix', effect: Effect, seconds?: number) =>
  new RefusedError(
    'no',
    '',
    { kind: 'refused', effect, retry, request: { method: 'GET', url: '' } },
    '1',
    seconds,
  );

test('a call is made six times, each pause twice as long as the one before, half of it at least', async () => {
  expect(await pausesOf(noResponse())).toEqual({
    calls: 6,
    pauses: [1000, 2000, 4000, 8000, 16_000],
  });
  expect((await pausesOf(noResponse(), {}, 0)).pauses).toEqual([500, 1000, 2000, 4000, 8000]);
});

test('no pause is longer than 30 seconds', async () => {
  const { pauses } = await pausesOf(noResponse(), { firstPauseSeconds: 10 });
  expect(pauses).toEqual([10_000, 20_000, 30_000, 30_000, 30_000]);
});

test('what a server asks for is waited for at least, and a random part more', async () => {
  const { pauses } = await pausesOf(refused('later', 'nothing', 7), {}, 0.5);
  expect(pauses).toEqual([7500, 7500, 7500, 7500, 12_000]);
});

test.each([
  [300, 6],
  [301, 1],
])('a server that asks for %d seconds is called %d times', async (seconds, calls) => {
  expect((await pausesOf(refused('later', 'nothing', seconds))).calls).toBe(calls);
});

test('a server that asks for no pause at all is not called without one', async () => {
  const { pauses } = await pausesOf(refused('later', 'nothing', 0));
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000]);
});

describe('a rate limit that lasts for minutes', () => {
  const limit = (seconds?: number, effect: Effect = 'nothing') =>
    Object.assign(refused('later', effect, seconds), { isLimit: true });

  /** A clock that goes by what is paused. */
  async function minutes(error: Error, change: Partial<RetryPolicy> = {}) {
    const told: Error[] = [];
    let now = 0;
    const policy = { deadline: 10 * 60_000, now: () => now, ...change };
    const pass = (ms: number) => {
      now += ms;
    };
    const onLimit = (one: Error) => told.push(one);
    const { calls, pauses } = await pausesOf(error, { ...policy, onLimit }, 0.5, pass);
    return { calls, told, longest: Math.max(...pauses), seconds: now / 1000 };
  }

  test.each<[string, number | undefined, number]>([
    ['without Retry-After', undefined, 30],
    ['that asks for nothing', 0, 30],
    ['that asks for seconds', 7, 30],
    ['that asks for minutes', 290, 291],
  ])('%s is waited for until the deadline, and told once', async (_title, asked, longest) => {
    const error = limit(asked);
    const end = await minutes(error);
    expect(end.seconds).toBeGreaterThan(10 * 60 - longest);
    expect(end.seconds).toBeLessThanOrEqual(10 * 60);
    expect(end.longest).toBeLessThanOrEqual(longest * 1000);
    expect(end.told).toEqual(asked === 290 ? [] : [error]);
  });

  test('is waited for no longer than any failure where there is no deadline', async () => {
    const end = await minutes(limit(), { deadline: Number.POSITIVE_INFINITY });
    expect([end.calls, end.told]).toEqual([6, []]);
  });

  test.each<[string, Error]>([
    ['a fault of the server', refused('later', 'nothing')],
    ['no response', noResponse('nothing')],
    ['a limit of what may have acted', limit(undefined, 'unknown')],
  ])('is what is waited for: not %s, which is tried six times', async (_title, error) => {
    const end = await minutes(error);
    expect([end.calls, end.told]).toEqual([6, []]);
  });

  test.each<[string, Error]>([
    ['asks for an hour', limit(3600)],
    ['asks for an absurd time', limit(1e300)],
    ['may have acted, and must not act twice', limit(undefined, 'unknown')],
  ])('and %s is not called again', async (_title, error) => {
    const end = await minutes(error, { repeatable: 'when-nothing-happened' });
    expect([end.calls, end.told]).toEqual([1, []]);
  });

  test('ends when the server takes the request, which is sent once more and not twice', async () => {
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((resume: () => void) => {
      queueMicrotask(resume);
    }) as unknown as typeof setTimeout);
    let calls = 0;
    const call = async () => {
      calls += 1;
      if (calls <= 40) throw limit();
      return calls;
    };
    const policy = {
      repeatable: 'when-nothing-happened',
      firstPauseSeconds: undefined,
      deadline: 1e9,
      now: () => 0,
    } as const;
    expect(await withRetry(call, policy)).toBe(41);
    expect(calls).toBe(41);
  });
});

test('no pause goes beyond the deadline', async () => {
  let now = 0;
  const clock = () => {
    now += 1000;
    return now;
  };
  const { pauses } = await pausesOf(noResponse(), { now: clock, deadline: 4000 });
  expect(pauses).toEqual([1000, 2000]);
});

test.each<[string, Error, boolean]>([
  ['no response', noResponse(), true],
  ['a certificate that is not trusted', noResponse('unknown', true), false],
  ['a rate limit', refused('later', 'nothing'), true],
  ['a refusal', refused('after a fix', 'nothing'), false],
  ['a check', refusal('no', '', { retry: 'later' }), false],
  ['an internal error', new TypeError('x'), false],
])('whether %s may pass', async (_title, error, passes) => {
  expect(mayPass(error)).toBe(passes);
  expect((await pausesOf(error)).calls).toBe(passes ? 6 : 1);
});

test.each<[string, Error, number]>([
  ['a lost response', noResponse('unknown'), 1],
  ['a connection that was not made', noResponse('nothing'), 6],
  ['a rate limit that did nothing', refused('later', 'nothing'), 6],
  ['a fault that may have acted', refused('later', 'unknown'), 1],
])('a write that must not act twice, after %s', async (_title, error, calls) => {
  expect((await pausesOf(error, { repeatable: 'when-nothing-happened' })).calls).toBe(calls);
});

test('the response of a later attempt is the response', async () => {
  const policy = { repeatable: 'always', firstPauseSeconds: 0, deadline: 1, now: () => 0 } as const;
  let calls = 0;
  const call = async () => {
    calls += 1;
    if (calls < 3) throw noResponse();
    return calls;
  };
  expect(await withRetry(call, policy)).toBe(3);
});
