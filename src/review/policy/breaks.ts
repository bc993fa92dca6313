import type { Issue } from '../../evaluation/issue';
import { definitionOf, type TargetProps } from '../../vendor/definition';
import { vendors } from '../../vendors';
import { datesApart } from '../model/clock';
import type { PlannedRestore, RestorePlanDocument } from '../model/schema';
import type { PolicyDocument } from './schema';

/** Something that the policy of a team does not allow. */
export interface PolicyBreak extends Issue {
  readonly restore: string;
  /** False where the value is not known and the policy lets that pass. */
  readonly stops: boolean;
}

interface Found extends Omit<Issue, 'ruleId'> {
  readonly rule: keyof PolicyDocument;
  readonly isOpen?: boolean;
}

const HOUR_MS = 60 * 60 * 1000;
const LATER = 'State it, or set allowUnknownValues to true in the policy';

/** Holds the restores of a plan against a policy. */
export function policyBreaks(
  plan: Pick<RestorePlanDocument, 'restores'>,
  policy: PolicyDocument,
  moment: Date,
): PolicyBreak[] {
  return plan.restores.flatMap((restore) =>
    [
      ...targetProject(restore, policy),
      ...destination(restore, policy),
      ...cuSize(restore, policy),
      ...backupAge(restore, policy, moment),
      ...purpose(restore, policy),
      ...expiry(restore, policy, moment),
    ].map(({ rule, isOpen = false, ...issue }) => ({
      ...issue,
      restore: restore.path,
      ruleId: `POLICY_${rule.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
      stops: !isOpen || policy.allowUnknownValues !== true,
    })),
  );
}

function targetProject(restore: PlannedRestore, policy: PolicyDocument): Found[] {
  const { allowedTargetProjects: allowed } = policy;
  const { target, action } = restore;
  const { project: path = 'target' } = targetPropsOf(restore);
  if (allowed === undefined || action !== 'create' || target?.project === undefined) return [];
  if (allowed.includes(target.project)) return [];
  const rule = 'allowedTargetProjects';
  if (isLater(restore, path)) return [notKnownYet(rule, path, 'the target project')];
  const problem = `clusters may be created in ${listProjects(allowed)} only`;
  const fix = 'Choose one of these, or change the policy';
  return [{ rule, path, problem, got: target.project, fix }];
}

function destination(restore: PlannedRestore, policy: PolicyDocument): Found[] {
  const { forbiddenDestinations: forbidden } = policy;
  const { target, action } = restore;
  if (forbidden === undefined || action === 'create' || target?.clusterId === undefined) return [];
  const { cluster: path = 'target' } = targetPropsOf(restore);
  const rule = 'forbiddenDestinations';
  if (isLater(restore, path)) return [notKnownYet(rule, path, 'the destination')];
  if (!forbidden.includes(target.clusterId)) return [];
  const problem = 'nothing may be restored into this cluster';
  const fix = 'Choose another destination, or change the policy';
  return [{ rule, path, problem, got: target.clusterId, fix }];
}

/** The props that name the target; a plan that was saved by another release may have an operation unknown to this one. */
function targetPropsOf({ vendor, operation }: PlannedRestore): TargetProps {
  const found = vendors.find(({ name }) => name === vendor);
  return (found && definitionOf(found.definition, operation))?.targetProps ?? {};
}

function cuSize({ size }: PlannedRestore, { largestCuSize: largest }: PolicyDocument): Found[] {
  if (largest === undefined || size === undefined) return [];
  const rule = 'largestCuSize';
  if (size.cu === undefined) return [notKnownYet(rule, size.path, 'the size')];
  if (size.cu <= largest) return [];
  const problem = `must be at most ${largest}`;
  const fix = 'Choose a smaller size, or change the policy';
  return [{ rule, path: size.path, problem, got: size.cu, fix }];
}

function backupAge(restore: PlannedRestore, policy: PolicyDocument, moment: Date): Found[] {
  const { backupNotOlderThanHours: hours } = policy;
  if (hours === undefined || restore.backup === undefined) return [];
  const rule = 'backupNotOlderThanHours';
  const { createdAt, id, isMadeFirst } = restore.backup;
  if (isMadeFirst === true) return [];
  if (createdAt === undefined) {
    const which = id === undefined ? 'the latest backup' : 'the backup';
    return [notKnownYet(rule, 'backup', `the age of ${which}`)];
  }
  const age = (moment.getTime() - Date.parse(createdAt)) / HOUR_MS;
  if (age <= hours) return [];
  const problem = `must be at most ${hours} hours old, and is ${Math.floor(age)} (depends on the hour)`;
  const fix = 'Choose a newer backup, or change the policy';
  return [{ rule, path: 'backup', problem, got: createdAt, fix }];
}

function purpose({ about, action }: PlannedRestore, policy: PolicyDocument): Found[] {
  if (action === 'configure') return [];
  const required = [
    ['requireOwner', 'owner'],
    ['requireDataClass', 'dataClass'],
    ['requireExpiry', 'expiresOn'],
  ] as const;
  return required.flatMap(([rule, path]) =>
    policy[rule] === true && about[path] === undefined
      ? [{ rule, path, problem: 'must be stated', fix: `Set the prop ${path}` }]
      : [],
  );
}

function expiry({ about }: PlannedRestore, policy: PolicyDocument, moment: Date): Found[] {
  const { expiresWithinDays: most } = policy;
  const { expiresOn: got } = about;
  if (most === undefined || got === undefined) return [];
  const days = datesApart(moment, new Date(got));
  if (days <= most) return [];
  const rule = 'expiresWithinDays';
  const problem = `must be at most ${most} days from today, and is ${days} (depends on the date)`;
  const fix = 'Choose an earlier day, or change the policy';
  return [{ rule, path: 'expiresOn', problem, got, fix }];
}

function notKnownYet(rule: keyof PolicyDocument, path: string, what: string): Found {
  const problem = `${what} is not known yet, so the policy cannot be checked`;
  return { rule, path, problem, fix: LATER, isOpen: true };
}

function isLater({ knownAfterApply }: PlannedRestore, path: string): boolean {
  return knownAfterApply.some((one) => one.path === path);
}

function listProjects(values: readonly string[]): string {
  return values.length === 0
    ? 'no project'
    : values.map((value) => JSON.stringify(value)).join(', ');
}
