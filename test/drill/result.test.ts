import { drillResult } from '../../src/drill/measure';
import { readDrillResult } from '../../src/drill/result';

const result = drillResult({
  drill: 'stack/drill',
  token: '2026-12',
  vendor: 'zilliz',
  sourceClusterId: 'in01-1',
  backupId: 'backup11_1',
  backupTime: '',
  target: 'in01-2',
  startedAt: '2026-12-01T02:00:00Z',
  endedAt: '2026-12-01T02:30:00Z',
  checks: [{ name: 'restore', passed: true, text: 'restored' }],
});

describe('a file that is not a result', () => {
  test.each<[string, string, string]>([
    ['nothing', '', 'is not JSON'],
    ['half a file', JSON.stringify(result).slice(0, 80), 'is not JSON'],
    ['null', 'null', 'is not the result of a drill'],
    ['a list', '[]', 'is not the result of a drill'],
    [
      'another document',
      '{"kind":"cdktf-cluster-restore/restore-plan"}',
      'is not the result of a drill',
    ],
    [
      'that of a later release',
      JSON.stringify({ ...result, version: 2 }),
      'has version 2, but this version of the package reads 1',
    ],
    [
      'one with a wrong time',
      JSON.stringify({ ...result, startedAt: 'noon' }),
      'is damaged (startedAt)',
    ],
    [
      'one with a negative time',
      JSON.stringify({ ...result, recoveryTimeMinutes: -1 }),
      'is damaged (recoveryTimeMinutes)',
    ],
    [
      'one with a further key',
      JSON.stringify({ ...result, note: '' }),
      'is damaged (a key that results do not have)',
    ],
    [
      'one that passed although a check failed',
      JSON.stringify({
        ...result,
        checks: [{ name: 'restore', passed: false, text: 'failed' }],
      }),
      'is damaged (passed)',
    ],
    [
      'one that passed without a check',
      JSON.stringify({ ...result, checks: [] }),
      'is damaged (passed)',
    ],
  ])('%s', (_title, text, problem) => {
    expect(readDrillResult(text)).toBe(problem);
  });

  test('the result itself is one', () => {
    expect(readDrillResult(JSON.stringify(result))).toEqual(result);
  });
});
