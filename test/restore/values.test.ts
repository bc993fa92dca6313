import { Expiry, PasswordSink, Rerun } from '../../src';

describe('an expiry date', () => {
  test.each<[string, Expiry, string, string | undefined]>([
    ['a day', Expiry.on('2026-12-31'), '2026-12-31', undefined],
    ['with a reason', Expiry.on('2026-12-31', { reason: 'a test' }), '2026-12-31', 'a test'],
    ['the day after', Expiry.daysAfter('2026-12-31', 1), '2027-01-01', undefined],
    ['ten years', Expiry.daysAfter('2026-12-31', 3650), '2036-12-28', undefined],
    ['a leap day', Expiry.daysAfter('2028-02-28', 1, { reason: 'leap' }), '2028-02-29', 'leap'],
    ['null for options', Expiry.on('2026-12-31', null as never), '2026-12-31', undefined],
  ])('is %s', (_title, expiry, date, reason) => {
    expect(expiry._problem()).toBeUndefined();
    expect([expiry.date, expiry.reason]).toEqual([date, reason]);
  });

  const days = 'must be 1 to 3650 whole days after the date';
  const reason = 'must have a reason that is not blank, or none';

  test.each<[string, () => Expiry, string, unknown]>([
    ['no day', () => Expiry.on('tomorrow'), 'must be a date', 'tomorrow'],
    ['another type', () => Expiry.on(12 as never), 'must be a date', 12],
    ['no days', () => Expiry.daysAfter('2026-12-31', 0), days, 0],
    ['half a day', () => Expiry.daysAfter('2026-12-31', 0.5), days, 0.5],
    ['too many days', () => Expiry.daysAfter('2026-12-31', 3651), days, 3651],
    ['days as a text', () => Expiry.daysAfter('2026-12-31', '1' as never), days, '1'],
    ['a blank reason', () => Expiry.on('2026-12-31', { reason: ' ' }), reason, ' '],
    ['a number for a reason', () => Expiry.on('2026-12-31', { reason: 1 as never }), reason, 1],
    [
      'another option',
      () => Expiry.on('2026-12-31', { reasons: 'a' } as never),
      'must have no option except a reason',
      'reasons',
    ],
  ])('is not %s', (_title, build, problem, got) => {
    const expiry = build();
    expect(expiry._problem()).toStrictEqual({ problem, got });
    expect(expiry.date).toBe('');
  });
});

test('a rerun says which changes count', () => {
  expect([
    Rerun.whenBackupChanges(),
    Rerun.whenAnythingChanges(),
    Rerun.onToken('a'),
    Rerun.once(),
  ]).toEqual([
    { scope: 'backup', token: undefined },
    { scope: 'anything', token: undefined },
    { scope: 'token', token: 'a' },
    { scope: 'never', token: undefined },
  ]);
});

test('a sink says where the password goes', () => {
  const { kind, target, timeoutSeconds } = PasswordSink.file('a');
  expect([kind, target, timeoutSeconds]).toEqual(['file', ['a'], undefined]);
  expect(PasswordSink.discard()).toMatchObject({ kind: 'discard', target: [] });
  const command = PasswordSink.command(['vault', 'put']);
  expect(command).toMatchObject({ kind: 'command', target: ['vault', 'put'], timeoutSeconds: 60 });
  expect(command._unknownOptions()).toEqual([]);
  expect(PasswordSink.file('a')._unknownOptions()).toEqual([]);
  expect(PasswordSink.command(['vault'], { timeoutSeconds: 5 }).timeoutSeconds).toBe(5);
  const odd = PasswordSink.command(['vault'], { timeout: 5, retries: 1 } as never);
  expect(odd._unknownOptions()).toEqual(['timeout', 'retries']);
});
