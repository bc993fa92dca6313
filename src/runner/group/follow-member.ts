import type { ApiClient } from '../../client/api-client';
import type { GroupMember } from '../../spec/spec';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { Operation } from '../step/step-context';
import { describeFailure, describeMissing, followJobs, untilThere } from '../wait/follow';
import { recordedJobs } from '../wait/wait-entry';
import { isPassing, type Waiting, watchFor } from '../wait/watch';
import type { GroupReport } from './group-report';
import type { Slots } from './slots';

/** How the vendor of a member is asked. */
export interface MemberAccess {
  readonly operation: Pick<Operation, 'name' | 'poll' | 'awaited'>;
  readonly api: ApiClient & Waiting['api'] & { onLimit(problem: string): void };
  /** Those of its vendor, for all members. */
  readonly slots: Slots;
  /** How many requests a second the vendor allows. */
  readonly perSecond: number;
}

/** What a member is followed with, besides what its vendor is asked with. */
export type FollowingMember = Omit<Waiting, 'spec' | 'api' | 'driver'> & {
  readonly env: NodeJS.ProcessEnv;
  readonly report: GroupReport;
  /** How many members of the same vendor are followed. */
  readonly running: () => number;
};

/** Follows the jobs of one member, then waits for what they make; throws where it is not done. */
export async function followMember(
  context: FollowingMember,
  { operation: name, timeoutMinutes, recorded }: GroupMember,
  { operation, api, slots, perSecond }: MemberAccess,
): Promise<void> {
  const { env, report, running } = context;
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
  if (jobs.length === 0) throw memberError("Terraform's state holds no job of it");
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
      if (progress.state === 'missing') throw memberError(describeMissing(job, progress));
      if (progress.state === 'failed') failed.push(describeFailure(job, progress));
    },
  );
  if (failed.length > 0) throw memberError(failed.join('; '));
  const since = context.elapsed();
  const found = await untilThere(async () => {
    const missing = await ask(async () => await operation.awaited?.(driver, recorded));
    const isLong = context.elapsed() - since > LONGEST_AFTER_OLD_JOBS;
    if (missing !== undefined && !wasRunning && isLong) throw memberError(missing.notThere);
    return missing ?? {};
  }, watch);
  if ('notThere' in found) throw memberError(found.notThere);
}

/**
 * Seconds for what was made by jobs that had ended before the group looked. Where no journal says that it was verified
 * long ago, it may be a cluster that somebody has suspended since: the other members are not kept waiting for that.
 */
const LONGEST_AFTER_OLD_JOBS = 600;

/** The wait of the member says what to do. */
function memberError(problem: string): RunnerError {
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
