import type { ApiAnswer } from '../contract/api-client';
import type { Operation, RestoreRequest, Submitted } from '../contract/driver';
import { ExitCode } from '../contract/exit-code';
import {
  NoAnswerError,
  RefusedError,
  RestoreError,
  UnusableAnswer,
} from '../contract/restore-error';
import type { JournalEntry } from './journal';
import type { Spool } from './password-delivery';
import type { StepContext } from './step-context';

type Sending = StepContext<'submit'> | StepContext<'wait'>;

/**
 * Sends one request unless the journal tells that it was sent. The intent is on the disk before the
 * request leaves, the answer before anything else happens; where the answer is lost, the API is asked.
 */
export async function sendRequest(
  context: Sending,
  entry: JournalEntry,
  request: RestoreRequest,
  spool: Spool,
): Promise<JournalEntry> {
  const { journal, driver } = context;
  const known = entry.requests.find(({ name }) => name === request.name);
  if (known?.state === 'submitted' || known?.state === 'failed') {
    driver.say(`already submitted by an earlier run (job ${known.jobId}): adopted`);
    return entry;
  }
  if (known?.state === 'intent') {
    return settle(context, entry, request, new Date(known.at));
  }
  let unsent: 'pending' | 'clearing' = known?.state === 'clearing' ? 'clearing' : 'pending';
  await context.operation.beforeSending?.(driver, request, entry.facts, () => {
    unsent = 'clearing';
    journal.update(entry, request.name, { state: unsent });
  });
  const at = driver.now();
  const intended = journal.update(entry, request.name, { state: 'intent', at: at.toISOString() });
  try {
    const submitted = await send(context, request);
    return keep(context, intended, request, submitted, spool);
  } catch (error) {
    if (!(error instanceof RefusedError || error instanceof NoAnswerError)) throw error;
    if (error.acted === 'no') {
      journal.update(intended, request.name, { state: unsent, at: '' });
      throw error;
    }
    driver.say(`no usable answer: ${error.problem}; asking whether the restore began`);
    return settle(context, intended, request, at, error);
  }
}

async function send({ api, operation }: Sending, request: RestoreRequest): Promise<Submitted> {
  const { method, path, body } = request;
  try {
    return accepted(operation, request, await api.sendOnce({ method, path, body }));
  } catch (error) {
    if (!(error instanceof RefusedError) || error.acted !== 'no') throw error;
    const { code, message } = error;
    const status = error.request?.status ?? 0;
    const otherBody = request.otherwise?.({
      status,
      code,
      message,
      acted: 'no',
      later: error.later,
      unauthorized: false,
    });
    if (otherBody === undefined) throw error;
    return accepted(operation, request, await api.sendOnce({ method, path, body: otherBody }));
  }
}

function accepted(operation: Operation, request: RestoreRequest, answer: ApiAnswer): Submitted {
  try {
    return operation.accept(request, answer.data);
  } catch (error) {
    if (!(error instanceof UnusableAnswer)) throw error;
    const details = { method: request.method, url: request.path };
    const fix = 'Look in the vendor console whether the restore began';
    throw new NoAnswerError(ExitCode.UNKNOWN_OUTCOME, error.message, fix, details, 'maybe', {
      cause: error,
    });
  }
}

/** First the password, then the rest: only the password cannot be asked for again. */
function keep(
  { journal, secrets }: Sending,
  entry: JournalEntry,
  request: RestoreRequest,
  submitted: Submitted,
  spool: Spool,
): JournalEntry {
  if (submitted.password !== undefined) {
    secrets.add(submitted.password);
    spool.keep(submitted.password);
  }
  return journal.update(entry, request.name, {
    state: 'submitted',
    jobId: submitted.jobId,
    facts: { ...submitted.facts },
  });
}

/** Decides about a request that may have acted: adopts what is provably its own, or stops. */
async function settle(
  context: Sending,
  entry: JournalEntry,
  request: RestoreRequest,
  at: Date,
  cause?: Error,
): Promise<JournalEntry> {
  const { journal, operation, driver, program, spec } = context;
  const found = await operation.reconcile(driver, request, { at, facts: entry.facts });
  if (found.found === 'ours') {
    const { jobId, facts } = found.submitted;
    driver.say('the restore began: adopted');
    return journal.update(entry, request.name, { state: 'submitted', jobId, facts: { ...facts } });
  }
  const about = `it is not known whether ${request.method} ${request.path} began a restore`;
  const discard = `"${program} discard ${spec.key}"`;
  throw found.found === 'nothing'
    ? new RestoreError(
        ExitCode.UNKNOWN_OUTCOME,
        `${about}: ${found.searched}, and found nothing so far`,
        `Apply again later to look again; if the vendor console shows no restore, run ${discard} and apply`,
        undefined,
        { cause },
      )
    : new RestoreError(
        ExitCode.UNKNOWN_OUTCOME,
        `${about}: ${found.what}`,
        `If that is this restore, run "${program} adopt ${spec.key} ${found.adopt}"; if not, ${discard}; then apply`,
        undefined,
        { cause },
      );
}
