import type { Rule } from '../../evaluation/rule';
import { parseTimestamp } from '../../text/timestamp';
import type { RestoreDeclaration } from '../model/declaration';

/** Backups from before customer-managed encryption keys can no longer be restored. */
export const cmekBackup: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_CMEK_BACKUP',
  vendor: 'cockroach',
  severity: 'error',
  holds: 'The backup was taken after encryption with customer-managed keys was switched on',
  remedy: 'Choose a backup from after it',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/cmek',
  certainty: 'documented',
  check({ backup }) {
    const known = backup?.known;
    const [taken, enabled] = [known?.asOfTime, known?.cmekEnabledAt].map(parseTimestamp);
    if (taken === undefined || enabled === undefined || taken >= enabled) return [];
    const problem = `is from before ${known?.cmekEnabledAt}, when CMEK was switched on in its cluster, and can no longer be restored`;
    return [
      { path: 'backup', problem, got: known?.asOfTime, fix: 'Choose a backup from after it' },
    ];
  },
};
