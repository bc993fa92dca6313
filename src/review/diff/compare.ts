import isEqual from 'fast-deep-equal';
import { hasExpression } from '../../spec/templates';
import { mark, unmark } from '../../text/marked';
import type { PlannedRestore } from '../model/schema';
import { bodyDiff } from './body';
import { changeOf } from './change';
import { differences, keyDifferences } from './differences';
import { downgradesIn } from './downgrades';
import { extendedNotes } from './extended';
import { isLossy, lossOfRerun, NO_LOSS } from './loss';
import type { Difference, RestoreChange } from './schema';

/** A restore that base does not have; a twin has its identity, is under another path and is gone. */
export function newRestore(head: PlannedRestore, twin: PlannedRestore | undefined): RestoreChange {
  const { erases } = head;
  const downgrades = downgradesIn(twin, head, erases);
  if (twin === undefined) return changeOf('new', head, { erases, downgrades });
  const immediate = [
    ...differences(twin.declaration, head.declaration),
    // A construct of its own has its own journal.
    ...settingsDifferences(twin, head).filter(({ field }) => field !== 'journal'),
  ];
  return changeOf('new', head, { erases, downgrades, immediate, notes: [twinNote(twin, head)] });
}

function twinNote(twin: PlannedRestore, head: PlannedRestore): string {
  const isSameStack = twin.stack === head.stack;
  if (isSameStack && twin.path === head.path) {
    return `Terraform calls its steps otherwise than before (${mark(head.address)}, and it was ${mark(twin.address)}): it is restored again; to keep the existing restore, revert the logical ids`;
  }
  const keep = isSameStack
    ? `set its prop formerPath to ${mark(twin.path)}`
    : 'move its resources from one state to the other (terraform state mv -state-out)';
  return `has the identity of ${mark(twin.path)}, which was removed: a construct with another path is restored again; to keep the existing restore, ${keep}`;
}

/** What was given; all else of a restore is made of it. */
const GIVEN = [
  'declaration',
  'rerun',
  'removalPolicy',
  'waitMinutes',
  'password',
  'journal',
  'about',
  'acknowledgements',
  'drill',
] as const;

/** A restore that both have. */
export function compareRestore(base: PlannedRestore, head: PlannedRestore): RestoreChange {
  // Most restores of a large app are as they were, and to look is cheaper than to compare leaf by leaf.
  if (GIVEN.every((part) => isEqual(base[part], head[part])))
    return changeOf('same', head, { unknown: unknownKeys(head) });
  const ignored = Object.keys(head.rerun.ignored);
  const before = { ...base.rerun.ignored, ...base.rerun.identity };
  const now = { ...head.rerun.ignored, ...head.rerun.identity };
  const causes = keyDifferences(before, now, ignored);
  const declared = differences(base.declaration, head.declaration);
  const isRerun = causes.length > 0;
  const settings = settingsDifferences(base, head);
  const loss = isRerun ? lossOfRerun(base, head) : NO_LOSS;
  const { erases } = loss;
  const downgrades = downgradesIn(base, head, erases);
  const isChanged = declared.length + settings.length + downgrades.length > 0;
  return changeOf(isRerun ? 'rerun' : isChanged ? 'changed' : 'same', head, {
    causes,
    unknown: isRerun ? [] : unknownKeys(head),
    pending: isRerun ? [] : declared,
    immediate: isRerun ? [...unsaid(declared, causes), ...settings] : settings,
    downgrades,
    ...loss,
    notes: [
      ...(isRerun && !isLossy(loss) ? [`a re-run ${head.rerun.effect}`] : []),
      ...extendedNotes(base, head),
    ],
    body: bodyDiff(base, head),
  });
}

/** A restore under another path whose resources `moved` blocks carry over: Terraform keeps what is in the state. */
export function movedRestore(base: PlannedRestore, head: PlannedRestore): RestoreChange {
  const change = compareRestore(base, head);
  const again = change.kind === 'rerun' ? '' : ', not restored again';
  const note = `moved from ${mark(base.path)}${again}: moved blocks name all of its steps`;
  return {
    ...change,
    kind: change.kind === 'same' ? 'changed' : change.kind,
    notes: [note, ...change.notes],
  };
}

/** Those differences that are not a trigger under another name; a trigger stands for one of them. */
function unsaid(declared: readonly Difference[], said: readonly Difference[]): Difference[] {
  const rest = [...declared];
  for (const { field, from, to } of said) {
    const same = rest.filter((one) => one.from === from && one.to === to);
    const twin = same.find((one) => nameOf(one.field).endsWith(nameOf(field))) ?? same[0];
    if (twin !== undefined) rest.splice(rest.indexOf(twin), 1);
  }
  return rest;
}

/** `backup.id`, `backup.backupId` and `backup_id` end alike. */
function nameOf(field: string): string {
  return field.replace(/[._]/g, '').toLowerCase();
}

function unknownKeys({ rerun }: PlannedRestore): string[] {
  return Object.entries(rerun.identity)
    .filter(([key, value]) => key !== 'checked_at' && hasExpression(value))
    .map(([key]) => key);
}

/** What the declaration does not hold and the next step of Terraform reads again. */
function settingsDifferences(base: PlannedRestore, head: PlannedRestore): Difference[] {
  const settings = (restore: PlannedRestore) => {
    const { waitMinutes: timeoutMinutes, password, journal, drill } = restore;
    const { isOver: _, ...purpose } = restore.about;
    const passwordSink = password && unmark(password);
    const acknowledge = restore.acknowledgements;
    return { timeoutMinutes, passwordSink, journal, acknowledge, ...purpose, ...drill };
  };
  // Downgrades have lines of their own.
  return differences(settings(base), settings(head)).filter(
    ({ field, from }) => field !== 'acknowledge[]' || from !== undefined,
  );
}
