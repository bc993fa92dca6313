import { marked } from '../../text/marked';
import { counted } from '../../text/text';
import { STEP_ALTERED } from './own-rules';
import type { NotReviewed, PlannedFinding, PlannedRestore, RestorePlanDocument } from './schema';

type Counts = RestorePlanDocument['counts'];
type Verdict = RestorePlanDocument['verdict'];

/** Counts what the verdict and every rendering's head tell. */
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
    ...(notReviewed.some(isRemoval) ? { removals: notReviewed.filter(isRemoval).length } : {}),
  };
}

/** The first thing that a reviewer reads: whether to stop, and what is erased, by name. */
export function verdictOf(
  restores: readonly PlannedRestore[],
  notReviewed: readonly NotReviewed[],
  counts: Counts,
): Verdict {
  if (restores.length + notReviewed.length === 0) {
    return { level: 'clear', text: 'Nothing is restored by this app', points: [] };
  }
  const points = [
    ...alteredPoints(restores, notReviewed),
    ...restores
      .filter(({ destructive }) => destructive)
      .map(({ path, erases }) => `${marked(path)} erases: ${erases.join('; ')}`),
    ...restores.flatMap(({ path, findings }) => {
      const stops = findings.filter(isBlocking).length;
      return stops === 0 ? [] : [`${marked(path)} has ${counted(stops, 'blocking finding')}`];
    }),
    ...notReviewed.filter((one) => !isAltered(one)).map(notReviewedText),
  ];
  return { level: levelOf(counts), text: headText(counts), points };
}

/** What was altered is counted by itself. */
function isBlocking({ stops, ruleId }: PlannedFinding): boolean {
  return stops && ruleId !== STEP_ALTERED;
}

/** Whether it stands in the place of something that synth writes. */
export function isAltered({ ruleId }: Pick<NotReviewed, 'ruleId'>): boolean {
  return ruleId !== 'NOT_REVIEWED' && ruleId !== REMOVED;
}

/** The rule id of a restore that the code removes: the next apply drops what it restored. */
const REMOVED = 'RESTORE_REMOVED';

/** Whether it drops what an earlier version of the code restored. */
export function isRemoval({ ruleId }: Pick<NotReviewed, 'ruleId'>): boolean {
  return ruleId === REMOVED;
}

/** What was altered, by address: each restore of which it is so, and what belongs to none. */
export function alteredPoints(
  restores: readonly PlannedRestore[],
  notReviewed: readonly NotReviewed[],
): string[] {
  return [
    ...restores.flatMap(({ path, findings }) => {
      const [first, ...more] = findings.filter(({ ruleId }) => ruleId === STEP_ALTERED);
      if (first === undefined) return [];
      const rest = more.length === 0 ? '' : `, and ${counted(more.length, 'more step')}`;
      return [`${marked(path)} is not as synth writes it: ${marked(first.path)}${rest}`];
    }),
    ...notReviewed.filter(isAltered).map(notReviewedText),
  ];
}

/** `address (stack): why`. */
export function notReviewedText({ stack, address, ruleId, why }: NotReviewed): string {
  const word = wordOf({ ruleId });
  return `${word}: ${marked(address)} of ${marked(stack)}: ${why.replaceAll('`', '’')}`;
}

/** How it is called: what is altered, removed, or not reviewed. */
export function wordOf(one: Pick<NotReviewed, 'ruleId'>): string {
  if (isRemoval(one)) return 'removal';
  return isAltered(one) ? 'altered' : 'not reviewed';
}

function levelOf(counts: Counts): Verdict['level'] {
  const { stopping, destructive, warnings, unchecked, altered, notReviewed, removals = 0 } = counts;
  if (stopping + altered > 0) return 'stop';
  if (destructive + removals > 0) return 'destructive';
  return warnings + unchecked + notReviewed > 0 ? 'attention' : 'clear';
}

function headText(counts: Counts): string {
  const { destructive, stopping, warnings, unchecked, configure, altered, notReviewed } = counts;
  const { removals = 0 } = counts;
  const restores = counts.restores - configure;
  const loss =
    destructive > 0
      ? `${destructive} of ${counted(restores, 'restore')} ${destructive === 1 ? 'erases' : 'erase'} data`
      : `${counted(restores, 'restore')}, none erases data`;
  const parts = [
    ...(altered > 0
      ? [`${counted(altered, 'part')} not as synth writes ${altered === 1 ? 'it' : 'them'}`]
      : []),
    ...(stopping > 0 ? [`${counted(stopping, 'blocking finding')}`] : []),
    ...(restores > 0 ? [loss, tally(counts)] : []),
    ...(removals > 0
      ? [
          `${counted(removals, 'removal')} ${removals === 1 ? 'drops its cluster' : 'drop their clusters'}`,
        ]
      : []),
    ...(configure > 0 ? [`${counted(configure, 'setting')}`] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(unchecked > 0 ? [`${counted(unchecked, 'check')} could not be run`] : []),
    ...(notReviewed > 0 ? [`${counted(notReviewed, 'part')} not reviewed`] : []),
  ];
  const word = { stop: 'STOP', destructive: 'DESTRUCTIVE', attention: 'ATTENTION', clear: 'CLEAR' };
  return `${word[levelOf(counts)]}: ${parts.join('; ')}`;
}

function tally({ create, add, overwrite }: Counts): string {
  const kinds: [number, string][] = [
    [create, 'creating something new'],
    [add, 'adding to a cluster'],
    [overwrite, 'overwriting a cluster'],
  ];
  return kinds
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}
