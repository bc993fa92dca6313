import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { type MarkedText, unmark } from '../../text/marked';
import type { RestoreChange, RestoreDiff } from '../diff/schema';
import { lossesOf } from '../model/losses';
import { isAltered } from '../model/points';
import type { NotReviewed, PlannedRestore, RestorePlanDocument } from '../model/schema';
import { findingText } from './row-texts';
import { droppedBy } from './rows';

/** One thing that somebody must look at, as reports for machines list it. */
export interface Result {
  readonly stack: string;
  readonly restore: string;
  /** The name of the vendor; absent for a restore that was removed. */
  readonly vendor?: string;
  readonly ruleId: string;
  /** The prop that it is about; absent if it is about the whole restore. */
  readonly prop?: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly location?: PlannedRestore['location'];
  /** The reason with which it was accepted. */
  readonly accepted?: string;
}

/** What a machine gets: the restores of a plan, of head or of a check, and what must be looked at. */
export interface Report {
  readonly source: string;
  readonly restores: readonly PlannedRestore[];
  readonly results: readonly Result[];
}

/** What a plan reports: what nobody reviewed, what erases data, and every finding. */
export function planReport(plan: RestorePlanDocument): Report {
  const { source, restores } = plan;
  const results = [
    ...unreviewedResults(plan),
    ...restores.flatMap((restore) => resultsOf(restore)),
  ];
  return { source, restores, results };
}

/** What a diff reports; a restore that was removed has no line in head, and is left out. */
export function diffReport(diff: RestoreDiff): Report {
  const present = diff.changes.filter(({ kind }) => kind !== 'removed');
  const results = present.flatMap((change) => [
    ...resultsOf(change.restore, change),
    ...resultsAbout(change.restore, 'RESTORE_IS_WEAKER', 'warning', change.downgrades),
  ]);
  return {
    source: diff.head,
    restores: present.map(({ restore }) => restore),
    results: [...unreviewedResults(diff), ...results],
  };
}

function unreviewedResults({ notReviewed }: { readonly notReviewed: readonly NotReviewed[] }) {
  return notReviewed.map(
    (one): Result => ({
      stack: one.stack,
      restore: `${one.stack}: ${one.address}`,
      ruleId: one.ruleId,
      level: isAltered(one) ? 'error' : 'warning',
      message: one.why,
      location: one.location,
    }),
  );
}

/** Lines about a whole restore, each a result of one rule. */
function resultsAbout(
  { stack, path, vendorTitle: vendor, location }: PlannedRestore,
  ruleId: string,
  level: Result['level'],
  lines: readonly MarkedText[],
): Result[] {
  return lines.map((line) => ({
    stack,
    restore: path,
    vendor,
    ruleId,
    level,
    message: unmark(line),
    location,
  }));
}

function resultsOf(restore: PlannedRestore, change?: RestoreChange): Result[] {
  const { stack, path, vendorTitle: vendor, findings, location } = restore;
  return [
    ...resultsAbout(
      restore,
      'RESTORE_ERASES_DATA',
      'warning',
      lossesOf(restore, (change ?? restore).erases),
    ),
    ...resultsAbout(restore, 'RESTORE_DROPS_CLUSTER', 'note', droppedBy(restore, change)),
    ...findings.map((finding) => ({
      stack,
      restore: path,
      vendor,
      ruleId: finding.ruleId,
      prop: finding.path,
      level: finding.stops
        ? ('error' as const)
        : finding.severity === 'unchecked'
          ? ('note' as const)
          : ('warning' as const),
      message: unmark(findingText(finding)),
      location,
      accepted: finding.acknowledged,
    })),
  ];
}

/**
 * The same finding of the same restore keeps its fingerprint when lines move and when its words change, as those
 * with a date do each day. Several of one rule about one prop are counted.
 */
export function fingerprintsOf(results: readonly Result[]): string[] {
  const counts = new Map<string, number>();
  return results.map(({ restore, ruleId, prop = '' }) => {
    const key = JSON.stringify([ruleId, restore, prop]);
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    return createHash('sha256').update(`${key} ${index}`).digest('hex').slice(0, 32);
  });
}

/** A path as GitLab compares it with those of a merge request: from the folder of the start, without `./`. */
export function pathFromStart(source: string, file: string): string {
  return posix.normalize(`${source}/${file}`);
}
