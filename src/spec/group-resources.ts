import { specFields, specText } from './encode';
import { MEMBER_VARIABLE_PREFIX, SPEC_VERSION } from './names';
import type { GroupMemberModel, GroupModel, GroupResources, Texts } from './step-model';
import { holds, journalsIn, startsRunner } from './step-provisioner';

/**
 * The resources of a group: a barrier that decides nothing. `hold` begins when each member is submitted, and `wait` ends
 * when the jobs of each have ended, in whatever way; then the `wait` of each member polls its own, as always.
 * Synth writes them, and the review builds them again from its members.
 */
export function groupResources(model: GroupModel): GroupResources {
  const { path, command, journals, hold, members } = model;
  const triggers = (expression: (member: GroupMemberModel) => string) => {
    const texts: Record<string, string> = {};
    for (const member of members) texts[member.key] = expression(member);
    return texts;
  };
  return {
    hold: {
      triggers: triggers(({ submitted }) => `\${${submitted}.id}`),
      provisioner: holds(path, command),
    },
    wait: {
      // Key by key: where one member is submitted again, the others stay known in the plan, and their waits stay.
      triggers: triggers(({ key }) => triggerOf(hold, key)),
      provisioner: startsRunner({
        step: 'wait-for-all',
        command,
        journals: journalsIn(journals),
        fields: [
          specFields({
            version: SPEC_VERSION,
            path,
            step: 'wait-for-all',
            members: members.length,
          }),
        ],
        variables: variablesOf(members),
      }),
    },
  };
}

/** The triggers of the `wait` of a member: the same value as without a group, read from the step that ends before. */
export function waitsAfter(groupWait: string, key: string): Texts {
  return { submitted: triggerOf(groupWait, key) };
}

function triggerOf(address: string, key: string): string {
  return `\${${address}.triggers["${key}"]}`;
}

function variablesOf(members: readonly GroupMemberModel[]): Texts {
  const texts: Record<string, string> = {};
  for (const [index, member] of members.entries()) {
    texts[`${MEMBER_VARIABLE_PREFIX}${index}`] = memberText(member);
  }
  return texts;
}

/** What is recorded becomes JSON where Terraform runs: the variable is read as a whole. */
function memberText(member: GroupMemberModel): string {
  const { vendor, operation, path, key, timeoutMinutes, submitted, facts } = member;
  const names = JSON.stringify(facts.followed ?? facts.submitted);
  const recorded = `\${jsonencode({for name in ${names} : name => lookup(${submitted}.triggers, name, "")})}`;
  return specText(
    specFields({ vendor, operation, path, key, timeoutMinutes }),
    `"recorded":${recorded}`,
  );
}

/** What fits into the environment of a process on Linux and macOS, which allows 1 MiB for all of its variables and arguments. */
export const MOST_BYTES = 900_000;

// An id of a vendor, in JSON, with its name.
const BYTES_OF_FACT = 80;

/**
 * About how many bytes the members of a group need. What is recorded is known after apply: ids are short, and the jobs
 * of a restore have names of about the length of what is sent.
 */
export function groupBytes(
  members: readonly (GroupMemberModel & { readonly requestLength: number })[],
): number {
  let bytes = 0;
  for (const { vendor, operation, path, key, facts, requestLength } of members) {
    const { followed = facts.submitted } = facts;
    const known = MEMBER_VARIABLE_PREFIX.length + vendor.length + operation.length;
    bytes += known + path.length + key.length + OVERHEAD + followed.length * BYTES_OF_FACT;
    if (followed.includes('jobs')) bytes += requestLength;
  }
  return bytes;
}

// The names of the fields, the number of the variable, and its pointer.
const OVERHEAD = 100;
