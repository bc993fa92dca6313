import isEqual from 'fast-deep-equal';
import { isBlocking } from '../model/points';
import type { NotReviewed, PlannedRestore, RestorePlanDocument, StatePlace } from '../model/schema';
import { compareRestore, movedRestore, newRestore } from './compare';
import { removedRestore } from './removed';
import type { RestoreChange, RestoreDiff, UnreviewedChange } from './schema';
import { diffVerdict, isDropping } from './verdict';

const ORDER: readonly RestoreChange['kind'][] = ['rerun', 'new', 'removed', 'changed', 'same'];

/** Compares two plans, restore by restore, by the paths of their constructs and by what Terraform calls their steps. */
export function diffOf(base: RestorePlanDocument, head: RestorePlanDocument): RestoreDiff {
  const before = new Map(base.restores.map((restore) => [placeOf(restore), restore]));
  const stays = new Map(
    head.restores.flatMap((restore) => {
      const old = before.get(placeOf(restore));
      return old !== undefined && haveSameAddresses(old, restore) ? [[restore, old] as const] : [];
    }),
  );
  const taken = new Set(stays.values());
  const moved = new Map(
    head.restores.flatMap((restore) => {
      const old = stays.has(restore) ? undefined : formerOf(restore, base.restores);
      return old === undefined || taken.has(old) ? [] : [[restore, old] as const];
    }),
  );
  for (const old of moved.values()) taken.add(old);
  const removed = base.restores.filter((restore) => !taken.has(restore));
  const twins = new Map(removed.map((restore) => [identityOf(restore), restore]));
  const present = head.restores.map((restore) => {
    const [old, former] = [stays.get(restore), moved.get(restore)];
    if (old !== undefined) return byTerraform(compareRestore(old, restore));
    if (former !== undefined) return byTerraform(movedRestore(former, restore));
    return byTerraform(newRestore(restore, twins.get(identityOf(restore))));
  });
  const changes = bySeverity([
    ...present,
    ...removed.map((one) => removedRestore(one, present, head.notReviewed)),
  ]);
  const notReviewed = [
    ...movedStates(base.states, head.states),
    ...unreviewedChanges(base.notReviewed, head.notReviewed),
  ];
  return diffDocument(base.source, head.source, changes, notReviewed, head.asOf);
}

/** A path can be that of another stack only where somebody wrote it there. */
function placeOf({ stack, path }: PlannedRestore): string {
  return JSON.stringify([stack, path]);
}

/** Terraform knows a step by its address alone. */
function haveSameAddresses(one: PlannedRestore, other: PlannedRestore): boolean {
  if (one.address !== other.address) return false;
  // A plan that an earlier release saved does not name them all.
  if (one.steps === undefined || other.steps === undefined) return true;
  return isEqual(recordingSteps(one.steps), recordingSteps(other.steps));
}

/** The steps that record something: `removal` comes and goes with the removal policy, `hold` with a group. */
function recordingSteps({
  removal: _,
  hold: __,
  ...steps
}: Readonly<Record<string, string>>): object {
  return steps;
}

/** The restore of base whose steps `moved` blocks name, all of them. */
function formerOf(
  { stack, former }: PlannedRestore,
  base: readonly PlannedRestore[],
): PlannedRestore | undefined {
  if (former === undefined) return undefined;
  return base.find(
    (one) =>
      one.stack === stack &&
      one.address === former.submit &&
      one.recordAddress === former.submitted &&
      one.waitAddress === former.wait,
  );
}

/** What Terraform does where the code says that nothing runs: nothing is in the state, or something asks for it. */
const SENDS: Partial<Record<string, RestoreChange['kind']>> = { replace: 'rerun', create: 'new' };

/** What Terraform's own plan does counts, whatever the code says. */
function byTerraform(change: RestoreChange): RestoreChange {
  const { terraform } = change.restore;
  if (terraform === undefined) return change;
  const isQuiet = change.kind === 'same' || change.kind === 'changed';
  const sends = isQuiet ? SENDS[terraform.action] : undefined;
  // What it erases is lost once more, with each request; what Terraform drops is lost besides.
  const lost = sends === undefined ? terraform.erases : change.restore.erases;
  // What the comparison says of the previous clone already is not said again.
  const isSaid = change.drops.length > 0 || change.previous !== undefined;
  const { target, action } = change.restore;
  const isLost = terraform.erases.length + terraform.drops.length > 0;
  const isRecreated = terraform.action === 'replace' && action === 'create' && isLost && !isSaid;
  return {
    ...change,
    kind: sends ?? change.kind,
    erases: [...new Set([...change.erases, ...(isSaid ? [] : lost)])],
    drops: isSaid ? change.drops : terraform.drops,
    ...(isRecreated && target !== undefined
      ? { previous: { place: target, fate: terraform.drops.length > 0 ? 'dropped' : 'erased' } }
      : {}),
  };
}

/** A state that is kept elsewhere begins from nothing, unless somebody migrates it. */
function movedStates(base: readonly StatePlace[], head: readonly StatePlace[]): UnreviewedChange[] {
  const before = new Map(base.map(({ stack, digest }) => [stack, digest]));
  return head
    .filter(({ stack, digest }) => (before.get(stack) ?? digest) !== digest)
    .map((one) => ({
      ...one,
      ruleId: 'NOT_REVIEWED',
      address: 'terraform',
      why: 'the location of the state changes: unless the state is migrated, every restore of this stack is sent again',
      failsFrom: 'destructive',
      change: 'changed',
    }));
}

/** What of head is not reviewed; several of one address count by what they hold. */
function unreviewedChanges(
  base: readonly NotReviewed[],
  head: readonly NotReviewed[],
): UnreviewedChange[] {
  const keyOf = ({ stack, ruleId, address }: NotReviewed) =>
    JSON.stringify([stack, ruleId, address]);
  const before = new Map<string, Set<string>>();
  for (const one of base) {
    before.set(keyOf(one), (before.get(keyOf(one)) ?? new Set()).add(one.digest));
  }
  return head.map((one) => {
    const digests = before.get(keyOf(one));
    const isSame = digests?.has(one.digest) === true;
    return { ...one, change: digests === undefined ? 'new' : isSame ? 'same' : 'changed' };
  });
}

function countsOf(changes: readonly RestoreChange[]): RestoreDiff['counts'] {
  const of = (test: (change: RestoreChange) => boolean) => changes.filter(test).length;
  const byKind = ORDER.map((kind) => [kind, of((change) => change.kind === kind)]);
  return {
    ...(Object.fromEntries(byKind) as Record<RestoreChange['kind'], number>),
    destructive: of(({ erases }) => erases.length > 0),
    dropping: of(isDropping),
    leftBehind: of(({ leftBehind }) => leftBehind.length > 0),
    stopping: changes
      .filter(({ kind }) => kind !== 'removed')
      .flatMap(({ restore }) => restore.findings)
      .filter(isBlocking).length,
  };
}

/** Puts counts and verdict to the changes. */
export function diffDocument(
  base: string,
  head: string,
  changes: RestoreChange[],
  notReviewed: UnreviewedChange[],
  asOf: string | undefined,
): RestoreDiff {
  const counts = countsOf(changes);
  return {
    kind: 'cdktf-cluster-restore/restore-diff',
    version: 1,
    base,
    head,
    ...(asOf === undefined ? {} : { asOf }),
    verdict: diffVerdict(changes, notReviewed, counts),
    counts,
    changes,
    notReviewed,
  };
}

/** What makes two restores the same thing under another name. */
function identityOf({ vendor, operation, rerun }: PlannedRestore): string {
  return JSON.stringify([vendor, operation, Object.entries(rerun.identity)]);
}

/** What erases data, then what drops a clone, then what cannot be applied, then by kind and path. */
function bySeverity(changes: readonly RestoreChange[]): RestoreChange[] {
  return changes
    .map((change) => ({ change, severity: severityOf(change) }))
    .sort(
      (one, other) =>
        one.severity - other.severity || (one.change.path < other.change.path ? -1 : 1),
    )
    .map(({ change }) => change);
}

function severityOf(change: RestoreChange): number {
  const loss = change.erases.length > 0 ? 0 : isDropping(change) ? 2 : 4;
  const first = loss + (isStopping(change) ? 0 : 1);
  return first * ORDER.length + ORDER.indexOf(change.kind);
}

function isStopping({ kind, restore }: RestoreChange): boolean {
  return kind !== 'removed' && restore.findings.some(({ stops }) => stops);
}
