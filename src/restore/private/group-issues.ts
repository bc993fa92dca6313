import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Issue } from '../../evaluation/issue';
import { MOST_BYTES } from '../../spec/group-resources';
import type { Group } from './group';
import { stepsOf } from './restore-steps';
import { isRestore } from './stack-validation';

/** The rule under which problems of a group are reported. */
export const GROUP_RULE = 'RESTORE_GROUP';

function issueAt(path: string) {
  return (problem: string, fix: string): Issue => ({ ruleId: GROUP_RULE, path, problem, fix });
}

/** Why a restore cannot be a member; `undefined` where it can. */
export function memberIssue(group: Construct, restore: unknown, at: number): Issue | undefined {
  const issue = issueAt(`restores[${at}]`);
  if (!isRestore(restore)) {
    return { ...issue('must be a restore', 'Give a construct that restores'), got: restore };
  }
  const name = restore.node.path;
  const stack = TerraformStack.of(restore);
  if (stack !== TerraformStack.of(group)) {
    return issue(
      `${name} is in another stack, which Terraform applies separately`,
      'Give each stack its own group',
    );
  }
  const steps = stepsOf(restore);
  if (steps?.group === group.node.path) {
    return issue(`${name} is already in the group`, 'Name it once');
  }
  if (steps?.group !== undefined) {
    return issue(
      `${name} already belongs to the group ${steps.group}`,
      'Leave it in one of the two',
    );
  }
  const alone = steps?.waitsAloneBecause;
  return alone === undefined
    ? undefined
    : issue(`${name} ${alone}`, 'Leave it out of the group: it waits separately');
}

/** What can be said of a group only when the whole app is built. */
export function groupIssues(group: Group, isEmpty: boolean): Issue[] {
  const bytes = group.tooManyBytes;
  const issue = issueAt('restores');
  return [
    ...(isEmpty ? [issue('must have a member', 'Name restores, or remove the group')] : []),
    ...(bytes === undefined
      ? []
      : [
          issue(
            `the members need about ${bytes} bytes in the environment of one process, but only ${MOST_BYTES} fit`,
            'Divide them into several groups',
          ),
        ]),
    ...group
      .dependencies()
      .map(({ from, on }) =>
        issue(
          `${from} depends on ${on}, but a group waits only when all of its members are submitted`,
          'Take one of the two out of the group',
        ),
      ),
  ];
}
