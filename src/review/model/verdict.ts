import { pluralize } from '../../text/text';
import { datedLossesOf } from './losses';
import { STEP_ALTERED } from './own-rules';
import {
  alteredPoints,
  decisionPoint,
  expiredPoints,
  isAltered,
  isBlocking,
  isPastEnd,
  isRemoval,
  lossLines,
  namePoint,
  notReviewedText,
  waitingPoints,
  wordOf,
} from './points';
import type { NotReviewed, PlannedRestore, RestorePlanDocument, Verdict } from './schema';

type Counts = RestorePlanDocument['counts'];
/** Counts what the verdict and every rendering's head show. */
export function countsOf(
  restores: readonly PlannedRestore[],
  notReviewed: readonly NotReviewed[],
): Counts {
  const findings = restores.flatMap((restore) => restore.findings);
  const acting = (action: PlannedRestore['action']) =>
    restores.filter((restore) => restore.action === action).length;
  return {
    restores: restores.length,
    create: acting('create'),
    add: acting('add'),
    overwrite: acting('overwrite'),
    configure: acting('configure'),
    destructive: restores.filter(({ destructive }) => destructive).length,
    dropping: restores.filter(isDropping).length,
    stopping: findings.filter(isBlocking).length,
    unchecked: findings.filter(({ severity }) => severity === 'unchecked').length,
    warnings: findings.filter(
      ({ severity, acknowledged }) => severity === 'warning' && acknowledged === undefined,
    ).length,
    acknowledged: findings.filter(({ acknowledged }) => acknowledged !== undefined).length,
    altered:
      findings.filter(({ ruleId }) => ruleId === STEP_ALTERED).length +
      notReviewed.filter(isAltered).length,
    notReviewed: notReviewed.filter((one) => wordOf(one) === 'not reviewed').length,
    ...(restores.some(isPastEnd) ? { pastEnd: restores.filter(isPastEnd).length } : {}),
    ...(notReviewed.some(isRemoval) ? { removals: notReviewed.filter(isRemoval).length } : {}),
  };
}

/** Whether all that it loses can be brought back. */
function isDropping({ destructive, drops }: PlannedRestore): boolean {
  return !destructive && drops.length > 0;
}

/** The first thing that a reviewer reads: what is erased, by name, then what is created, then what to decide. */
export function verdictOf(
  restores: readonly PlannedRestore[],
  notReviewed: readonly NotReviewed[],
  counts: Counts,
): Verdict {
  if (restores.length + notReviewed.length === 0) {
    return { level: 'clear', text: 'Nothing is restored by this app', points: [] };
  }
  const quiet = (action: PlannedRestore['action']) =>
    harmless(restores, action).map(({ path }) => path);
  const points = [
    ...alteredPoints(restores, notReviewed),
    ...restores.flatMap((restore) =>
      lossLines('erased', restore.path, datedLossesOf(restore, restore.erases)),
    ),
    ...restores.flatMap(({ path, drops }) => lossLines('dropped', path, drops)),
    ...notReviewed.filter(isRemoval).map(notReviewedText),
    ...namePoint('created', quiet('create')),
    ...namePoint('added to a cluster', quiet('add')),
    ...expiredPoints(restores),
    ...restores.flatMap(decisionPoint),
    ...notReviewed.filter((one) => wordOf(one) === 'not reviewed').map(notReviewedText),
    ...waitingPoints(restores),
  ];
  return { level: levelOf(counts), text: headText(restores, counts), points };
}

/** Restores of one kind that lose nothing. */
function harmless(restores: readonly PlannedRestore[], action: PlannedRestore['action']) {
  return restores.filter(
    (restore) => restore.action === action && restore.erases.length + restore.drops.length === 0,
  );
}

function levelOf(counts: Counts): Verdict['level'] {
  const { stopping, destructive, dropping, warnings, unchecked, altered, notReviewed } = counts;
  const { removals = 0, pastEnd = 0 } = counts;
  if (stopping + altered > 0) return 'stop';
  if (destructive + removals > 0) return 'destructive';
  return dropping + warnings + unchecked + notReviewed + pastEnd > 0 ? 'attention' : 'clear';
}

/** Each restore is counted once, so that the numbers add up to how many there are. */
function headText(restores: readonly PlannedRestore[], counts: Counts): string {
  const { stopping, warnings, unchecked, configure, altered, notReviewed } = counts;
  const { removals = 0, pastEnd = 0 } = counts;
  const drop = removals === 1 ? 'drops its cluster' : 'drop their clusters';
  const all: [number, string][] = [
    [altered, `${pluralize(altered, 'part')} not as synth writes ${altered === 1 ? 'it' : 'them'}`],
    [counts.restores - configure, tally(restores, counts)],
    [removals, `${pluralize(removals, 'removal')} ${drop}`],
    [configure, pluralize(configure, 'setting')],
    [pastEnd, `${pluralize(pastEnd, 'restore')} expired`],
    [stopping, pluralize(stopping, 'blocking finding')],
    [warnings, pluralize(warnings, 'warning')],
    [unchecked, `${pluralize(unchecked, 'check')} could not be run`],
    [notReviewed, `${pluralize(notReviewed, 'part')} not reviewed`],
  ];
  const parts = all.flatMap(([count, text]) => (count > 0 ? [text] : []));
  const word = { stop: 'STOP', destructive: 'DESTRUCTIVE', attention: 'ATTENTION', clear: 'CLEAR' };
  return `${word[levelOf(counts)]}: ${parts.join('; ')}`;
}

function tally(restores: readonly PlannedRestore[], counts: Counts): string {
  const { destructive, dropping, configure } = counts;
  const all = counts.restores - configure;
  const kinds: [number, string, string][] = [
    [dropping, 'drops its previous clone', 'drop their previous clones'],
    [harmless(restores, 'create').length, 'creates a cluster', 'create a cluster'],
    [harmless(restores, 'add').length, 'adds to a cluster', 'add to a cluster'],
    [harmless(restores, 'overwrite').length, 'overwrites a cluster', 'overwrite a cluster'],
  ];
  const rest = kinds
    .filter(([count]) => count > 0)
    .map(([count, one, several]) => `${count} ${count === 1 ? one : several}`);
  if (destructive === 0)
    return `nothing is erased; ${pluralize(all, 'restore')}: ${rest.join(', ')}`;
  const loss = `${destructive} of ${pluralize(all, 'restore')} ${destructive === 1 ? 'erases' : 'erase'} data`;
  return [loss, ...rest].join(', ');
}
