import type { JournalEntry, JournalRequest } from '../../spec/journal-entry';
import { pluralize } from '../../text/text';
import type { Progress } from '../../vendor/outcomes';
import { restoreAgain } from '../by-hand/next-commands';
import { forgetRemoval } from '../drop/removal';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { reportLostPassword } from '../password/keep-password';
import { writeResult } from '../step/result-file';
import type { StepContext } from '../step/step-context';
import { describeFailure, describeMissing, FINISHED_VARIABLE, followJobs } from './follow';
import { sendFailedAgain } from './send-failed-again';
import { takeTimedOut } from './timed-out';
import { verifyResult } from './verify-result';
import { entryOf, jobsOf } from './wait-entry';
import { watchFor } from './watch';

/** Follows the jobs to their end, then proves that the result is what was declared. */
export async function wait(context: StepContext<'wait'>): Promise<void> {
  const { journal } = context;
  forgetRemoval(journal);
  const entry = entryOf(context);
  journal.write(entry);
  try {
    const { entry: ended, facts } = await followToEnd(context, entry);
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
export async function followToEnd(
  context: StepContext<'wait'>,
  written: JournalEntry,
): Promise<Followed> {
  const { spec, driver, journal } = context;
  reportLostPassword(journal);
  const begun = journal.read() ?? written;
  const isOver = takeTimedOut(journal, context.terraform);
  const watch = watchFor(context, { isOver });
  driver.say(
    isOver
      ? `its group has waited for the whole timeout of ${spec.timeoutMinutes} min: polling once more`
      : `waiting for at most ${spec.timeoutMinutes} min; Ctrl-C is safe: the next apply keeps waiting, and submits nothing again`,
  );
  let entry = await sendFailedAgain(context, begun);
  const failed: string[] = [];
  const jobs = entry.requests.filter(({ state }) => state !== 'replaced');
  const { operation, env } = context;
  const following = { operation, driver, recorded: spec.recorded, env, watch };
  await followJobs(jobs, following, (request, progress) => {
    if (progress.state === 'missing') throw jobMissing(context, request, progress);
    if (progress.state === 'done') return;
    entry = journal.update(entry, request.name, { state: 'failed' });
    failed.push(describeFailure(request, progress));
  });
  if (failed.length > 0) throw jobsFailed(context, failed);
  return { entry, facts: await verifyResult(context, watch) };
}

/** How it ended is not known, so it is neither done nor sent again. */
function jobMissing(
  { spec, operation }: StepContext<'wait'>,
  request: JournalRequest,
  progress: Progress,
) {
  const { jobId = '' } = request;
  const again = restoreAgain(spec);
  // Only what needs nothing but its target to be verified can be finished without its job.
  const fix = operation.repeatsFailedJobs
    ? `Look in the vendor console: if it is restored, apply once with ${FINISHED_VARIABLE}=${jobId}; if not, ${again}`
    : `Use a key that can see it; or ${again}`;
  return new RunnerError(ExitCode.JOB_FAILED, describeMissing(request, progress), fix);
}

function jobsFailed({ spec, operation }: StepContext<'wait'>, failed: readonly string[]) {
  return new RunnerError(
    ExitCode.JOB_FAILED,
    `${pluralize(failed.length, 'restore job')} failed: ${failed.join('; ')}`,
    operation.repeatsFailedJobs
      ? 'Correct the cause and apply again: only what failed is sent again'
      : `Correct the cause, then ${restoreAgain(spec)}`,
  );
}
