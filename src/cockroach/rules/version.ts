import type { Circumstances, Problem, Rule } from '../../evaluation/rule';
import type { RestoreDeclaration } from '../model/declaration';
import { LAST_LISTED, majorOf, nextRegular } from '../model/version';

/** A backup of one major version is restored to the same one or the next. */
export const version: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_VERSION',
  severity: 'error',
  otherSeverities: ['acknowledge', 'unchecked'],
  holds: 'A backup of one major version is restored to the same or the next, never to an older one',
  remedy: 'Choose or upgrade a destination',
  source: 'https://www.cockroachlabs.com/docs/stable/restoring-backups-across-versions',
  certainty: 'documented',
  check({ backup, destinationVersion: to }, { isUnknown }) {
    const from = backup?.known?.cockroachVersion;
    const [older, newer] = [majorOf(from), majorOf(to)];
    if (older === undefined || newer === undefined) return uncheckedProblems(backup, to, isUnknown);
    const path = 'destinationVersion';
    if (newer < older) {
      const problem = `must not be older than ${from}, the version of the backup`;
      // The version of a catalog is today's: the backup may be from before an upgrade.
      const severity = backup?.known?.catalog === undefined ? 'error' : 'acknowledge';
      return [{ severity, path, problem, got: to, fix: 'Choose or upgrade a destination' }];
    }
    if (newer <= nextRegular(older)) return newer === older ? [] : beyondTable(newer, to);
    const problem = `should be ${from}, the version of the backup, or the next major version`;
    const fix =
      'Restore to a cluster of a version in between and upgrade it, or acknowledge that the two major versions are consecutive';
    return [{ severity: 'acknowledge', path, problem, got: to, fix }];
  },
};

/** The table of versions ends somewhere, and what it does not know permits nothing. */
function beyondTable(newer: number, to: string | undefined): Problem[] {
  if (newer <= (majorOf(LAST_LISTED) as number)) return [];
  const problem = `synth knows the versions up to ${LAST_LISTED}, and not whether this is the next major version`;
  const fix =
    'Nothing to do: preflight, and the runner before it deletes anything, ask the API, which lists the versions';
  return [{ severity: 'unchecked', path: 'destinationVersion', problem, got: to, fix }];
}

/** What a catalog or the user would have to state; a catalog that cannot be read has its own finding. */
function uncheckedProblems(
  backup: Partial<RestoreDeclaration>['backup'],
  to: string | undefined,
  isUnknown: Circumstances['isUnknown'],
): Problem[] {
  const path = 'destinationVersion';
  if (backup === undefined || backup.known?.catalogProblem !== undefined) return [];
  const isMissing = (value: string | undefined, at: string) =>
    value === undefined && !isUnknown(at);
  const missing = [
    ...(isMissing(backup.known?.cockroachVersion, 'backup.known.cockroachVersion')
      ? ['cockroachVersion of the backup']
      : []),
    ...(isMissing(to, path) ? [path] : []),
  ];
  const without = missing.length === 0 ? '' : ` without ${missing.join(' and ')}`;
  const problem = `synth cannot tell whether the versions are compatible${without}`;
  const fix =
    missing.length === 0
      ? 'Nothing to do: the runner compares them before it calls the API'
      : 'Declare what is missing; the API does not return the version of a backup, so the runner cannot check it either';
  return [{ severity: 'unchecked', path, problem, fix }];
}
