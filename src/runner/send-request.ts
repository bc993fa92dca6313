import type { ApiAnswer } from '../client/api-client';
import { AlreadyThereError, NoAnswerError, RefusedError, UnusableAnswer } from '../client/errors';
import type { Submitted } from '../vendor/protocol';
import { shownPath, type VendorRequest } from '../vendor/request';
import { adoptNamed } from './adopt-named';
import { Clearing } from './clearing';
import { ExitCode, exitCodeOf, RunnerError } from './exit-code';
import { jobText } from './job-text';
import type { JournalEntry, JournalRequest } from './journal';
import { adoptCommand, adoptWays, discardCommand } from './next-commands';
import { settle } from './settle';
import type { Spool } from './spool';
import type { Operation, StepContext } from './step-context';

type Sending = StepContext<'submit'> | StepContext<'wait'>;

/**
 * Sends one request unless the journal tells that it was sent. The intent is on the disk before the
 * request leaves, the answer before anything else happens; where the answer is lost, the API is asked.
 */
export async function sendRequest(
  context: Sending,
  entry: JournalEntry,
  request: VendorRequest,
  spool: Spool,
): Promise<JournalEntry> {
  const { journal, driver } = context;
  const known = entry.requests.find(({ name }) => name === request.name);
  if (known?.state === 'submitted' || known?.state === 'failed') {
    driver.say(`already submitted by an earlier run${jobText([known.jobId])}: adopted`);
    return entry;
  }
  const clearing = new Clearing(journal, entry, request.name);
  try {
    if (known?.state === 'intent') return await resume(context, entry, request, known, spool);
    const adopted = await ready(context, clearing, request);
    return adopted ?? (await sendNow(context, clearing, request, spool));
  } catch (error) {
    throw clearing.explain(error);
  }
}

async function sendNow(
  context: Sending,
  { entry, unsent }: Clearing,
  request: VendorRequest,
  spool: Spool,
): Promise<JournalEntry> {
  const { journal, driver } = context;
  const at = driver.now();
  const intended = journal.update(entry, request.name, { state: 'intent', at: at.toISOString() });
  let submitted: Submitted;
  try {
    submitted = await send(context, request);
  } catch (error) {
    if (!(error instanceof RefusedError || error instanceof NoAnswerError)) throw error;
    if (error.effect === 'nothing') {
      journal.update(intended, request.name, { state: unsent, at: '' });
      throw error;
    }
    driver.say(`no usable answer: ${error.problem}; asking whether the restore began`);
    return settle(context, intended, request, at, error);
  }
  return keep(context, intended, request, submitted, spool);
}

/**
 * The last look before a request; what is in the way may be this restore, begun by a run elsewhere: the entry with it,
 * where a person named it.
 */
async function ready(
  context: Sending,
  clearing: Clearing,
  request: VendorRequest,
): Promise<JournalEntry | undefined> {
  const { operation, driver, program, journal } = context;
  const { entry, note, unsent } = clearing;
  try {
    const resumed = unsent === 'clearing';
    clearing.add(await operation.beforeSending?.(driver, request, entry.facts, note, resumed));
    return undefined;
  } catch (error) {
    if (!(error instanceof AlreadyThereError)) throw error;
    const adopted = await adoptNamed(context, clearing.entry, request, error.adopt);
    if (adopted !== undefined) return adopted;
    const ways = adoptWays(program, journal.name, error.adopt);
    const fix = `${error.fix}. If it is this restore, begun by a run whose journal is not here, ${ways}`;
    throw new RunnerError(exitCodeOf(error), error.problem, fix, error);
  }
}

/** A request of an earlier run, which was killed while it waited for the answer or wrote it down. */
function resume(
  context: Sending,
  entry: JournalEntry,
  request: VendorRequest,
  { at }: JournalRequest,
  spool: Spool,
): Promise<JournalEntry> | JournalEntry {
  const kept = spool.read();
  if (kept === undefined || kept.request !== request.name || kept.at !== at) {
    return settle(context, entry, request, new Date(at));
  }
  context.driver.say(`answered to an earlier run${jobText([kept.jobId])}: adopted`);
  return accepted(context, entry, request, kept);
}

async function send({ api, operation }: Sending, request: VendorRequest): Promise<Submitted> {
  const { method, path, body } = request;
  try {
    return read(operation, request, await api.sendOnce({ method, path, body }));
  } catch (error) {
    if (!(error instanceof RefusedError) || error.effect !== 'nothing') throw error;
    const otherBody = request.otherwise?.({
      status: error.request?.status ?? 0,
      code: error.code,
      message: error.problem,
      acted: 'no',
      later: error.retry === 'later',
      unauthorized: error.kind === 'credentials',
    });
    if (otherBody === undefined) throw error;
    return read(operation, request, await api.sendOnce({ method, path, body: otherBody }));
  }
}

function read(operation: Operation, request: VendorRequest, answer: ApiAnswer): Submitted {
  try {
    return operation.accept(request, answer.data);
  } catch (error) {
    if (!(error instanceof UnusableAnswer)) throw error;
    const fix = 'Look in the vendor console whether the restore began';
    throw new NoAnswerError(error.problem, fix, {
      effect: 'unknown',
      retry: 'never',
      request: { method: request.method, url: shownPath(request.path) },
      cause: error,
    });
  }
}

/** An answer with a password is kept whole in one write, then the journal: a kill between loses nothing. */
function keep(
  context: Sending,
  entry: JournalEntry,
  request: VendorRequest,
  submitted: Submitted,
  spool: Spool,
): JournalEntry {
  const { password, jobId, facts } = submitted;
  try {
    if (password !== undefined) {
      context.redactor.add(password);
      const at = entry.requests.find(({ name }) => name === request.name)?.at ?? '';
      spool.keep({ password, request: request.name, at, jobId, facts: { ...facts } });
    }
    return accepted(context, entry, request, submitted);
  } catch (error) {
    throw notWritten(context, submitted, error as Error);
  }
}

function accepted(
  { journal }: Sending,
  entry: JournalEntry,
  request: VendorRequest,
  { jobId, facts }: Pick<Submitted, 'jobId' | 'facts'>,
): JournalEntry {
  const known = entry.requests.find(({ name }) => name === request.name);
  return journal.update(entry, request.name, {
    state: 'submitted',
    jobId,
    facts: { ...known?.facts, ...facts },
  });
}

/** The disk is full, or gone: what the answer said is in this message and nowhere else. */
function notWritten({ program, journal }: Sending, { jobId, facts }: Submitted, cause: Error) {
  const { cluster_id: clusterId } = facts;
  const adopt = [
    ...(clusterId ? [`cluster_id=${clusterId}`] : []),
    ...(jobId ? [`job_id=${jobId}`] : []),
  ];
  return new RunnerError(
    ExitCode.JOURNAL,
    `the restore began, and its answer could not be written down: ${cause.message}`,
    `Mend the disk, run ${adoptCommand(program, journal.name, ...adopt)} and apply again; not ${discardCommand(program, journal.name)}. Reset the password, if one was made, in the vendor console`,
    cause,
  );
}
