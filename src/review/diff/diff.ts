import { marked } from '../../text/marked';
import { counted } from '../../text/text';
import type { PlannedRestore, RestorePlanDocument } from '../model/schema';
import { comparedRestore, newRestore } from './compare';
import { goneRestore } from './gone';
import type { RestoreChange, RestoreDiff } from './schema';

const ORDER: readonly RestoreChange['kind'][] = ['again', 'new', 'gone', 'changed', 'same'];

/** Compares two plans, restore by restore, by the paths of their constructs. */
export function diffOf(base: RestorePlanDocument, head: RestorePlanDocument): RestoreDiff {
  const before = new Map(base.restores.map((restore) => [restore.path, restore]));
  const now = new Set(head.restores.map(({ path }) => path));
  const gone = base.restores.filter(({ path }) => !now.has(path));
  const twins = new Map(gone.map((restore) => [identityOf(restore), restore]));
  const present = head.restores.map((restore) => {
    const old = before.get(restore.path);
    return old === undefined
      ? newRestore(restore, twins.get(identityOf(restore)))
      : comparedRestore(old, restore);
  });
  const changes = byWeight([...present, ...gone.map((one) => goneRestore(one, present))]);
  return diffDocument(base.source, head.source, changes, head.asOf);
}

/** Puts counts and verdict to the changes. */
export function diffDocument(
  base: string,
  head: string,
  changes: RestoreChange[],
  asOf: string | undefined,
): RestoreDiff {
  const counts = Object.fromEntries(
    ORDER.map((kind) => [kind, changes.filter((change) => change.kind === kind).length]),
  ) as RestoreDiff['counts'];
  return {
    kind: 'cdktf-cluster-restore/restore-diff',
    version: 1,
    base,
    head,
    ...(asOf === undefined ? {} : { asOf }),
    verdict: verdictOf(changes, counts),
    counts,
    changes,
  };
}

/** What makes two restores the same thing under another name. */
function identityOf({ vendor, operation, rerun }: PlannedRestore): string {
  return JSON.stringify([vendor, operation, Object.entries(rerun.identity)]);
}

/** What erases data, then what cannot be applied, then by kind and path. */
function byWeight(changes: readonly RestoreChange[]): RestoreChange[] {
  return changes
    .map((change) => ({ change, weight: weightOf(change) }))
    .sort(
      (one, other) => one.weight - other.weight || (one.change.path < other.change.path ? -1 : 1),
    )
    .map(({ change }) => change);
}

function weightOf(change: RestoreChange): number {
  const first = (change.erases.length > 0 ? 0 : 2) + (isStopping(change) ? 0 : 1);
  return first * ORDER.length + ORDER.indexOf(change.kind);
}

function isStopping({ kind, restore }: RestoreChange): boolean {
  return kind !== 'gone' && restore.findings.some(({ stops }) => stops);
}

function verdictOf(
  changes: readonly RestoreChange[],
  counts: RestoreDiff['counts'],
): RestorePlanDocument['verdict'] {
  const stopping = changes.filter(isStopping);
  const erasing = changes.filter(({ erases }) => erases.length > 0);
  const weaker = changes.filter((change) => change.weaker.length > 0);
  const points = [
    ...erasing.flatMap(({ path, erases }) => erases.map((line) => `${marked(path)}: ${line}`)),
    ...stopping.map(({ path }) => `${marked(path)} has findings that must be settled`),
    ...weaker.flatMap(({ path, weaker: lines }) =>
      lines.map((line) => `${marked(path)} weaker: ${line}`),
    ),
  ];
  const level =
    stopping.length > 0
      ? 'stop'
      : erasing.length > 0
        ? 'destructive'
        : weaker.length + counts.gone > 0
          ? 'attention'
          : 'clear';
  return {
    level,
    text: `${level.toUpperCase()}: ${headText(counts, erasing.length, stopping.length)}`,
    points,
  };
}

function headText(counts: RestoreDiff['counts'], erasing: number, stopping: number): string {
  const total = counts.again + counts.new + counts.gone + counts.changed;
  const settle =
    stopping === 0 ? [] : [`${counted(stopping, 'restore')} with findings that must be settled`];
  if (total === 0) return [...settle, 'nothing changes: no restore will run'].join('; ');
  const kinds = [
    [counts.again, 'run again'],
    [counts.new, 'new'],
    [counts.gone, 'gone'],
    [counts.changed, 'changed without running'],
    [counts.same, 'the same'],
  ] as const;
  const tally = kinds.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const loss =
    erasing === 0
      ? 'nothing is erased'
      : `${counted(erasing, 'change')} ${erasing === 1 ? 'erases' : 'erase'} data`;
  return [loss, ...settle, tally.join(', ')].join('; ');
}
