import { counted, cut, printable } from '../text/text';
import type { Progress } from '../vendor/protocol';
import { ExitCode, RunnerError } from './exit-code';
import { jobText } from './job-text';
import type { JournalEntry, JournalRequest } from './journal';
import { reportLostPassword } from './keep-password';
import { restoreAgain } from './next-commands';
import { forgetRemoval } from './removal';
import { writeResult } from './result-file';
import { sendFailedAgain } from './send-failed-again';
import type { StepContext } from './step-context';
import { verified } from './verify-result';
import { entryOf, jobsOf } from './wait-entry';
import { isPassing, type Watch, watchFor } from './watch';

/** Follows the jobs to their end, then proves that the result is what was declared. */
export async function wait(context: StepContext<'wait'>): Promise<void> {
  const { journal } = context;
  forgetRemoval(journal);
  const entry = entryOf(context);
  journal.write(entry);
  try {
    const { entry: ended, facts } = await followed(context, entry);
    const verifiedEntry = journal.read();
    if (verifiedEntry !== undefined) journal.write({ ...verifiedEntry, verified: true });
    const result = { ...context.spec.recorded, ...jobsOf(ended), ...facts };
    writeResult(context, 'restored', result);
    context.driver.say('restored and verified');
  } finally {
    // Terraform is there to hear the verdict, so it writes its state: from here on that holds the restore.
    const latest = journal.read();
    if (latest?.state === 'waiting' && !context.terraform.isGone()) {
      journal.write({ ...latest, state: 'recorded' });
    }
  }
}

/** What is known once the restore is verified. */
export interface Followed {
  readonly entry: JournalEntry;
  readonly facts: Readonly<Record<string, string>>;
}

/** Follows the jobs of the entry, which is in the journal; throws where the result is not what was sent. */
export async function followed(
  context: StepContext<'wait'>,
  written: JournalEntry,
): Promise<Followed> {
  const { spec, driver, journal } = context;
  reportLostPassword(journal);
  const begun = journal.read() ?? written;
  const watch = watchFor(context);
  driver.say(
    `waiting for at most ${spec.timeoutMinutes} min; Ctrl-C is safe: the next apply keeps waiting, and submits nothing again`,
  );
  let entry = await sendFailedAgain(context, begun);
  const failed: string[] = [];
  const running = new Set(entry.requests.filter(({ state }) => state !== 'replaced'));
  while (running.size > 0) {
    for (const request of running) {
      const progress = await look(context, request, watch);
      if (progress === undefined) continue;
      const job = request.jobId ? `job ${request.jobId}` : request.name;
      watch.report(`${job}: ${shown(progress.status)}`, request.name);
      if (progress.state === 'running') {
        watch.looked(request.name, progress);
        continue;
      }
      if (progress.state === 'missing') throw jobMissing(context, request, progress);
      running.delete(request);
      if (progress.state === 'done') continue;
      entry = journal.update(entry, request.name, { state: 'failed' });
      failed.push(`${request.name}${jobText([request.jobId])}: ${reasonOf(progress)}`);
    }
    if (running.size > 0) await watch.next();
  }
  if (failed.length > 0) throw jobsFailed(context, failed);
  return { entry, facts: await verified(context, watch) };
}

/** One look; a failure that may pass is reported and looked past until the budget ends. */
async function look(
  { operation, driver, spec, env }: StepContext<'wait'>,
  request: JournalRequest,
  watch: Watch,
): Promise<Progress | undefined> {
  try {
    if (request.jobId === undefined || request.jobId === '')
      return { state: 'done', status: 'no job to follow' };
    const progress = await operation.poll(driver, request.jobId, spec.recorded);
    if (progress.state !== 'missing' || !isSaidToBeFinished(env, request.jobId)) return progress;
    return { state: 'done', status: `finished, as ${FINISHED_VARIABLE} says` };
  } catch (error) {
    if (!isPassing(error)) throw error;
    watch.report(error.problem, request.name);
    watch.looked(request.name, error);
    return undefined;
  }
}

/** The ids of jobs that a person saw finished, and that the API no longer knows. */
const FINISHED_VARIABLE = 'CLUSTER_RESTORE_FINISHED';

function isSaidToBeFinished(env: NodeJS.ProcessEnv, jobId: string): boolean {
  return (env[FINISHED_VARIABLE] ?? '').split(/[\s,]+/).includes(jobId);
}

/** How it ended is not known, so it is neither done nor sent again. */
function jobMissing(
  { spec, operation }: StepContext<'wait'>,
  { name, jobId = '' }: JournalRequest,
  { status }: Progress,
) {
  const again = restoreAgain(spec);
  // Only what needs nothing but its target to be verified can be finished without its job.
  const fix = operation.repeatsFailedJobs
    ? `Look in the vendor console: if it is restored, apply once with ${FINISHED_VARIABLE}=${jobId}; if not, ${again}`
    : `Use a key that can see it; or ${again}`;
  return new RunnerError(
    ExitCode.JOB_FAILED,
    `${name}${jobText([jobId])} cannot be followed: ${printable(status)}`,
    fix,
  );
}

function jobsFailed({ spec, operation }: StepContext<'wait'>, failed: readonly string[]) {
  return new RunnerError(
    ExitCode.JOB_FAILED,
    `${counted(failed.length, 'restore job')} failed: ${failed.join('; ')}`,
    operation.repeatsFailedJobs
      ? 'Correct the cause and apply again: only what failed is sent again'
      : `Correct the cause, then ${restoreAgain(spec)}`,
  );
}

function reasonOf(progress: Progress): string {
  const reason =
    progress.reason === undefined || progress.reason === '' ? 'no reason given' : progress.reason;
  return `${shown(progress.status)}, ${cut(printable(reason), 300)}`;
}

function shown(status: string): string {
  return cut(printable(status));
}
