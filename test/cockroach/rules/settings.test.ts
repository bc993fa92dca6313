import { TerraformVariable } from 'cdktf';
import { cockroach } from '../../../src';
import { retentionOnce } from '../../../src/cockroach/rules/retention-once';
import { found, ofSettings, unknownText } from '../support';

describe('COCKROACH_BACKUP_SETTINGS', () => {
  test('rejects BASIC', () => {
    expect(ofSettings({ plan: cockroach.Plan.BASIC })).toEqual([
      'plan: has fixed settings: a backup every 24 hours, kept for 30 days, got "BASIC". Remove the settings, or move the cluster to STANDARD or ADVANCED. [COCKROACH_BACKUP_SETTINGS]',
    ]);
  });

  test('rejects values that the vendor does not have, all at once', () => {
    expect(ofSettings({ frequencyMinutes: 120, retentionDays: 60 })).toEqual([
      'frequencyMinutes: must be 5, 10, 15, 30, 60, 240 or 1440, got 120. Use one of them: the API refuses any other. [COCKROACH_BACKUP_SETTINGS]',
      'retentionDays: must be 2, 7, 30, 90 or 365, got 60. Use one of them: the API refuses any other. [COCKROACH_BACKUP_SETTINGS]',
    ]);
  });

  test.each([5, 10, 15, 30, 60, 240, 1440])('accepts every %i minutes', (frequencyMinutes) => {
    expect(ofSettings({ frequencyMinutes })).toEqual([]);
  });

  test.each([4, 6, 1439, 1441, 0, -5, 5.5, Number.NaN])('rejects every %d minutes', (value) => {
    expect(ofSettings({ frequencyMinutes: value })).toHaveLength(1);
  });

  test.each([2, 7, 30, 90, 365])('accepts a retention of %i days', (retentionDays) => {
    expect(ofSettings({ retentionDays })).toEqual([]);
  });

  test.each([1, 3, 364, 366])('rejects a retention of %i days', (retentionDays) => {
    expect(ofSettings({ retentionDays })).toHaveLength(1);
  });

  test('rejects other settings together with enabled false', () => {
    expect(ofSettings({ enabled: false })).toEqual([
      'frequencyMinutes: cannot be set together with enabled false, got 30. Leave it out. [COCKROACH_BACKUP_SETTINGS]',
    ]);
    expect(ofSettings({ enabled: false, frequencyMinutes: undefined })).toEqual([]);
  });

  test('rejects no setting at all', () => {
    expect(ofSettings({ frequencyMinutes: undefined })).toEqual([
      'has no setting. Set frequencyMinutes, retentionDays or enabled. [COCKROACH_BACKUP_SETTINGS]',
    ]);
  });

  test('leaves tokens to the runner', () => {
    const lines = ofSettings((scope) => ({
      cluster: unknownText(scope),
      frequencyMinutes: new TerraformVariable(scope, 'minutes', { type: 'number' }).numberValue,
    }));
    expect(lines).toEqual([]);
  });
});

describe('COCKROACH_RETENTION_ONCE', () => {
  test('warns that a retention is for good', () => {
    expect(found(retentionOnce, { retentionDays: 90 })).toEqual([
      {
        ruleId: 'COCKROACH_RETENTION_ONCE',
        severity: 'warning',
        path: 'retentionDays',
        problem: 'can be changed once in the life of a cluster, and applies to new backups only',
        got: 90,
        fix: 'Make sure that this is the final value: only support can change it again',
      },
    ]);
  });

  test('says nothing without one', () => {
    expect(found(retentionOnce, { frequencyMinutes: 30 })).toEqual([]);
  });
});
