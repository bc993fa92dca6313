import { manyWaitsText, type WaitingAlone } from '../../spec/many-waits';
import { type MarkedText, mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import { ERASURE_UNKNOWN, STEP_ALTERED } from './own-rules';
import type { NotReviewed, PlannedFinding, PlannedRestore } from './schema';

/** How many restores a point names. */
const MOST_NAMES = 5;

/** Whether it is in the place of something that synth writes. */
export function isAltered({ ruleId }: Pick<NotReviewed, 'ruleId'>): boolean {
  return ruleId !== 'NOT_REVIEWED' && ruleId !== REMOVED;
}

/** The rule id of a restore that the code removes: the next apply drops what it restored. */
const REMOVED = 'RESTORE_REMOVED';

/** Whether it drops what an earlier version of the code restored. */
export function isRemoval({ ruleId }: Pick<NotReviewed, 'ruleId'>): boolean {
  return ruleId === REMOVED;
}

/** How it is called: what is altered, removed, or not reviewed. */
export function wordOf(one: Pick<NotReviewed, 'ruleId'>): string {
  if (isRemoval(one)) return 'removal';
  return isAltered(one) ? 'altered' : 'not reviewed';
}

/** Whether a finding blocks the restore; what was altered is counted separately. */
export function isBlocking({ stops, ruleId }: PlannedFinding): boolean {
  return stops && ruleId !== STEP_ALTERED;
}

/** What was altered, by address: each restore of which it is so, and what belongs to none. */
export function alteredPoints(
  restores: readonly PlannedRestore[],
  notReviewed: readonly NotReviewed[],
): MarkedText[] {
  return [
    ...restores.flatMap(({ path, findings }) => {
      const [first, ...more] = findings.filter(({ ruleId }) => ruleId === STEP_ALTERED);
      if (first === undefined) return [];
      const rest = more.length === 0 ? '' : `, and ${pluralize(more.length, 'more step')}`;
      return [`${mark(path)} is not as synth writes it: ${mark(first.path)}${rest}`];
    }),
    ...notReviewed.filter(isAltered).map(notReviewedText),
  ];
}

/** `address (stack): why`. */
export function notReviewedText({ stack, address, ruleId, why }: NotReviewed): MarkedText {
  const word = wordOf({ ruleId });
  return `${word}: ${mark(address)} of ${mark(stack)}: ${why.replaceAll('`', '’')}`;
}

/** What happens to one restore: `erased: path: what`. */
export function lossLines(what: string, path: string, lines: readonly MarkedText[]): MarkedText[] {
  return lines.length === 0 ? [] : [`${what}: ${mark(path)}: ${lines.join('; ')}`];
}

/** What is past its end: each environment once, and the restores that belong to none. */
export function expiredPoints(restores: readonly PlannedRestore[]): MarkedText[] {
  const lines = restores
    .filter(isPastEnd)
    .map(({ path, stack, about: { environment, owner, expiresOn } }) => {
      const what = environment ?? path;
      const name = `${environment === undefined ? '' : 'environment '}${mark(what)}`;
      const whose = owner === undefined ? '' : ` of ${mark(owner)}`;
      const text = `expired: ${name}${whose}, on ${mark(expiresOn)}`;
      return [`${stack} ${what}`, text] as const;
    });
  return [...new Map(lines).values()];
}

/** Stacks whose restores would wait for one another's slots in Terraform. */
export function waitingPoints(restores: readonly PlannedRestore[]): MarkedText[] {
  const byStack = new Map<string, WaitingAlone[]>();
  for (const { stack, waitMinutes, group, drill, address } of restores) {
    if (waitMinutes === undefined || group !== undefined) continue;
    // A step that has instances has one for each clone: none of them may wait in a group.
    const mayBeGrouped = drill === undefined && !address.endsWith(']');
    const alone = byStack.get(stack) ?? [];
    byStack.set(stack, alone);
    alone.push({ mayBeGrouped });
  }
  return [...byStack].flatMap(([stack, alone]) => {
    const text = manyWaitsText(alone);
    return text === undefined ? [] : [`waits: ${mark(stack)}: ${text.replace(/\.$/, '')}`];
  });
}

/** Whether its end has passed. */
export function isPastEnd({ about }: PlannedRestore): boolean {
  return about.isOver === true;
}

/** Restores to which the same happens, by their names; the rest of a long list is counted. */
export function namePoint(what: string, paths: readonly string[]): MarkedText[] {
  if (paths.length === 0) return [];
  const names = paths.slice(0, MOST_NAMES).map(mark).join(', ');
  const rest = paths.length - MOST_NAMES;
  return [`${what}: ${names}${rest > 0 ? ` and ${rest} more` : ''}`];
}

/** What somebody must decide about a restore before it can be applied. */
export function decisionPoint({ path, findings }: PlannedRestore): MarkedText[] {
  const stops = findings.filter(isBlocking).length;
  const open = findings.filter(({ ruleId }) => ruleId === ERASURE_UNKNOWN);
  const paths = open.map((one) => mark(one.path)).join(', ');
  const lines = [
    ...(stops === 0 ? [] : [pluralize(stops, 'blocking finding')]),
    ...(paths === '' ? [] : [`what it erases depends on ${paths}, known after apply`]),
  ];
  return lines.length === 0 ? [] : [`needs a decision: ${mark(path)}: ${lines.join('; ')}`];
}
