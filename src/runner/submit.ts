import type { VendorRequest } from '../vendor/request';
import { ExitCode, RunnerError } from './exit-code';
import { jobText } from './job-text';
import { isUnfinished, type JournalEntry, sameIdentity } from './journal';
import { discardCommand } from './next-commands';
import { deliver, tryOut } from './password-delivery';
import { writeResult } from './result-file';
import { sendRequest } from './send-request';
import { Spool } from './spool';
import type { StepContext } from './step-context';

type Context = StepContext<'submit'>;

/** Starts the restore, once: what the journal tells is adopted, the rest is sent. */
export async function submit(context: Context): Promise<void> {
  const { spec, journal, driver } = context;
  const spool = new Spool(journal.folder);
  const earlier = openEntry(context);
  if (spec.passwordSink !== undefined) {
    const meanwhile = earlier === undefined ? 'nothing was restored' : 'the restore itself began';
    tryOut(spec.passwordSink, spec.key, meanwhile);
  }
  let entry = await sendAll(context, earlier, spool);
  entry = await handOver(context, entry, spool);
  writeResult(context, 'submitted', stateOf(entry));
  driver.say(`submitted${jobText(entry.requests.map(({ jobId }) => jobId))}`);
}

/** An earlier run that Terraform's state may not hold: to be continued, never to be begun anew. */
function openEntry({ journal, driver, program, identity }: Context): JournalEntry | undefined {
  const entry = journal.read();
  if (!isUnfinished(entry)) return undefined;
  if (sameIdentity(entry.identity, identity)) return entry;
  const began = entry.requests.filter(({ state }) => state !== 'pending');
  // Nothing was sent: what was only cleared away binds no other restore.
  if (began.every(({ state }) => state === 'clearing')) return undefined;
  if (entry.state === 'waiting') {
    driver.say(`an earlier restore (${described(entry)}) was not waited for to its end: it stays`);
    return undefined;
  }
  throw new RunnerError(
    ExitCode.JOURNAL,
    `an earlier run began another restore (${described(entry)}) that Terraform did not record`,
    `Go back to that declaration and apply, or look in the vendor console and run ${discardCommand(program, journal.name)}`,
  );
}

/** States of a request that the vendor took. */
const ACCEPTED: readonly string[] = ['submitted', 'failed', 'replaced'];

async function sendAll(context: Context, earlier: JournalEntry | undefined, spool: Spool) {
  const { journal, operation, driver, program } = context;
  if (earlier?.requests.every(({ state }) => ACCEPTED.includes(state))) {
    const jobs = jobText(earlier.requests.map(({ jobId }) => jobId));
    driver.say(`already submitted by an earlier run${jobs}: adopted`);
    if (earlier.state === 'waiting') {
      driver.say(`to restore anew instead, run ${discardCommand(program, journal.name)} first`);
    }
    return earlier;
  }
  const prepared = await operation.prepare(driver, earlier?.facts ?? {});
  const aside = earlier === undefined ? spool.setAside() : undefined;
  if (aside !== undefined) driver.say(`a password of an earlier restore is kept in ${aside}`);
  let entry = withRequests(earlier ?? begin(context, prepared.facts), prepared.requests);
  journal.write(entry);
  for (const request of prepared.requests) {
    entry = await sendRequest(context, entry, request, spool);
  }
  return entry;
}

/** The password to its sink, once. What became of it is in the journal before the spool is cleared. */
async function handOver(context: Context, entry: JournalEntry, spool: Spool) {
  const { spec, journal, driver, env, redactor } = context;
  if (spec.passwordSink === undefined) return entry;
  const kept = spool.read();
  let known = entry;
  if (kept !== undefined && entry.password !== 'delivered') {
    redactor.add(kept.password);
    const { passwordSink: sink, key } = spec;
    const said = await deliver(kept.password, spool.file, {
      sink,
      key,
      env,
      hidden: hiddenVariables(env),
    });
    known = { ...entry, password: 'delivered' };
    journal.write(known);
    driver.say(said);
  }
  if (known.password === undefined) {
    known = { ...entry, password: 'lost' };
    journal.write(known);
  }
  if (known.password === 'lost') {
    driver.say(
      'the password did not reach this machine and is shown only once: reset it in the vendor console',
    );
  }
  spool.clear();
  return known;
}

function begin({ spec, identity }: Context, facts: Readonly<Record<string, string>>): JournalEntry {
  const { key, path, vendor, operation } = spec;
  return {
    version: 1,
    key,
    path,
    vendor,
    operation,
    identity: { ...identity },
    state: 'open',
    facts: { ...facts },
    requests: [],
  };
}

function withRequests(entry: JournalEntry, requests: readonly VendorRequest[]): JournalEntry {
  const present = new Map(entry.requests.map((request) => [request.name, request]));
  return {
    ...entry,
    requests: requests.map(
      ({ name }) => present.get(name) ?? { name, state: 'pending', at: '', facts: {} },
    ),
  };
}

/** What Terraform's state shall remember. */
function stateOf(entry: JournalEntry): Record<string, string> {
  const jobs = Object.fromEntries(entry.requests.map(({ name, jobId }) => [name, jobId ?? '']));
  const facts = entry.requests.reduce(
    (all, request) => ({ ...all, ...request.facts }),
    entry.facts,
  );
  return { ...facts, job_id: entry.requests[0]?.jobId ?? '', jobs: JSON.stringify(jobs) };
}

function described(entry: JournalEntry): string {
  const jobs = entry.requests.flatMap(({ jobId }) => (jobId ? [`job ${jobId}`] : []));
  const identity = Object.entries(entry.identity).map(([name, value]) => `${name} ${value}`);
  return [...identity, ...jobs].join(', ');
}

function hiddenVariables(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env).filter(
    (name) => /_API_KEY$|_API_JWT$/.test(name) || name.startsWith('CLUSTER_RESTORE_'),
  );
}
