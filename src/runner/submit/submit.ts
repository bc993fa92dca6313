import { resolve } from 'node:path';
import {
  isOfOtherState,
  isUnfinished,
  type JournalEntry,
  restoresOf,
  sameIdentity,
} from '../../spec/journal-entry';
import type { VendorRequest } from '../../vendor/request';
import { vendorNow } from '../../vendor/vendor-clock';
import { discardCommand } from '../by-hand/next-commands';
import { forgetRemoval } from '../drop/removal';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { untilKept } from '../exit/signals';
import { earlierOf } from '../journal/earlier-clones';
import { jobText } from '../journal/job-text';
import { asDelivered, handToSink, PASSWORD_LOST } from '../password/keep-password';
import { tryOut } from '../password/password-delivery';
import { Spool } from '../password/spool';
import { sendRequest } from '../send/send-request';
import { describeEntry, otherStateError } from '../state/other-state';
import { writeResult } from '../step/result-file';
import type { StepContext } from '../step/step-context';
import { makeBackupsFirst } from './backups-first';
import { refuseLeftStanding } from './left-standing';

type Context = StepContext<'submit'>;

/** Starts the restore, once: what the journal records is adopted, the rest is sent. */
export async function submit(context: Context): Promise<void> {
  const { spec, journal, driver } = context;
  const spool = new Spool(journal.folder);
  forgetRemoval(journal);
  const earlier = openEntry(context);
  if (earlier === undefined) await refuseLeftStanding(context);
  // What has become of the password of an earlier run is certain: nothing more goes to the sink.
  if (spec.passwordSink !== undefined && earlier?.password === undefined) {
    const meanwhile = earlier === undefined ? 'nothing was restored' : 'the restore itself began';
    const restore = { journal: journal.folder, own: ownFile(context, journal.read()) };
    tryOut({ sink: spec.passwordSink, restore }, meanwhile, spool.read()?.password);
  }
  const sent = await sendAll(context, earlier, spool);
  const entry = await untilKept(() => handOver(context, sent, spool));
  writeResult(context, 'submitted', stateOf(entry));
  driver.say(`submitted${jobText(restoresOf(entry).map(({ jobId }) => jobId))}`);
}

/** An earlier run that Terraform's state may not hold: it is continued, never started again. */
function openEntry(context: Context): JournalEntry | undefined {
  const { journal, driver, program, identity, stateMark } = context;
  const entry = journal.read();
  if (!isUnfinished(entry)) return undefined;
  const isOther = isOfOtherState(entry, stateMark);
  const began = entry.requests.filter(({ state }) => state !== 'pending');
  // Nothing was sent: what was only cleared away, or backed up, binds no other restore. The same one keeps the backup
  // that it chose before: now the latest may be one of what is half cleared.
  const isFree = began.every(({ state, kind }) => state === 'clearing' || kind === 'backup');
  if (sameIdentity(entry.identity, identity) && (isFree || !isOther))
    return { ...entry, stateMark };
  if (isFree) return undefined;
  if (isOther) throw otherStateError(context, entry);
  if (entry.state === 'waiting') {
    driver.say(
      `an earlier restore (${describeEntry(entry)}) was not waited for to its end: it stays`,
    );
    return undefined;
  }
  throw new RunnerError(
    ExitCode.JOURNAL,
    `an earlier run began another restore (${describeEntry(entry)}) that no apply has waited for`,
    `Go back to that declaration and apply, or look in the vendor console and run ${discardCommand(program, journal.name)}`,
  );
}

/** States of a request that the vendor took. */
const ACCEPTED: readonly string[] = ['submitted', 'failed', 'replaced'];

async function sendAll(context: Context, earlier: JournalEntry | undefined, spool: Spool) {
  const { journal, operation, driver, program } = context;
  const begun = earlier === undefined ? [] : restoresOf(earlier);
  if (
    earlier !== undefined &&
    begun.length > 0 &&
    begun.every(({ state }) => ACCEPTED.includes(state))
  ) {
    const jobs = jobText(begun.map(({ jobId }) => jobId));
    driver.say(`already submitted by an earlier run${jobs}: adopted`);
    if (earlier.state === 'waiting') {
      driver.say(`to restore again instead, run ${discardCommand(program, journal.name)} first`);
    }
    return earlier;
  }
  const ready = await makeBackupsFirst(context, earlier ?? begin(context), spool);
  const prepared = await operation.prepare(driver, ready.facts);
  const hasBackups = ready.requests.length > restoresOf(ready).length;
  const isFirst = earlier === undefined || hasBackups;
  const facts = isFirst ? { ...prepared.facts, ...startOf(context) } : ready.facts;
  let entry = withRequests({ ...ready, facts }, prepared.requests);
  journal.write(entry);
  for (const request of prepared.requests) {
    entry = await sendRequest(context, entry, request, spool);
  }
  return entry;
}

/** The password to its sink, once. What became of it is in the journal before the spool is cleared. */
async function handOver(context: Context, entry: JournalEntry, spool: Spool) {
  const { spec, journal, driver, redactor } = context;
  if (spec.passwordSink === undefined) return entry;
  const kept = entry.password === undefined ? spool.read() : undefined;
  let known = entry;
  if (kept !== undefined) {
    redactor.add(kept.password);
    const delivered = await handToSink(context, kept.password, entry.passwordFile).catch(
      (error: Error) => {
        throw notHandedOver(spool, error);
      },
    );
    known = { ...entry, ...(delivered === undefined ? {} : asDelivered(delivered)) };
    journal.write(known);
    if (delivered !== undefined) driver.say(delivered.said);
  }
  if (known.password === undefined) {
    // Whoever throws it away has it reset anyway.
    const isWanted = spec.passwordSink.kind !== 'discard';
    known = { ...entry, password: isWanted ? 'lost' : 'reported' };
    journal.write(known);
  }
  if (known.password !== 'delivered')
    driver.say(`${PASSWORD_LOST}: reset it in the vendor console`);
  spool.clear();
  return known;
}

function notHandedOver(spool: Spool, cause: Error): RunnerError {
  return new RunnerError(
    ExitCode.PASSWORD,
    `the password could not be delivered: ${cause.message}`,
    `It is kept in ${resolve(spool.file)} (mode 0600). Fix the sink and apply again, or read it there`,
    cause,
  );
}

/** When a drill began, by the vendor's clock where it has one: its end is dated by that too. */
function startOf({ spec, driver }: Context): Readonly<Record<string, string>> {
  if (spec.drill === undefined) return {};
  return { started_at: vendorNow(driver) };
}

function begin(context: Context): JournalEntry {
  const { spec, identity, stateMark, journal } = context;
  const { key, path, vendor, operation, submitAddress, about } = spec;
  // What an earlier restore wrote may be replaced by this one.
  const before = journal.read();
  const passwordFile = ownFile(context, before);
  return {
    ...(passwordFile === undefined ? {} : { passwordFile }),
    version: 1,
    key,
    path,
    vendor,
    operation,
    submitAddress,
    ...(about === undefined ? {} : { about }),
    identity: { ...identity },
    stateMark,
    state: 'open',
    ...earlierOf(before, context),
    facts: {},
    requests: [],
  };
}

/** The password file that a restore of this state wrote; that of another state is somebody else's. */
function ownFile({ stateMark }: Context, entry: JournalEntry | undefined) {
  return entry === undefined || isOfOtherState(entry, stateMark) ? undefined : entry.passwordFile;
}

function withRequests(entry: JournalEntry, requests: readonly VendorRequest[]): JournalEntry {
  const present = new Map(entry.requests.map((request) => [request.name, request]));
  return {
    ...entry,
    requests: [
      ...entry.requests.filter(({ kind }) => kind === 'backup'),
      ...requests.map(
        ({ name }) => present.get(name) ?? { name, state: 'pending' as const, at: '', facts: {} },
      ),
    ],
  };
}

/** What Terraform's state records. */
function stateOf(entry: JournalEntry): Record<string, string> {
  const restores = restoresOf(entry);
  const jobs = Object.fromEntries(restores.map(({ name, jobId }) => [name, jobId ?? '']));
  const facts = restores.reduce((all, request) => ({ ...all, ...request.facts }), entry.facts);
  return { ...facts, job_id: restores[0]?.jobId ?? '', jobs: JSON.stringify(jobs) };
}
