import type { Rule } from '../../evaluation/rule';
import { parseTimestamp } from '../../text/timestamp';
import type { RestoreDeclaration } from '../model/declaration';

/** Backups from before customer-managed encryption keys can no longer be restored. */
export const cmekBackup: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_CMEK_BACKUP',
  severity: 'error',
  holds: 'The backup was taken after encryption with customer-managed keys was enabled',
  remedy: 'Choose a later backup',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/cmek',
  certainty: 'documented',
  check({ backup }) {
    const known = backup?.known;
    // What is restored is not later than the moment of "before".
    const got = known?.asOfTime ?? backup?.before?.time;
    const [taken, enabled] = [got, known?.cmekEnabledAt].map(parseTimestamp);
    if (taken === undefined || enabled === undefined || taken >= enabled) return [];
    const problem = `was taken before ${known?.cmekEnabledAt}, when CMEK was enabled on its cluster, and can no longer be restored`;
    return [{ path: 'backup', problem, got, fix: 'Choose a later backup' }];
  },
};
