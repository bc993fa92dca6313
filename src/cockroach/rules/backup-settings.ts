import type { Problem, Rule } from '../../evaluation/rule';
import type { SettingsDeclaration } from '../model/declaration';

const FREQUENCIES = [5, 10, 15, 30, 60, 240, 1440];
const RETENTIONS = [2, 7, 30, 90, 365];

/** The settings of managed backups that the vendor allows. */
export const backupSettings: Rule<Partial<SettingsDeclaration>> = {
  id: 'COCKROACH_BACKUP_SETTINGS',
  severity: 'error',
  holds:
    'On STANDARD and ADVANCED: frequencyMinutes is 5, 10, 15, 30, 60, 240 or 1440, retentionDays 2, 7, 30, 90 or 365; neither together with enabled false; at least one setting is given',
  remedy: 'Use one of the values',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced',
  certainty: 'documented',
  check({ plan, enabled, frequencyMinutes, retentionDays }, { isUnknown }) {
    const problems: Problem[] = [];
    if (plan === 'BASIC') {
      const problem = 'has fixed settings: a backup every 24 hours, kept for 30 days';
      const fix = 'Remove the settings, or move the cluster to STANDARD or ADVANCED';
      problems.push({ path: 'plan', problem, got: plan, fix });
    }
    problems.push(...oneOf('frequencyMinutes', frequencyMinutes, FREQUENCIES));
    problems.push(...oneOf('retentionDays', retentionDays, RETENTIONS));
    const others = { frequencyMinutes, retentionDays };
    const given = Object.entries(others).filter(
      ([name, value]) => value !== undefined || isUnknown(name),
    );
    if (enabled === false && given.length > 0) {
      const problem = 'cannot be set together with enabled false';
      for (const [path, got] of given) problems.push({ path, problem, got, fix: 'Leave it out' });
    }
    if (enabled === undefined && !isUnknown('enabled') && given.length === 0) {
      const problem = 'has no setting';
      const fix = 'Set frequencyMinutes, retentionDays or enabled';
      problems.push({ path: '', problem, fix });
    }
    return problems;
  },
};

function oneOf(path: string, value: number | undefined, allowed: readonly number[]): Problem[] {
  if (value === undefined || allowed.includes(value)) return [];
  const [last, ...others] = [...allowed].reverse();
  const problem = `must be ${others.reverse().join(', ')} or ${last}`;
  return [{ path, problem, got: value, fix: 'Use one of them: the API refuses any other' }];
}
