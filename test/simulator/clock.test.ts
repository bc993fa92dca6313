import { cockroachSeed, RealClock, SteppingClock, zillizSeed } from '../../src/simulator';
import { START } from './client';

describe('SteppingClock', () => {
  test('stands still until a request has been handled', () => {
    const clock = new SteppingClock(START);

    expect(clock.now().toISOString()).toBe('2026-11-21T00:00:00.000Z');
    expect(clock.now().toISOString()).toBe('2026-11-21T00:00:00.000Z');
    clock.requestHandled();
    expect(clock.now().toISOString()).toBe('2026-11-21T00:00:30.000Z');
  });

  test('takes another start and another step', () => {
    const clock = new SteppingClock('2026-01-01T00:00:00Z', 3600);
    clock.requestHandled();

    expect(clock.now().toISOString()).toBe('2026-01-01T01:00:00.000Z');
  });

  test('starts on the day before, so that nothing it dates is to come', () => {
    jest.useFakeTimers({ now: new Date('2027-03-01T00:00:10Z') });
    const clock = new SteppingClock();
    jest.useRealTimers();

    expect(clock.now().toISOString()).toBe('2027-02-28T00:00:00.000Z');
  });

  test('goes back to its start', () => {
    const clock = new SteppingClock(START);
    clock.advance(86_400);
    clock.reset();

    expect(clock.now().toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });

  test('refuses a start that is not a time', () => {
    expect(() => new SteppingClock('yesterday')).toThrow(
      'The clock\'s start must be a time, got "yesterday".',
    );
  });
});

describe('RealClock', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('runs faster than real time by its speed', () => {
    const clock = new RealClock(60, '2026-11-21T00:00:00Z');
    jest.advanceTimersByTime(2000);

    expect(clock.now().toISOString()).toBe('2026-11-21T00:02:00.000Z');
  });

  test('starts now', () => {
    jest.setSystemTime(new Date('2027-03-01T14:37:00Z'));

    expect(new RealClock(60).now().toISOString()).toBe('2027-03-01T14:37:00.000Z');
  });

  test('can be advanced and set back', () => {
    const clock = new RealClock(1, START);
    clock.advance(3600);
    expect(clock.now().toISOString()).toBe('2026-11-21T01:00:00.000Z');
    clock.reset();
    expect(clock.now().toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });
});

describe('the seeds', () => {
  test.each(['2026-11-21T00:00:00Z', '2031-02-28T23:59:59Z'])('are dated back from %s', (at) => {
    const start = new Date(at);
    const { backups, clusters, projects } = zillizSeed(start);
    const cockroach = cockroachSeed(start);
    const times = [
      ...[...backups, ...clusters, ...projects].map(({ createTime }) => createTime),
      ...cockroach.backups.map(({ as_of_time }) => as_of_time),
    ];

    expect(times.filter((time) => new Date(time) > start)).toEqual([]);
    const nightly = backups.find(({ creationMethod }) => creationMethod === 'AUTO');
    const left = (Date.parse(nightly?.expireTime ?? '') - start.getTime()) / 86_400_000;
    expect(left).toBeGreaterThan(5);
    expect(left).toBeLessThan(7);
    const [newest = '0'] = cockroach.backups
      .map(({ as_of_time }) => as_of_time)
      .sort()
      .reverse();
    expect(start.getTime() - Date.parse(newest)).toBe(3_600_000);
  });
});
