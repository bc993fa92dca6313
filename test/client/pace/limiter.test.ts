import {
  departureOfLast,
  type Pace,
  paceOf,
  type Ticket,
} from '../../../src/client/pace/departures';
import { Limiter, type Line, limiterFor } from '../../../src/client/pace/limiter';

/** A clock that is set forward instead of sleeping, once everything else has run. */
function clock() {
  let now = 0;
  return {
    now: () => now,
    sleep: async (milliseconds: number) => {
      const end = now + milliseconds;
      await new Promise(setImmediate);
      now = Math.max(now, end);
    },
  };
}

/** The line of several processes, without a file. */
function lineOf(at: { now(): number }): Line & { tickets: Ticket[] } {
  const tickets: Ticket[] = [];
  return {
    tickets,
    join(pace: Pace) {
      tickets.push({ asked: at.now() });
      const leaves = departureOfLast(tickets, pace);
      tickets.push({ ...tickets.pop(), asked: at.now(), leaves });
      return leaves;
    },
  };
}
const broken: Line = {
  join() {
    throw new Error('read-only file system');
  },
};

/** When each of so many requests left, in windows. */
async function left(limiter: Limiter, at: { now(): number }, count: number): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await limiter.acquire();
      times.push(at.now() / paceOf(TWO).windowMs);
    }),
  );
  return times;
}
/** A limit by which two leave in a window. */
const TWO = 2.5;
const SEVEN_BY_TWO = [0, 0, 1, 1, 2, 2, 3];

test('requests leave no faster than the limit', async () => {
  const at = clock();
  expect(await left(new Limiter(TWO, lineOf(at), at), at, 7)).toEqual(SEVEN_BY_TWO);
});

test('where the line cannot be used, a process keeps to the limit alone', async () => {
  const at = clock();
  expect(await left(new Limiter(TWO, broken, at), at, 7)).toEqual(SEVEN_BY_TWO);
});

test('a line that breaks off knows what left before', async () => {
  const at = clock();
  const line = lineOf(at);
  const limiter = new Limiter(TWO, { join: (pace) => line.join(pace) }, at);
  const before = await left(limiter, at, 2);
  line.join = broken.join;
  expect([...before, ...(await left(limiter, at, 2))]).toEqual([0, 0, 1, 1]);
});

test('a process has one ticket in the line at a time: a thousand requests here keep nobody waiting', async () => {
  const at = clock();
  const line = lineOf(at);
  const many = left(new Limiter(TWO, line, at), at, 1000);
  // Two have left, and the third waits.
  expect(line.tickets).toHaveLength(3);
  const other = await left(new Limiter(TWO, line, at), at, 1);
  expect(other).toEqual([1]);
  expect(await many).toHaveLength(1000);
});

test('requests leave in the order in which they came', async () => {
  const at = clock();
  const limiter = new Limiter(TWO, lineOf(at), at);
  const order: number[] = [];
  const leave = (name: number) => limiter.acquire().then(() => order.push(name));
  await Promise.all(Array.from({ length: 50 }, (_, index) => leave(index)));
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

describe('a request that is given up', () => {
  test('is rejected with the reason, and gives its place to the next', async () => {
    const at = clock();
    const line = lineOf(at);
    const limiter = new Limiter(1, line, at);
    const end = new AbortController();
    const first = limiter.acquire();
    const second = limiter.acquire(end.signal);
    const third = limiter.acquire().then(() => at.now());
    end.abort(new Error('no longer wanted'));
    await first;
    await expect(second).rejects.toThrow('no longer wanted');
    expect(await third).toBe(paceOf(1).windowMs);
    expect(line.tickets).toHaveLength(2);
  });

  test('before it was made, joins no line', async () => {
    const at = clock();
    const line = lineOf(at);
    const limiter = new Limiter(1, line, at);
    await expect(limiter.acquire(AbortSignal.abort('over'))).rejects.toBe('over');
    expect(line.tickets).toHaveLength(0);
  });

  test('after it has left, does nothing', async () => {
    const at = clock();
    const end = new AbortController();
    await new Limiter(1, lineOf(at), at).acquire(end.signal);
    end.abort();
    expect(at.now()).toBe(0);
  });
});

test('all that a process asks of one server shares a limiter', () => {
  expect(limiterFor('one.example', 10)).toBe(limiterFor('one.example', 10));
  expect(limiterFor('one.example', 10)).not.toBe(limiterFor('other.example', 10));
});
