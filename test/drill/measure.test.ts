import * as fc from 'fast-check';
import { drillResult, durationText, type Measured, verdictText } from '../../src/drill/measure';
import { readDrillResult } from '../../src/drill/result';
import { codePoint } from '../support/code-point';

const restored = { name: 'restore', passed: true, text: 'restored' } as const;

const measured = (change: Partial<Measured> = {}): Measured => ({
  drill: 'stack/drill',
  token: '2026-12',
  vendor: 'zilliz',
  sourceClusterId: 'in01-1',
  backupId: 'backup11_1',
  backupTime: '2026-12-01T00:00:00Z',
  target: 'in01-2',
  startedAt: '2026-12-01T02:00:00Z',
  endedAt: '2026-12-01T02:30:00Z',
  checks: [restored],
  ...change,
});

describe('the objectives', () => {
  test.each<[string, Partial<Measured>, boolean, string]>([
    ['none: only the restore counts', {}, true, '1 check'],
    ['a recovery time below the objective', { rtoMinutes: 31 }, true, '2 checks'],
    ['a recovery time at the objective', { rtoMinutes: 30 }, true, '2 checks'],
    [
      'a recovery time above the objective',
      { rtoMinutes: 29.99 },
      false,
      'recovery time: restored and verified in 30 min, the objective is 30 min',
    ],
    ['a backup at the objective', { rpoMinutes: 120 }, true, '2 checks'],
    [
      'a backup above the objective',
      { rpoMinutes: 90 },
      false,
      'recovery point: the backup was 2 h old, the objective is 90 min',
    ],
    [
      'a backup whose time nobody tells',
      { rpoMinutes: 90, backupTime: '' },
      false,
      'recovery point: the time of the backup is not known',
    ],
    [
      'a restore that failed: its time is no recovery time',
      { rtoMinutes: 60, checks: [{ ...restored, passed: false, text: 'its job failed' }] },
      false,
      'restore: its job failed',
    ],
    [
      'both missed',
      { rtoMinutes: 10, rpoMinutes: 10 },
      false,
      'recovery time: restored and verified in 30 min, the objective is 10 min; recovery point: the backup was 2 h old, the objective is 10 min',
    ],
  ])('%s', (_title, change, passed, text) => {
    const result = drillResult(measured(change));
    expect([result.passed, verdictText(result)]).toEqual([passed, text]);
  });

  test('a hundredth of a minute too long is too long, and a clock that went back measures nothing', () => {
    const late = drillResult(measured({ endedAt: '2026-12-01T02:30:00.001Z', rtoMinutes: 30 }));
    expect(late.passed).toBe(false);
    const back = drillResult(measured({ endedAt: '2026-12-01T01:59:00Z' }));
    expect(back.recoveryTimeMinutes).toBe(0);
  });
});

test('a result is read as it was written, whatever it holds', () => {
  const text = fc.string({ unit: codePoint, maxLength: 20 });
  const time = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const minutes = fc.option(fc.integer({ min: 1, max: 10000 }), { nil: undefined });
  const given = fc.record({
    token: text,
    target: text,
    startedAt: time,
    endedAt: time,
    backupTime: fc.oneof(time, fc.constant('')),
    rtoMinutes: minutes,
    rpoMinutes: minutes,
    checks: fc.array(
      fc.record({
        name: fc.constantFrom('restore', 'contents', 'command'),
        passed: fc.boolean(),
        text,
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  void fc.assert(
    fc.property(given, (change) => {
      const result = drillResult(measured(change as Partial<Measured>));
      expect(readDrillResult(JSON.stringify(result))).toEqual(result);
    }),
  );
});

test.each<[number, string]>([
  [0, '0 s'],
  [0.01, '1 s'],
  [0.99, '60 s'],
  [1, '1 min'],
  [119.9, '119.9 min'],
  [120, '2 h'],
  [2879, '48 h'],
  [2880, '2 days'],
])('%d minutes read %s', (minutes, text) => {
  expect(durationText(minutes)).toBe(text);
});

describe('what a result holds', () => {
  const keys = (change: Partial<Measured>) => Object.keys(drillResult(measured(change)));
  const contents = { name: 'contents', passed: true, text: '3 of 3' } as const;

  test('is all that was measured', () => {
    expect(drillResult(measured({ rtoMinutes: 60, rpoMinutes: 240 }))).toEqual({
      ...{
        kind: 'cdktf-cluster-restore/drill',
        version: 1,
        drill: 'stack/drill',
        token: '2026-12',
      },
      ...{ vendor: 'zilliz', sourceClusterId: 'in01-1', backupId: 'backup11_1', target: 'in01-2' },
      ...{ backupTime: '2026-12-01T00:00:00Z', startedAt: '2026-12-01T02:00:00Z' },
      ...{ endedAt: '2026-12-01T02:30:00Z', recoveryTimeMinutes: 30, rtoMinutes: 60 },
      ...{ recoveryPointMinutes: 120, rpoMinutes: 240, passed: true },
      checks: [
        restored,
        {
          ...{ name: 'recovery time', passed: true },
          text: 'restored and verified in 30 min, the objective is 60 min',
        },
        {
          ...{ name: 'recovery point', passed: true },
          text: 'the backup was 2 h old, the objective is 4 h',
        },
      ],
    });
  });

  test('is nothing that was not', () => {
    const failed = [{ ...restored, passed: false }, contents];
    const bare = keys({ backupTime: '', checks: failed });
    for (const key of ['backupTime', 'recoveryTimeMinutes', 'recoveryPointMinutes']) {
      expect(bare).not.toContain(key);
    }
    expect(bare).not.toContain('rtoMinutes');
    expect(bare).not.toContain('rpoMinutes');
  });

  test('is a recovery time where the restore passed, whatever another check says', () => {
    const checks = [restored, { ...contents, passed: false }];
    expect(drillResult(measured({ checks })).recoveryTimeMinutes).toBe(30);
    expect(keys({ checks: [contents] })).not.toContain('recoveryTimeMinutes');
  });
});
