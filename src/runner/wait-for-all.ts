import type { ApiClient } from '../client/api-client';
import { ClientError } from '../client/errors';
import type { Settings } from '../client/settings';
import { MEMBER_VARIABLE_PREFIX } from '../spec/names';
import { GroupMember, type StepSpec } from '../spec/spec';
import { parsedJson } from '../text/nesting';
import { ExitCode, exitCodeOf, RunnerError } from './exit-code';
import { describeFailure, describeMissing, followJobs, untilThere } from './follow';
import { GroupReport } from './group-report';
import { Journal } from './journal';
import type { Slots } from './slots';
import type { Operation, Terraform } from './step-context';
import { noteTimedOut } from './timed-out';
import { recordedJobs } from './wait-entry';
import { isPassing, type Waiting, watchFor } from './watch';

type Spec = Extract<StepSpec, { step: 'wait-for-all' }>;

/** How the vendor of a member is asked. */
export interface MemberAccess {
  readonly operation: Pick<Operation, 'name' | 'poll' | 'awaited'>;
  readonly api: ApiClient & Waiting['api'] & { onLimit(problem: string): void };
  /** Those of its vendor, for all members. */
  readonly slots: Slots;
  /** How many requests a second the vendor allows. */
  readonly perSecond: number;
}

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
 * the `wait` of each member runs next, looks at its own jobs, and fails or records with reasons of its own.
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

/** Each member is in a variable of its own. */
function membersOf({ spec, env }: GroupContext): GroupMember[] {
  return Array.from({ length: spec.members }, (_, index) => {
    const name = `${MEMBER_VARIABLE_PREFIX}${index}`;
    const parsed = GroupMember.safeParse(parsedJson(env[name] ?? ''));
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
    await follow(context, member, context.accessTo(member), report, running);
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

/** Follows the jobs of one member, then waits for what they make; throws where it is not done. */
async function follow(
  context: GroupContext,
  { operation: name, timeoutMinutes, recorded }: GroupMember,
  { operation, api, slots, perSecond }: MemberAccess,
  report: GroupReport,
  running: () => number,
): Promise<void> {
  const { env } = context;
  const waiting = { ...context, spec: { timeoutMinutes }, api, driver: { say: () => undefined } };
  const watch = watchFor(waiting, { atLeast: () => running() / (perSecond * SHARE) });
  // A rate limit is waited for within a call.
  api.onLimit = (problem) => report.problem(problem);
  const driver = { api: inTurn(api, slots) };
  const ask = async <Answer>(look: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await look();
    } catch (error) {
      if (isPassing(error)) report.problem(error.problem);
      throw error;
    }
  };
  const jobs = Object.entries(recordedJobs(recorded, name));
  if (jobs.length === 0) throw ended("Terraform's state holds no job of it");
  let wasRunning = false;
  const poll: Operation['poll'] = async (...all) => {
    const progress = await ask(() => operation.poll(...all));
    wasRunning ||= progress.state === 'running';
    return progress;
  };
  const failed: string[] = [];
  await followJobs(
    jobs.map(([job, jobId]) => ({ name: job, jobId })),
    { operation: { poll }, driver, recorded, env, watch },
    (job, progress) => {
      if (progress.state === 'missing') throw ended(describeMissing(job, progress));
      if (progress.state === 'failed') failed.push(describeFailure(job, progress));
    },
  );
  if (failed.length > 0) throw ended(failed.join('; '));
  const since = context.elapsed();
  const found = await untilThere(async () => {
    const missing = await ask(async () => await operation.awaited?.(driver, recorded));
    const isLong = context.elapsed() - since > LONGEST_AFTER_OLD_JOBS;
    if (missing !== undefined && !wasRunning && isLong) throw ended(missing.notThere);
    return missing ?? {};
  }, watch);
  if ('notThere' in found) throw ended(found.notThere);
}

/**
 * Seconds for what was made by jobs that had ended before the group looked. Where no journal says that it was verified
 * long ago, it may be a cluster that somebody has suspended since: the other members are not kept waiting for that.
 */
const LONGEST_AFTER_OLD_JOBS = 600;

/** The wait of the member says what to do. */
function ended(problem: string): RunnerError {
  return new RunnerError(ExitCode.JOB_FAILED, problem, 'Its own wait fails with what to do');
}

/** Of the requests that the vendor allows, what polling takes: other steps and other programs call too. */
const SHARE = 0.5;

/** Reads alone, each when it is its turn. */
function inTurn(api: ApiClient, slots: Slots): ApiClient {
  return {
    read: (request) => slots.run(() => api.read(request)),
    repeatableWrite: () => Promise.reject(new Error('a group sends no write')),
  };
}
