import type { JournalEntry, JournalRequest } from '../../spec/journal-entry';
import type { VendorRequest } from '../../vendor/request';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { jobText } from '../journal/job-text';
import type { Spool } from '../password/spool';
import { sendRequest } from '../send/send-request';
import type { Operation, StepContext } from '../step/step-context';
import { isPassing, watchFor } from '../wait/watch';

type Context = StepContext<'submit'>;

/**
 * Makes the backups that a restore asks for before anything else, each once: the journal has the intent and the response,
 * as for a restore. `submit` waits for them, because what is restored is not there before.
 */
export async function makeBackupsFirst(
  context: Context,
  begun: JournalEntry,
  spool: Spool,
): Promise<JournalEntry> {
  const { driver, journal } = context;
  const { backupsFirst } = context.operation;
  const requests = backupsFirst?.requests(driver) ?? [];
  if (backupsFirst === undefined || requests.length === 0) return begun;
  const present = new Map(begun.requests.map((request) => [request.name, request]));
  const unsent = requests.filter(({ name }) => !present.has(name));
  let entry: JournalEntry = {
    ...begun,
    requests: [
      ...unsent.map(({ name }): JournalRequest => ({ ...UNSENT, name })),
      ...begun.requests,
    ],
  };
  // A backup is made in the same way as a restore is begun: another wire, the same journal.
  const making = { ...context, operation: operationOf(context.operation, backupsFirst) };
  for (const request of requests) {
    const state = stateOf(entry, request);
    if (state === 'made') continue;
    if (state === 'pending') {
      const facts = await backupsFirst.lookBefore(driver, request);
      entry = { ...entry, facts: { ...entry.facts, ...facts } };
      journal.write(entry);
    }
    entry = await sendRequest(making, entry, request, spool);
    entry = await waitForBackup(context, entry, request);
  }
  // The timeout was that of the backups: the restore has one of its own.
  context.api.until(context.spec.timeoutMinutes * 60);
  return entry;
}

/** No password comes of it, and what is in the way of a backup is the vendor's to say. */
function operationOf(
  { passwordIn: _password, beforeSending: _look, ...operation }: Operation,
  { accept, reconcile }: NonNullable<Operation['backupsFirst']>,
): Operation {
  return { ...operation, accept, reconcile };
}

const UNSENT = { kind: 'backup', state: 'pending', at: '', facts: {} } as const;

function stateOf({ requests }: JournalEntry, { name }: VendorRequest) {
  return requests.find((request) => request.name === name)?.state;
}

/** Waits until the backup exists, and writes down which one it is. */
async function waitForBackup(
  context: Context,
  entry: JournalEntry,
  request: VendorRequest,
): Promise<JournalEntry> {
  const { journal, operation, driver } = context;
  const { jobId = '', facts } =
    entry.requests.find(({ name }) => name === request.name) ?? UNSENT_FACTS;
  const watch = watchFor(context, { still: 'the backup was still being made' });
  const { backupsFirst } = operation;
  if (backupsFirst === undefined) return entry;
  driver.say(
    `waiting for the backup${jobText([jobId])}; Ctrl-C is safe: the next apply keeps waiting`,
  );
  for (;;) {
    const progress = await backupsFirst
      .poll(driver, request, jobId, facts)
      .catch((error: unknown) => {
        if (!isPassing(error)) throw error;
        watch.report(error.problem, request.name);
        watch.looked(request.name, error);
        return undefined;
      });
    if (progress !== undefined) {
      watch.report(`backup: ${progress.status}`, request.name);
      watch.looked(request.name, progress);
    }
    if (progress?.state === 'done') break;
    if (progress?.state === 'failed' || progress?.state === 'missing') {
      // There is no backup: the next apply makes one.
      journal.update(entry, request.name, { state: 'pending', at: '', jobId: '', facts: {} });
      const reason = progress.reason ? `, ${progress.reason}` : '';
      throw new RunnerError(
        ExitCode.JOB_FAILED,
        `the backup that is made first${jobText([jobId])} ended as ${progress.status}${reason}; nothing was restored`,
        'Correct the cause and apply again: another backup is made',
      );
    }
    await watch.next();
  }
  const known = { ...entry, facts: { ...entry.facts, ...backupsFirst.madeFacts(request, facts) } };
  driver.say(backupsFirst.madeText(request, facts));
  return journal.update(known, request.name, { state: 'made', facts: {} });
}

const UNSENT_FACTS: Pick<JournalRequest, 'jobId' | 'facts'> = { facts: {} };
