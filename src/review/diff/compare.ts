import isEqual from 'fast-deep-equal';
import { marked } from '../../contract/review';
import type { PlannedRestore } from '../model/schema';
import { hasExpression } from '../read/expression';
import { bodyDiff } from './body';
import type { Difference, RestoreChange } from './change';
import { differences, keyDifferences } from './differences';
import { weakerIn } from './weaker';

/** A restore that base does not have. */
export function newRestore(head: PlannedRestore, twin: PlannedRestore | undefined): RestoreChange {
  const notes =
    twin === undefined
      ? []
      : [
          `has the identity of ${marked(twin.path)}, which is gone: a construct with another path is restored again; to keep what is there, move its resources in the state (terraform state mv)`,
        ];
  return change('new', head, { erases: head.erases, weaker: weakerIn(undefined, head), notes });
}

/** A restore that head has no longer: Terraform runs no destroy step of a block that is gone. */
export function goneRestore(base: PlannedRestore): RestoreChange {
  const notes =
    base.action === 'create'
      ? [
          'leaves its cluster behind, running and costing, whatever its removal policy: Terraform runs no destroy step of a block that is gone. Run `terraform destroy -target` on it first, or let `cluster-restore sweep` find it',
        ]
      : ['leaves what it restored as it is'];
  return change('gone', base, { notes });
}

/** A restore that both have. */
export function comparedRestore(base: PlannedRestore, head: PlannedRestore): RestoreChange {
  // Most restores of a large app are as they were, and to look is cheaper than to compare leaf by leaf.
  if (isEqual(base, head)) return change('same', head, { undecided: undecidedKeys(head) });
  const ignored = Object.keys(head.rerun.ignored);
  const before = { ...base.rerun.ignored, ...base.rerun.identity };
  const now = { ...head.rerun.ignored, ...head.rerun.identity };
  const because = keyDifferences(before, now, ignored);
  const declared = differences(base.declaration, head.declaration);
  const isAgain = because.length > 0;
  const holding = settingsDifferences(base, head);
  const weaker = weakerIn(base, head);
  const isChanged = declared.length + holding.length + weaker.length > 0;
  return change(isAgain ? 'again' : isChanged ? 'changed' : 'same', head, {
    because,
    undecided: isAgain ? [] : undecidedKeys(head),
    waiting: isAgain ? [] : declared,
    holding,
    weaker,
    erases: isAgain ? erasedAgain(head) : [],
    notes: isAgain && !head.rerun.erases ? [`doing so ${head.rerun.effect}`] : [],
    body: bodyDiff(base, head),
  });
}

type Parts = Partial<Omit<RestoreChange, 'path' | 'kind' | 'restore'>>;

function change(
  kind: RestoreChange['kind'],
  restore: PlannedRestore,
  {
    because = [],
    undecided = [],
    waiting = [],
    holding = [],
    weaker = [],
    erases = [],
    notes = [],
    body = [],
  }: Parts,
): RestoreChange {
  const { path } = restore;
  return {
    path,
    kind,
    because,
    undecided,
    waiting,
    holding,
    weaker,
    erases,
    notes,
    body,
    restore,
  };
}

function erasedAgain({ erases, rerun }: PlannedRestore): string[] {
  if (!rerun.erases) return erases;
  return [...erases, `restoring again ${rerun.effect}`];
}

function undecidedKeys({ rerun }: PlannedRestore): string[] {
  return Object.entries(rerun.identity)
    .filter(([key, value]) => key !== 'checked_at' && hasExpression(value))
    .map(([key]) => key);
}

/** What the declaration does not hold and the next step of Terraform reads anew. */
function settingsDifferences(base: PlannedRestore, head: PlannedRestore): Difference[] {
  const settings = ({
    removalPolicy,
    waitMinutes,
    password,
    about,
    acknowledgements,
  }: PlannedRestore) => ({
    removalPolicy,
    timeoutMinutes: waitMinutes,
    passwordSink: password?.replaceAll('`', ''),
    ...about,
    acknowledge: acknowledgements,
  });
  // What is weaker is told as such.
  return differences(settings(base), settings(head)).filter(
    ({ field, from }) =>
      field !== 'removalPolicy' && !(field === 'acknowledge[]' && from === undefined),
  );
}
