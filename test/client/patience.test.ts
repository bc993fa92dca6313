import { patience } from '../../src/client/patience';

describe('patience', () => {
  let now: number;
  beforeEach(() => {
    jest.useFakeTimers();
    now = 5000;
    jest.spyOn(process.hrtime, 'bigint').mockImplementation(() => BigInt(now) * 1_000_000n);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  /** Waits two seconds with what has been read at each look; returns how often it gave up, and how often it looked. */
  function waiting(bytes: (look: number) => number = () => 0) {
    const seen = { looks: 0, ends: 0 };
    const wait = patience(
      2,
      () => {
        seen.looks += 1;
        return bytes(seen.looks);
      },
      () => {
        seen.ends += 1;
      },
    );
    const pass = (seconds: number) => {
      now += seconds * 1000;
      jest.advanceTimersByTime(seconds * 1000);
    };
    return { seen, pass, end: () => wait.end() };
  }

  test('gives up once, when the time is up and nothing has come', () => {
    const { seen, pass } = waiting();
    pass(1.9);
    expect(seen.ends).toBe(0);
    pass(0.2);
    pass(60);
    expect(seen).toEqual({ looks: 2, ends: 1 });
  });

  test('gives up nothing that has ended', () => {
    const { seen, pass, end } = waiting();
    pass(1);
    end();
    expect(jest.getTimerCount()).toBe(0);
    pass(9);
    expect(seen).toEqual({ looks: 0, ends: 0 });
  });

  test('nor what ends while the rest is read', () => {
    const { seen, pass, end } = waiting((look) => {
      if (look === 3) end();
      return look;
    });
    pass(2);
    pass(1);
    expect(seen.ends).toBe(0);
    expect(seen.looks).toBeGreaterThan(2);
  });

  test('reads on while something comes, and then gives up', () => {
    const { seen, pass } = waiting((look) => Math.min(look, 9));
    pass(2);
    pass(1);
    expect(seen.ends).toBe(1);
    expect(seen.looks).toBeGreaterThan(8);
    expect(seen.looks).toBeLessThan(16);
  });

  test('does not read for ever', () => {
    const { seen, pass } = waiting((look) => look);
    pass(2);
    pass(1);
    expect(seen.ends).toBe(1);
    // A round looks twice, but for the last.
    expect(seen.looks).toBe(2 * 64 + 1);
  });

  test.each([
    [3001, 0],
    [3000, 1],
    [2000, 1],
  ])('a timer that fires %i ms after it was set gives up %i times', (after, ends) => {
    const { seen, pass } = waiting();
    now += after - 2000;
    pass(2);
    pass(0.1);
    expect(seen.ends).toBe(ends);
    pass(5);
  });

  test('a machine that stood still waits once more, and then gives up', () => {
    const { seen, pass } = waiting();
    now += 60_000;
    pass(2);
    expect(seen.ends).toBe(0);
    pass(2);
    pass(0.1);
    expect(seen.ends).toBe(1);
  });
});
