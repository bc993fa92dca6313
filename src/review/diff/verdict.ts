import { mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import { datedLossesOf } from '../model/losses';
import {
  alteredPoints,
  decisionPoint,
  isAltered,
  isRemoval,
  lossLines,
  namePoint,
  notReviewedText,
} from '../model/points';
import type { Verdict } from '../model/schema';
import type { RestoreChange, RestoreDiff, UnreviewedChange } from './schema';

/** Whether all that a change loses can be brought back. */
export function isDropping({ erases, drops }: RestoreChange): boolean {
  return erases.length === 0 && drops.length > 0;
}

/** What happens, in this order: erased, dropped, created, run again, left behind, what needs a decision. */
export function diffVerdict(
  changes: readonly RestoreChange[],
  notReviewed: readonly UnreviewedChange[],
  counts: RestoreDiff['counts'],
): Verdict {
  const present = changes.filter(({ kind }) => kind !== 'removed').map(({ restore }) => restore);
  const altered = alteredPoints(present, notReviewed);
  const rest = notReviewed.filter((one) => !isAltered(one));
  const news = rest.filter(({ change }) => change !== 'same');
  const unseen = rest.filter((one) => !isRemoval(one));
  const removals = news.filter(isRemoval);
  const quiet = (kind: RestoreChange['kind']) =>
    changes
      .filter((change) => change.kind === kind && change.erases.length + change.drops.length === 0)
      .map(({ path }) => path);
  const downgrades = changes.flatMap((change) =>
    change.downgrades.map((line) => `downgrade: ${mark(change.path)}: ${line}`),
  );
  const points = [
    ...altered,
    ...changes.flatMap(({ path, restore, erases }) =>
      lossLines('erased', path, datedLossesOf(restore, erases)),
    ),
    ...changes.flatMap(({ path, drops }) => lossLines('dropped', path, drops)),
    ...removals.map((one) => `${one.change}, ${notReviewedText(one)}`),
    ...namePoint('new', quiet('new')),
    ...namePoint('runs again', quiet('rerun')),
    ...changes.flatMap(({ path, leftBehind }) => lossLines('left behind', path, leftBehind)),
    ...present.flatMap(decisionPoint),
    ...downgrades,
    ...news.filter((one) => !isRemoval(one)).map((one) => `${one.change}, ${notReviewedText(one)}`),
  ];
  const isRemarkable =
    counts.dropping + counts.removed + counts.leftBehind + downgrades.length + news.length > 0;
  const level =
    counts.stopping + altered.length > 0
      ? 'stop'
      : counts.destructive + removals.length > 0
        ? 'destructive'
        : isRemarkable
          ? 'attention'
          : 'clear';
  const unseenNews = `of these ${news.length - removals.length} new or changed`;
  const text = [
    ...(altered.length === 0 ? [] : [`${pluralize(altered.length, 'restore or file')} altered`]),
    ...headTexts(changes, counts, removals.length),
    ...(downgrades.length === 0 ? [] : [pluralize(downgrades.length, 'downgrade')]),
    ...(removals.length === 0 ? [] : [`${pluralize(removals.length, 'removal')} new or changed`]),
    ...(unseen.length === 0
      ? []
      : [`${pluralize(unseen.length, 'part')} not reviewed, ${unseenNews}`]),
  ].join('; ');
  return { level, text: `${level.toUpperCase()}: ${text}`, points };
}

/** What is lost; then every restore and setting once, so that the numbers add up to how many there are. */
function headTexts(
  changes: readonly RestoreChange[],
  counts: RestoreDiff['counts'],
  removals: number,
): string[] {
  const { destructive, dropping, leftBehind, stopping } = counts;
  const moving = counts.rerun + counts.new + counts.removed + counts.changed;
  const blocked = stopping === 0 ? [] : [pluralize(stopping, 'blocking finding')];
  if (moving + destructive + dropping === 0) {
    return ['nothing changes: no restore will run', ...blocked];
  }
  const erase = destructive === 1 ? 'erases' : 'erase';
  const drop = dropping === 1 ? 'drops its previous clone' : 'drop their previous clones';
  const loss = [
    ...(destructive === 0 ? [] : [`${pluralize(destructive, 'change')} ${erase} data`]),
    ...(dropping === 0 ? [] : [`${pluralize(dropping, 'change')} ${drop}`]),
  ];
  const kinds = [
    [counts.new, 'new'],
    [counts.rerun, counts.rerun === 1 ? 'runs again' : 'run again'],
    [counts.removed, 'removed'],
    [counts.changed, 'changed without running'],
    [counts.same, 'unchanged'],
  ] as const;
  const tally = kinds.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return [
    // A removal already says what it drops.
    ...(loss.length + removals === 0 ? ['nothing is erased'] : []),
    ...(loss.length === 0 ? [] : [loss.join(', ')]),
    `${whatText(changes)}: ${tally.join(', ')}`,
    ...(leftBehind === 0 ? [] : [`${pluralize(leftBehind, 'cluster')} left behind`]),
    ...blocked,
  ];
}

function whatText(changes: readonly RestoreChange[]): string {
  const settings = changes.filter(({ restore }) => restore.action === 'configure').length;
  const restores = changes.length - settings;
  return [
    ...(restores === 0 ? [] : [pluralize(restores, 'restore')]),
    ...(settings === 0 ? [] : [pluralize(settings, 'setting')]),
  ].join(' and ');
}
