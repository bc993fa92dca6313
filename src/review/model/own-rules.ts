/** The rule of steps that are not as synth writes them. */
export const STEP_ALTERED = 'STEP_ALTERED';

/** The rule of restores that erase data nobody knows of which cluster. */
export const ERASURE_UNKNOWN = 'ERASURE_UNKNOWN';

/** The rule of environments whose end has passed. */
export const ENVIRONMENT_EXPIRED = 'ENVIRONMENT_EXPIRED';

/** A rule that no vendor has, as docs/rules.md and SARIF logs describe it. */
export interface OwnRule {
  readonly id: string;
  /** What reports it. */
  readonly where: string;
  readonly severity: string;
  readonly holds: string;
  readonly remedy: string;
  /** The page in docs/ that describes it. */
  readonly page: string;
}

const ALTERED = 'review.md#what-is-altered-and-what-is-not-reviewed';
const IN_CI = 'review.md#in-ci';
const POLICY = 'review.md#policy';
const RERUN = 'review.md#restored-again-or-not';

const policy = (id: string, severity: string, holds: string, remedy: string): OwnRule => ({
  ...{ id: `POLICY_${id}`, where: 'check, `RestorePolicy`', severity },
  ...{ holds, remedy, page: POLICY },
});

const UNLESS_SHOWN =
  'error; for a value that is not known yet, unless the policy sets `allowUnknownValues`';

/** The rules of synth and review that hold for every vendor. */
export const ownRules: readonly OwnRule[] = [
  {
    id: 'APPROVAL',
    where: 'check',
    severity: 'error',
    holds: 'A change of the level of --fail-on has the approval of a person',
    remedy: 'Approve it, then run the check with a lower level',
    page: IN_CI,
  },
  {
    id: 'ENVIRONMENT',
    where: 'synth',
    severity: 'error',
    holds: 'An environment has a unique name, an owner, a data class, an expiry date and a member',
    remedy: 'State what is missing; choose another name',
    page: 'environments.md#one-environment',
  },
  {
    id: ENVIRONMENT_EXPIRED,
    where: 'check',
    severity: 'error',
    holds: 'An environment is destroyed or extended when it expires',
    remedy: 'Run the command of the finding, or extend it with a reason',
    page: 'environments.md#after-the-expiry-date',
  },
  {
    id: ERASURE_UNKNOWN,
    where: 'plan, diff, check',
    severity: 'unchecked; an error of check',
    holds: 'For a restore that erases data, everything except the backup is known',
    remedy: 'Give `--terraform-plan`, or allow the address of its step in the policy',
    page: 'review.md#values-that-terraform-knows',
  },
  {
    id: 'RESTORE_GROUP',
    where: 'synth',
    severity: 'error',
    holds:
      'A group has members, which are restores of its stack, wait for no member, belong to no other group, and fit into one process',
    remedy: 'Take the restore out of the group, or make several groups',
    page: 'restore-groups.md#what-to-know',
  },
  {
    id: 'FORMER_PATH',
    where: 'synth',
    severity: 'error',
    holds:
      'formerPath names a construct that no longer exists, and only one restore takes over its steps',
    remedy: 'Remove the construct of that path, or the prop',
    page: RERUN,
  },
  {
    id: 'LOGICAL_ID',
    where: 'synth',
    severity: 'error',
    holds: 'Each restore has its own logical id, which can be used as a folder name',
    remedy: 'Change allocateLogicalId of the stack',
    page: RERUN,
  },
  {
    id: 'NOT_REVIEWED',
    where: 'plan, diff, check',
    severity: 'error of check from destructive or any-change on',
    holds: 'What could run a program, or hide one, is reviewed by a person',
    remedy: 'Review it by hand, then allow its address in the policy with a reason',
    page: ALTERED,
  },
  policy(
    'ALLOWED_TARGET_PROJECTS',
    UNLESS_SHOWN,
    'A cluster is created in one of the projects that the policy lists',
    'Choose one of these, or change the policy',
  ),
  policy(
    'EXPIRES_WITHIN_DAYS',
    'error',
    'A restore expires within the days that the policy allows',
    'Choose an earlier day, or change the policy',
  ),
  policy(
    'BACKUP_NOT_OLDER_THAN_HOURS',
    UNLESS_SHOWN,
    'A backup is no older than the policy allows',
    'Choose a newer backup, or change the policy',
  ),
  policy(
    'FORBIDDEN_DESTINATIONS',
    UNLESS_SHOWN,
    'Nothing is restored into a cluster that the policy forbids',
    'Choose another destination, or change the policy',
  ),
  policy(
    'LARGEST_CU_SIZE',
    UNLESS_SHOWN,
    'A cluster is no larger than the policy allows',
    'Choose a smaller size, or change the policy',
  ),
  policy(
    'REQUIRE_DATA_CLASS',
    'error',
    'Each restore states the class of its data',
    'Set `dataClass`',
  ),
  policy('REQUIRE_EXPIRY', 'error', 'Each restore states when it expires', 'Set `expiresOn`'),
  policy('REQUIRE_OWNER', 'error', 'Each restore states its owner', 'Set `owner`'),
  {
    id: 'RESTORE_DROPS_CLUSTER',
    where: 'SARIF',
    severity: 'note',
    holds:
      'No restore drops a cluster that it created before, even though the vendor can bring it back',
    remedy: 'Read what is dropped, and approve it',
    page: 'review.md#what-a-reviewer-needs-and-where-it-is-shown',
  },
  {
    id: 'RESTORE_ERASES_DATA',
    where: 'SARIF',
    severity: 'error',
    holds: 'A restore erases no existing data',
    remedy: 'Read what is erased, and approve it',
    page: 'review.md#what-a-reviewer-needs-and-where-it-is-shown',
  },
  {
    id: 'RESTORE_IN_ITERATOR',
    where: 'synth',
    severity: 'error',
    holds: 'No prop uses a value of `for_each` or `count`',
    remedy: 'Create a construct for each restore, in a loop in your code',
    page: ALTERED,
  },
  {
    id: 'RESTORE_IS_WEAKER',
    where: 'SARIF',
    severity: 'warning',
    holds: 'A change protects no less than before',
    remedy: 'Read the downgrade, and accept it or take it back',
    page: RERUN,
  },
  {
    id: 'RESTORE_REMOVED',
    where: 'plan, diff, check',
    severity: 'error of check from destructive on',
    holds: 'Nobody needs a cluster that the next apply drops because the code removes its restore',
    remedy: 'Approve it in the policy (`allowedAddresses`), or declare the restore again',
    page: ALTERED,
  },
  {
    id: 'RUNNER_ALTERED',
    where: 'plan, diff, check',
    severity: 'error',
    holds: 'The runner of a stack is that of the release that reviews it',
    remedy: 'Synthesise with the release that reviews',
    page: ALTERED,
  },
  {
    id: STEP_ALTERED,
    where: 'synth, plan, diff, check',
    severity: 'error',
    holds: 'The steps of a restore are those that synth writes for its spec',
    remedy: 'Synthesise again, and declare what you need with the props of the construct',
    page: ALTERED,
  },
];
