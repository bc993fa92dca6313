import { AlreadyThereError, NoResponseError, RefusedError } from '../../client/errors';
import type { JournalEntry, JournalRequest } from '../../spec/journal-entry';
import type { Submitted } from '../../vendor/outcomes';
import type { VendorRequest } from '../../vendor/request';
import { adoptNamed } from '../by-hand/adopt-named';
import {
  adoptCommand,
  adoptWays,
  discardCommand,
  PASSWORD_DELIVERED,
} from '../by-hand/next-commands';
import { ExitCode, exitCodeOf, RunnerError } from '../exit/exit-code';
import { stopIfAsked, untilKept } from '../exit/signals';
import { jobText } from '../journal/job-text';
import { type KnownPassword, keepPassword } from '../password/keep-password';
import type { Spool } from '../password/spool';
import type { Sending } from '../step/step-context';
import { Clearing } from './clearing';
import { type Heard, sendOnce } from './send-once';
import { settle } from './settle';

/**
 * Sends one request unless the journal records that it was sent. The intent is on the disk before the
 * request leaves, the response before anything else happens; where the response is lost, the API is asked.
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
  stopIfAsked();
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
  const aside = spool.setAside();
  if (aside !== undefined) driver.say(`a password of an earlier restore is kept in ${aside}`);
  const at = driver.now();
  const intended = journal.update(entry, request.name, { state: 'intent', at: at.toISOString() });
  return untilKept(() => transmit(context, intended, request, spool, unsent));
}

/**
 * Sends what the journal has as an intent, and keeps what comes of it. `unsent`: how the request stands again where
 * nothing happened; absent for one that may have acted before, so that a refusal of this one proves nothing of that.
 */
async function transmit(
  context: Sending,
  intended: JournalEntry,
  request: VendorRequest,
  spool: Spool,
  unsent?: 'pending' | 'clearing',
): Promise<JournalEntry> {
  const heard: Heard = {};
  let submitted: Submitted;
  try {
    submitted = await sendOnce(context, request, heard, intended.facts);
  } catch (error) {
    const known = await keepHeard(context, intended, request, heard, spool);
    if (!(error instanceof RefusedError || error instanceof NoResponseError)) throw error;
    if (unsent !== undefined && error.effect === 'nothing') {
      context.journal.update(known, request.name, { state: unsent, at: '' });
      throw error;
    }
    context.driver.say(`no usable response: ${error.problem}; asking whether the restore began`);
    return settleOrRepeat(context, known, request, spool, error);
  }
  return keep(context, intended, request, submitted, spool);
}

/** The password of a response that is of no other use: it waits until the outcome of the request is known. */
async function keepHeard(
  context: Sending,
  entry: JournalEntry,
  { name }: VendorRequest,
  { password }: Heard,
  spool: Spool,
): Promise<JournalEntry> {
  if (password === undefined) return entry;
  context.driver.say('the response holds a password: it is kept');
  const at = entry.requests.find((request) => request.name === name)?.at ?? '';
  const response = { password, request: name, at, facts: {} };
  const known = { ...entry, ...(await keepPassword(context, spool, response, entry.passwordFile)) };
  if (known.password !== undefined) context.journal.write(known);
  return known;
}

/**
 * Settles a request of unknown outcome. Where nobody else can have what it makes, and the vendor refuses a second one,
 * it is sent once more: whichever of the two acted, there is one, and a refusal proves that it was the first.
 */
async function settleOrRepeat(
  context: Sending,
  entry: JournalEntry,
  request: VendorRequest,
  spool: Spool,
  cause?: Error,
): Promise<JournalEntry> {
  const at = new Date(entry.requests.find(({ name }) => name === request.name)?.at ?? '');
  const settled = await settle(context, entry, request, at, cause);
  if (settled !== undefined) return settled;
  stopIfAsked();
  const { journal, driver } = context;
  driver.say(
    'nothing was found: the request is sent once more; if the first one acted, the vendor refuses this one',
  );
  const again = journal.update(entry, request.name, { repeated: true });
  return untilKept(() => transmit(context, again, request, spool));
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

/** A request of an earlier run, which was killed while it waited for the response or wrote it down. */
function resume(
  context: Sending,
  entry: JournalEntry,
  request: VendorRequest,
  { at }: JournalRequest,
  spool: Spool,
): Promise<JournalEntry> | JournalEntry {
  const kept = spool.read();
  const { jobId } = kept ?? {};
  if (jobId === undefined || kept?.request !== request.name || kept.at !== at) {
    return settleOrRepeat(context, entry, request, spool);
  }
  context.driver.say(`the request of an earlier run was accepted${jobText([jobId])}: adopted`);
  return recordAccepted(context, entry, request, { jobId, facts: kept.facts });
}

/** A response with a password is kept whole in one write, then the journal: a kill between loses nothing. */
async function keep(
  context: Sending,
  entry: JournalEntry,
  request: VendorRequest,
  submitted: Submitted,
  spool: Spool,
): Promise<JournalEntry> {
  const { password, jobId, facts } = submitted;
  let known: KnownPassword = {};
  if (password !== undefined) {
    context.redactor.add(password);
    const at = entry.requests.find(({ name }) => name === request.name)?.at ?? '';
    const response = { password, request: request.name, at, jobId, facts: { ...facts } };
    known = await keepPassword(context, spool, response, entry.passwordFile);
  }
  try {
    return recordAccepted(context, { ...entry, ...known }, request, submitted);
  } catch (error) {
    throw notWritten(context, submitted, known, error as Error);
  }
}

function recordAccepted(
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

/** The disk is full, or gone: what the response said is in this message and nowhere else. */
function notWritten(
  { program, journal }: Sending,
  { jobId, facts, password }: Submitted,
  known: KnownPassword,
  cause: Error,
) {
  const { cluster_id: clusterId } = facts;
  const isDelivered = known.password === 'delivered';
  const adopt = [
    ...(clusterId ? [`cluster_id=${clusterId}`] : []),
    ...(jobId ? [`job_id=${jobId}`] : []),
    ...(isDelivered ? [PASSWORD_DELIVERED] : []),
  ];
  const isLost = password !== undefined && known.password === 'lost';
  const reset = isLost ? '. Reset the password in the vendor console' : '';
  return new RunnerError(
    ExitCode.JOURNAL,
    `the restore began, and its response could not be saved: ${cause.message}`,
    `Fix the disk, run ${adoptCommand(program, journal.name, ...adopt)} and apply again; not ${discardCommand(program, journal.name)}${reset}`,
    cause,
  );
}
