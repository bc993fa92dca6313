import { RealClock, SteppingClock } from '../../src/simulator';

describe('SteppingClock', () => {
  test('stands still until a request has been handled', () => {
    const clock = new SteppingClock();

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

  test('goes back to its start', () => {
    const clock = new SteppingClock();
    clock.advance(86_400);
    clock.reset();

    expect(clock.now().toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });

  test('refuses a start that is no time', () => {
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

  test('can be advanced and set back', () => {
    const clock = new RealClock();
    clock.advance(3600);
    expect(clock.now().toISOString()).toBe('2026-11-21T01:00:00.000Z');
    clock.reset();
    expect(clock.now().toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });
});
