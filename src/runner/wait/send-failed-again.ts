import type { JournalEntry, JournalRequest } from '../../spec/journal-entry';
import type { VendorRequest } from '../../vendor/request';
import { adoptCommand, discardCommand } from '../by-hand/next-commands';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { Spool } from '../password/spool';
import { sendRequest } from '../send/send-request';
import type { StepContext } from '../step/step-context';
import { recordedJobs } from './wait-entry';

/**
 * Sends again, once each wait, what an earlier wait reported as failed or could not send, as it is declared now: where
 * what failed is no longer declared, it was corrected, and what is in its place is sent.
 */
export async function sendFailedAgain(context: StepContext<'wait'>, entry: JournalEntry) {
  const { operation, driver, journal } = context;
  const isOpen = ({ state }: JournalRequest) => !['submitted', 'replaced'].includes(state);
  if (!operation.repeatsFailedJobs || !entry.requests.some(isOpen)) return reopenFailed(entry);
  const { requests } = await operation.prepare(driver, context.spec.recorded);
  let current = replaceFailed(entry, requests);
  journal.write(current);
  for (const { name, jobId, state } of current.requests.filter(isOpen)) {
    const request = requests.find((candidate) => candidate.name === name);
    if (request === undefined) throw notDeclared(context, name);
    if (state === 'failed') {
      driver.say(`${name}: sent again, its job ${jobId} failed`);
      const facts = {
        repeats: recordedJobs(context.spec.recorded, operation.name)[name] ?? jobId ?? '',
      };
      current = journal.update(current, name, { state: 'pending', facts });
    }
    current = await sendRequest(context, current, request, new Spool(journal.folder));
  }
  return reopenFailed(current);
}

/** What may have begun is not forgotten because the declaration no longer has it. */
function notDeclared({ program, journal }: StepContext<'wait'>, name: string): RunnerError {
  return new RunnerError(
    ExitCode.UNKNOWN_OUTCOME,
    `it is not known whether ${name}, which is no longer declared, began`,
    `Look in the vendor console. If it began, run ${adoptCommand(program, journal.name, 'job_id=<its job>')}; if not, ${discardCommand(program, journal.name)}; then apply`,
  );
}

/** The entry with what is declared in the place of what failed. Where nothing was corrected it stays as it is. */
export function replaceFailed(
  entry: JournalEntry,
  declared: readonly VendorRequest[],
): JournalEntry {
  const names = new Set(declared.map(({ name }) => name));
  const isReplaced = ({ name, state }: JournalRequest) =>
    ['failed', 'pending'].includes(state) && !names.has(name);
  if (!entry.requests.some(isReplaced)) return entry;
  const present = new Set(entry.requests.map(({ name }) => name));
  const added = declared.filter(({ name }) => !present.has(name));
  return {
    ...entry,
    requests: [
      ...entry.requests.map((request) =>
        isReplaced(request) ? { ...request, state: 'replaced' as const } : request,
      ),
      ...added.map(({ name }) => ({ name, state: 'pending' as const, at: '', facts: {} })),
    ],
  };
}

/** What cannot be sent again is polled again: the vendor may have fixed a job's failure. */
function reopenFailed(entry: JournalEntry): JournalEntry {
  return {
    ...entry,
    requests: entry.requests.map((request) =>
      request.state === 'replaced' ? request : { ...request, state: 'submitted' as const },
    ),
  };
}
