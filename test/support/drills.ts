import { drillResult, type Measured } from '../../src/drill/measure';

const restored = { name: 'restore', passed: true, text: 'restored' } as const;

/** A drill of a month; the objectives are an hour, and a day and two hours. */
export const drillOfAMonth = (month: string, minutes = 30, change: Partial<Measured> = {}) =>
  drillResult({
    drill: 'stack/articles',
    token: month,
    vendor: 'zilliz',
    sourceClusterId: 'in01-1',
    backupId: 'backup11_1',
    backupTime: new Date(Date.parse(`${month}-01T03:00:00Z`) - 22 * 3_600_000).toISOString(),
    target: 'in01-2 (restore-drill-0a1b2c3d)',
    startedAt: `${month}-01T03:00:00.000Z`,
    endedAt: new Date(Date.parse(`${month}-01T03:00:00Z`) + minutes * 60_000).toISOString(),
    rtoMinutes: 60,
    rpoMinutes: 1560,
    checks: [restored],
    ...change,
  });
