import type { JournalRequest } from '../../spec/journal-entry';
import { cut, printable } from '../../text/text';
import type { NotThere, Progress } from '../../vendor/outcomes';
import type { FollowContext } from '../../vendor/protocol';
import { isNamedIn } from '../by-hand/named-by-person';
import { jobText } from '../journal/job-text';
import type { Operation } from '../step/step-context';
import { isPassing, type Watch } from './watch';

/** A job that is followed. */
export type Job = Pick<JournalRequest, 'name' | 'jobId'>;

/** What jobs are followed with. */
export interface Following {
  readonly operation: Pick<Operation, 'poll'>;
  readonly driver: FollowContext<unknown>;
  readonly recorded: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
  readonly watch: Watch;
}

/** Follows jobs until each has ended; `ended` is called for each, and may throw. */
export async function followJobs<Followed extends Job>(
  jobs: readonly Followed[],
  following: Following,
  ended: (job: Followed, progress: Progress) => void,
): Promise<void> {
  const { watch } = following;
  const running = new Set(jobs);
  while (running.size > 0) {
    for (const request of running) {
      const progress = await look(following, request);
      if (progress === undefined) continue;
      const job = request.jobId ? `job ${request.jobId}` : request.name;
      watch.report(`${job}: ${showStatus(progress.status)}`, request.name);
      if (progress.state === 'running') {
        watch.looked(request.name, progress);
        continue;
      }
      running.delete(request);
      ended(request, progress);
    }
    if (running.size > 0) await watch.next();
  }
}

/** Looks until something is there, or never will be. A failure that may pass is looked past until the timeout. */
export async function untilThere<Found extends object>(
  lookFor: () => Promise<Found | NotThere>,
  watch: Watch,
): Promise<Found | NotThere> {
  for (;;) {
    try {
      const found = await lookFor();
      if (!('notThere' in found) || found.isGone === true) return found;
      watch.report(printable(found.notThere), 'verify');
      watch.looked('verify');
    } catch (error) {
      if (!isPassing(error)) throw error;
      watch.report(error.problem, 'verify');
      watch.looked('verify', error);
    }
    await watch.next();
  }
}

/** One look; a failure that may pass is reported and looked past until the timeout. */
async function look(
  { operation, driver, recorded, env, watch }: Following,
  { name, jobId }: Job,
): Promise<Progress | undefined> {
  try {
    if (jobId === undefined || jobId === '') return { state: 'done', status: 'no job to follow' };
    const progress = await operation.poll(driver, jobId, recorded);
    if (progress.state !== 'missing' || !isNamedIn(env, FINISHED_VARIABLE, jobId)) return progress;
    return { state: 'done', status: `finished, as ${FINISHED_VARIABLE} says` };
  } catch (error) {
    if (!isPassing(error)) throw error;
    watch.report(error.problem, name);
    watch.looked(name, error);
    return undefined;
  }
}

/** The ids of jobs that a person saw finished, and that the API no longer knows. */
export const FINISHED_VARIABLE = 'CLUSTER_RESTORE_FINISHED';

/** Which job failed, and why. */
export function describeFailure({ name, jobId }: Job, progress: Progress): string {
  return `${name}${jobText([jobId])}: ${reasonOf(progress)}`;
}

/** Which job cannot be followed: how it ended is not known. */
export function describeMissing({ name, jobId }: Job, { status }: Progress): string {
  return `${name}${jobText([jobId])} cannot be followed: ${printable(status)}`;
}

function reasonOf({ status, reason }: Progress): string {
  const why = reason === undefined || reason === '' ? 'no reason given' : reason;
  return `${showStatus(status)}, ${cut(printable(why), 300)}`;
}

function showStatus(status: string): string {
  return cut(printable(status));
}
