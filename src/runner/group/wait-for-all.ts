import { ClientError } from '../../client/errors';
import type { Settings } from '../../client/settings';
import { MEMBER_VARIABLE_PREFIX } from '../../spec/names';
import { type GroupMember, groupMember, type StepSpec } from '../../spec/spec';
import { parseJson } from '../../text/nesting';
import { ExitCode, exitCodeOf, RunnerError } from '../exit/exit-code';
import { Journal } from '../journal/journal';
import type { Terraform } from '../step/step-context';
import { noteTimedOut } from '../wait/timed-out';
import { recordedJobs } from '../wait/wait-entry';
import { followMember, type MemberAccess } from './follow-member';
import { GroupReport } from './group-report';

type Spec = Extract<StepSpec, { step: 'wait-for-all' }>;

/** What the step works with. */
export interface GroupContext {
  readonly spec: Spec;
  readonly env: NodeJS.ProcessEnv;
  /** The folder of the journals. */
  readonly journals: string | undefined;
  readonly settings: Settings;
  readonly terraform: Terraform;
  readonly elapsed: () => number;
  readonly say: (line: string) => void;
  /** Throws where the vendor cannot be asked, for example without a key. */
  readonly accessTo: (member: GroupMember) => MemberAccess;
}

/**
 * Waits until the jobs of each member have ended, in whatever way, and ends well. It decides nothing and records nothing:
 * the `wait` of each member runs next, polls its own jobs, and fails or records with reasons of its own.
 */
export async function waitForAll(context: GroupContext): Promise<void> {
  const members = membersOf(context);
  const began = context.elapsed();
  const report = new GroupReport(members.length, context.say, () => context.elapsed() - began);
  const running = new Map<string, number>();
  for (const { vendor } of members) running.set(vendor, (running.get(vendor) ?? 0) + 1);
  await Promise.all(
    members.map(async (member) => {
      const { vendor, path } = member;
      const reason = await endOf(context, member, report, () => running.get(vendor) ?? 1);
      running.set(vendor, (running.get(vendor) ?? 1) - 1);
      report.ended({ path, reason });
    }),
  );
}

/** Each member is in its own variable. */
function membersOf({ spec, env }: GroupContext): GroupMember[] {
  return Array.from({ length: spec.members }, (_, index) => {
    const name = `${MEMBER_VARIABLE_PREFIX}${index}`;
    const parsed = groupMember().safeParse(parseJson(env[name] ?? ''));
    if (parsed.success) return parsed.data;
    throw new RunnerError(
      ExitCode.INVALID,
      `${name} of ${spec.path} is not a restore that this version can read`,
      'Nothing was called. Run cdktf synth with the same version of cdktf-cluster-restore',
    );
  });
}

/** Why the member is not done; `undefined` where it is. Throws where Terraform has ended: nobody waits any more. */
async function endOf(
  context: GroupContext,
  member: GroupMember,
  report: GroupReport,
  running: () => number,
): Promise<string | undefined> {
  const journal = new Journal(member.key, context.journals);
  if (isVerified(journal, member)) return undefined;
  try {
    await followMember({ ...context, report, running }, member, context.accessTo(member));
    return undefined;
  } catch (error) {
    if (context.terraform.isGone()) throw error;
    if (exitCodeOf(error) === ExitCode.TIMED_OUT) noteTimedOut(journal, context.terraform);
    // Whatever it is, it is one member's: its own wait meets it again, and says what to do.
    const isKnown = error instanceof RunnerError || error instanceof ClientError;
    return isKnown ? error.problem : String(error);
  }
}

/** Whether a wait of this machine has verified these very jobs: the group need not ask. */
function isVerified(journal: Journal, { recorded, operation }: GroupMember): boolean {
  try {
    const entry = journal.read();
    if (entry?.verified !== true || entry.state !== 'recorded') return false;
    const jobs = Object.entries(recordedJobs(recorded, operation));
    return jobs.every(([name, jobId]) =>
      entry.requests.some((request) => request.name === name && request.jobId === jobId),
    );
  } catch {
    return false;
  }
}
