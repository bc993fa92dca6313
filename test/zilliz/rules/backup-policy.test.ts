import { TerraformVariable } from 'cdktf';
import { zilliz } from '../../../src';
import { refusalOf } from '../../support/app';
import { SOURCE_CLUSTER } from '../../support/zilliz';

const RIGHT = {
  cluster: SOURCE_CLUSTER,
  days: [zilliz.Weekday.MONDAY, zilliz.Weekday.FRIDAY],
  startTime: '02:00-04:00',
};

const refused = (change: object) =>
  refusalOf((stack) => {
    new zilliz.BackupPolicy(stack, 'policy', { ...RIGHT, ...change });
  }).map((line) => line.replace('[stack/policy] ', ''));

describe('ZILLIZ_BACKUP_POLICY', () => {
  test('rejects everything that is wrong, at once', () => {
    const copy = { regionId: 'aws-us-east-1', retentionDays: 31 };
    expect(
      refused({
        days: ['1', '1'],
        startTime: '02:00-05:00',
        retentionDays: 0,
        crossRegionCopies: [copy, { ...copy, retentionDays: 30 }],
      }),
    ).toEqual([
      'days: names one twice, got "1". Remove one of the two. [ZILLIZ_BACKUP_POLICY]',
      'startTime: must be a window of two hours in UTC, got "02:00-05:00". Write it as "02:00-04:00". [ZILLIZ_BACKUP_POLICY]',
      'retentionDays: must be a whole number from 1 to 30, got 0. Give the days for which a backup is kept. [ZILLIZ_BACKUP_POLICY]',
      'crossRegionCopies[0].retentionDays: must be a whole number from 1 to 30, got 31. Give the days for which a backup is kept. [ZILLIZ_BACKUP_POLICY]',
      'crossRegionCopies: names one twice, got "aws-us-east-1". Remove one of the two. [ZILLIZ_BACKUP_POLICY]',
    ]);
  });

  test.each(['22:30-00:30', '00:00-02:00', '23:59-01:59'])('accepts the window %s', (startTime) => {
    expect(refused({ startTime })).toEqual([]);
  });

  test.each(['', '2:00-4:00', '02:00-04:01', '02:00-03:00', '24:00-02:00', '02:60-04:60', 'night'])(
    'rejects the window %j',
    (startTime) => {
      expect(refused({ startTime })).toHaveLength(1);
    },
  );

  test.each([1, 30])('accepts a retention of %d days', (retentionDays) => {
    expect(refused({ retentionDays })).toEqual([]);
  });

  test.each([0, 31, 1.5, -1])('rejects a retention of %d days', (retentionDays) => {
    expect(refused({ retentionDays })).toHaveLength(1);
  });

  test('wants days and a window, and neither where it is off', () => {
    expect(refused({ days: undefined, startTime: undefined })).toEqual([
      'days: is missing; automatic backups need days and a window. Give it, or set enabled to false. [ZILLIZ_BACKUP_POLICY]',
      'startTime: is missing; automatic backups need days and a window. Give it, or set enabled to false. [ZILLIZ_BACKUP_POLICY]',
    ]);
    expect(refused({ days: [] })).toEqual([
      'days: names no day, got []. Name the days. [ZILLIZ_BACKUP_POLICY]',
    ]);
    expect(refused({ enabled: false })).toEqual([
      'days: cannot be set together with enabled false, got ["1","5"]. Leave it out. [ZILLIZ_BACKUP_POLICY]',
      'startTime: cannot be set together with enabled false, got "02:00-04:00". Leave it out. [ZILLIZ_BACKUP_POLICY]',
    ]);
    expect(refused({ enabled: false, days: undefined, startTime: undefined })).toEqual([]);
  });

  test.each([
    [{ cluster: 'production' }, 'cluster: must be a Zilliz Cloud cluster id, got "production"'],
    [{ enabled: 'yes' }, 'enabled: must be true or false, got "yes"'],
    [{ days: 'Monday' }, 'days: must be a list of days, got "Monday"'],
    [{ days: ['8'] }, 'days[0]: must be "1" or "2"'],
    [{ startTime: 2 }, 'startTime: must be a string, got 2'],
    [{ retentionDays: '7' }, 'retentionDays: must be a number, got "7"'],
    [{ crossRegionCopies: [{}] }, 'crossRegionCopies[0].regionId: is missing'],
    [{ crossRegionCopies: 'aws-us-east-1' }, 'crossRegionCopies: must be a list of regions'],
    [{ retention: 7 }, 'retention: is not a prop of this construct'],
  ])('rejects the shape of %j', (change, line) => {
    expect(refused(change)).toContainEqual(expect.stringContaining(line));
  });

  test('leaves tokens to the runner', () => {
    const lines = refusalOf((stack) => {
      const token = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      const number = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
      new zilliz.BackupPolicy(stack, 'policy', {
        cluster: token,
        days: [token as zilliz.Weekday, token as zilliz.Weekday],
        startTime: token,
        retentionDays: number,
        crossRegionCopies: [{ regionId: token, retentionDays: number }],
      });
    });
    expect(lines).toEqual([]);
  });
});
