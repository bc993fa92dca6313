import { counted, cut, printable } from '../text/text';
import type { Progress } from '../vendor/protocol';
import { ExitCode, RunnerError } from './exit-code';
import { jobText } from './job-text';
import type { JournalEntry, JournalRequest } from './journal';
import { writeResult } from './result-file';
import { sendRequest } from './send-request';
import { Spool } from './spool';
import type { StepContext } from './step-context';
import { isPassing, type Watch, watchFor } from './watch';

/** Follows the jobs to their end, then proves that the result is what was declared. */
export async function wait(context: StepContext<'wait'>): Promise<void> {
  const { journal } = context;
  const entry = entryOf(context);
  journal.write(entry);
  try {
    await follow(context, entry);
  } finally {
    // Terraform is there to hear the verdict, so it writes its state: from here on that holds the restore.
    const latest = journal.read();
    if (latest?.state === 'waiting' && !context.terraform.isGone()) {
      journal.write({ ...latest, state: 'recorded' });
    }
  }
}

async function follow(context: StepContext<'wait'>, begun: JournalEntry): Promise<void> {
  const { spec, driver, journal } = context;
  const watch = watchFor(context);
  driver.say(
    `waiting for at most ${spec.timeoutMinutes} min; Ctrl-C is safe: the next apply goes on waiting, and submits nothing again`,
  );
  let entry = await sendFailedAgain(context, begun);
  const failed: string[] = [];
  const running = new Set(entry.requests);
  while (running.size > 0) {
    let latest: Progress | undefined;
    for (const request of running) {
      const progress = await look(context, request, watch);
      if (progress === undefined) continue;
      latest = progress;
      const job = request.jobId ? `job ${request.jobId}` : request.name;
      watch.report(`${job}: ${printable(progress.status)}`, request.name);
      if (progress.state === 'running') continue;
      running.delete(request);
      if (progress.state === 'done') continue;
      entry = journal.update(entry, request.name, { state: 'failed' });
      failed.push(`${request.name}${jobText([request.jobId])}: ${reasonOf(progress)}`);
    }
    if (running.size > 0) await watch.next(latest);
  }
  if (failed.length > 0) throw jobsFailed(context, failed);
  const facts = await verified(context, watch);
  const verifiedEntry = journal.read();
  if (verifiedEntry !== undefined) journal.write({ ...verifiedEntry, verified: true });
  const result = { ...spec.recorded, ...jobsOf(entry), ...facts };
  writeResult(context, 'restored', result);
  driver.say('restored and verified');
}

/** The journal of this machine, or, on another machine, what Terraform's state remembers. */
function entryOf(context: StepContext<'wait'>): JournalEntry {
  const { spec, journal } = context;
  const jobs = recordedJobs(context);
  const here = journal.read();
  if (here?.state === 'dropped') refuseDropped(here, context);
  const known = new Map(here?.requests.map((request) => [request.name, request]));
  const requests = Object.entries(jobs).map(([name, jobId]): JournalRequest => {
    const mine = known.get(name);
    // A newer job of the same name was sent by a wait on this machine, after the state was written.
    const isMine = mine !== undefined && (mine.jobId === jobId || mine.facts.repeats === jobId);
    return isMine ? mine : { name, state: 'submitted', at: '', jobId, facts: {} };
  });
  if (requests.length === 0) {
    throw new RunnerError(
      ExitCode.JOURNAL,
      "Terraform's state holds no job of this restore",
      `Look in the vendor console whether it began; if not, restore again: terraform apply -replace='${spec.submitAddress}'`,
    );
  }
  const { key, path, vendor, operation } = spec;
  // Without a journal the state came from elsewhere, and was written: there is nothing left to lose.
  const state = here?.state === 'open' || here?.state === 'waiting' ? 'waiting' : 'recorded';
  const ours = { version: 1, key, path, vendor, operation } as const;
  return { ...ours, identity: {}, facts: {}, ...here, state, requests };
}

/** A replaced or removed `submitted` drops its cluster, and its successor records the same one. */
function refuseDropped({ requests }: JournalEntry, { spec }: StepContext<'wait'>): void {
  const { cluster_id: clusterId } = spec.recorded;
  if (!clusterId || !requests.some(({ facts }) => facts.cluster_id === clusterId)) return;
  throw new RunnerError(
    ExitCode.JOURNAL,
    `the cluster ${clusterId} of this restore was dropped`,
    `Restore again: terraform apply -replace='${spec.submitAddress}'`,
  );
}

/** Sends again, once each wait, what an earlier wait reported as failed or could not send. */
async function sendFailedAgain(context: StepContext<'wait'>, entry: JournalEntry) {
  const { operation, driver, journal } = context;
  const unsent = entry.requests.filter(({ state }) => state !== 'submitted');
  if (!operation.repeatsFailedJobs || unsent.length === 0) return revived(entry);
  const { requests } = await operation.prepare(driver, context.spec.recorded);
  let current = entry;
  for (const { name, jobId, state } of unsent) {
    const request = requests.find((candidate) => candidate.name === name);
    if (request === undefined) continue;
    if (state === 'failed') {
      driver.say(`${name}: sent again, its job ${jobId} failed`);
      const facts = { repeats: recordedJobs(context)[name] ?? jobId ?? '' };
      current = journal.update(current, name, { state: 'pending', facts });
    }
    current = await sendRequest(context, current, request, new Spool(journal.folder));
  }
  return revived(current);
}

/** The jobs that the state remembers: one, or several by the names of their requests. */
function recordedJobs({ spec, operation }: StepContext<'wait'>): Record<string, string> {
  const { jobs, job_id: jobId, cluster_id: clusterId } = spec.recorded;
  if (jobs !== undefined) return JSON.parse(jobs || '{}') as Record<string, string>;
  // A restore that was adopted by its cluster has no job, and is followed by the cluster itself.
  return jobId || clusterId ? { [operation.name]: jobId ?? '' } : {};
}

/** What cannot be sent again is looked at again: a job's failure may have been mended by the vendor. */
function revived(entry: JournalEntry): JournalEntry {
  return {
    ...entry,
    requests: entry.requests.map((request) => ({ ...request, state: 'submitted' as const })),
  };
}

/** One look; a failure that may pass is reported and looked past until the budget ends. */
async function look(
  { operation, driver, spec }: StepContext<'wait'>,
  request: JournalRequest,
  watch: Watch,
): Promise<Progress | undefined> {
  try {
    if (request.jobId === undefined || request.jobId === '')
      return { state: 'done', status: 'no job to follow' };
    return await operation.poll(driver, request.jobId, spec.recorded);
  } catch (error) {
    if (!isPassing(error)) throw error;
    watch.report(error.problem, request.name);
    return undefined;
  }
}

async function verified(context: StepContext<'wait'>, watch: Watch) {
  const { operation, driver, spec } = context;
  for (;;) {
    try {
      const result = await operation.verify(driver, spec.recorded);
      if (result !== undefined) {
        const { problems, unconfirmed = [], facts } = result;
        if (problems.length > 0) throw await notAsDeclared(context, problems);
        if (unconfirmed.length > 0) throw notConfirmed(unconfirmed);
        return facts;
      }
    } catch (error) {
      if (!isPassing(error)) throw error;
      watch.report(error.problem, 'verify');
    }
    await watch.next(undefined);
  }
}

/** What nobody confirms fails the wait, and is no reason to drop anything. */
function notConfirmed(unconfirmed: readonly string[]) {
  return new RunnerError(
    ExitCode.VERIFICATION,
    `the API does not confirm of the restored cluster ${unconfirmed.join('; ')}`,
    'It was left as it is: look at it in the vendor console before anyone uses it',
  );
}

/** Whether the journal here has this cluster, and no wait has verified it: later it may be in use. */
function isUnverified({ journal, spec }: StepContext<'wait'>): boolean {
  const entry = journal.read();
  const id = spec.recorded.cluster_id;
  const isOurs = entry?.requests.some(({ facts }) => facts.cluster_id === id) === true;
  return isOurs && entry?.verified !== true;
}

async function notAsDeclared(context: StepContext<'wait'>, problems: readonly string[]) {
  const { operation, driver, spec } = context;
  const mayDrop = spec.removalPolicy === 'destroy' && isUnverified(context);
  const dropped = mayDrop && (await operation.drop?.(driver, spec.recorded)) === 'dropped';
  const isRetained = operation.drop !== undefined && spec.removalPolicy !== 'destroy';
  const why = isRetained ? ' (removalPolicy RETAIN)' : '';
  return new RunnerError(
    ExitCode.VERIFICATION,
    `the restored cluster is not as declared: ${problems.join('; ')}`,
    dropped
      ? `It was dropped. Correct the cause, then restore again: terraform apply -replace='${spec.submitAddress}'`
      : `It was left as it is${why}: look at it before anyone uses it`,
  );
}

function jobsFailed({ spec, operation }: StepContext<'wait'>, failed: readonly string[]) {
  return new RunnerError(
    ExitCode.JOB_FAILED,
    `${counted(failed.length, 'restore job')} failed: ${failed.join('; ')}`,
    operation.repeatsFailedJobs
      ? 'Correct the cause and apply again: only what failed is sent again'
      : `Correct the cause, then restore again: terraform apply -replace='${spec.submitAddress}'`,
  );
}

function reasonOf(progress: Progress): string {
  const reason =
    progress.reason === undefined || progress.reason === '' ? 'no reason given' : progress.reason;
  return `${printable(progress.status)}, ${cut(printable(reason), 300)}`;
}

function jobsOf(entry: JournalEntry): Record<string, string> {
  const jobs = Object.fromEntries(entry.requests.map(({ name, jobId }) => [name, jobId ?? '']));
  return { job_id: entry.requests[0]?.jobId ?? '', jobs: JSON.stringify(jobs) };
}
