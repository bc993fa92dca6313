import { printable } from '../../text/text';
import { STEP_ALTERED } from '../model/own-rules';
import { jsonText } from './json';
import { fingerprintsOf, pathFromStart, type Report, type Result } from './results';

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

/** Where what is not in head has its line: in the file that lists the stacks of head. */
const NOWHERE = { file: 'manifest.json', line: 1 };
const ALTERED = [STEP_ALTERED, 'RUNNER_ALTERED'];
const LOSES = ['RESTORE_ERASES_DATA', 'RESTORE_IS_WEAKER'];

/**
 * Writes a code quality report of GitLab, an array of what GitLab shows in a merge request. It takes an entry only with a place, and of
 * entries with the same fingerprint only the first.
 */
export function gitlabReport({ source, results }: Report): string {
  const fingerprints = fingerprintsOf(results);
  return jsonText(
    results.map((result, index) => ({
      description: printable(`${result.restore}: ${result.message}`),
      check_name: result.ruleId,
      fingerprint: fingerprints[index],
      severity: severityOf(result),
      location: placeOf(source, result.location),
    })),
  );
}

/** What stops comes first: what was altered in front of every other error. */
function severityOf({ level, ruleId, accepted }: Result): Severity {
  if (level === 'error') return ALTERED.includes(ruleId) ? 'blocker' : 'critical';
  if (level === 'note' || accepted !== undefined) return 'info';
  return LOSES.includes(ruleId) ? 'major' : 'minor';
}

function placeOf(source: string, { file, line }: Result['location'] = NOWHERE): object {
  return { path: pathFromStart(source, file), lines: { begin: line } };
}
