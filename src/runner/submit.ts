import type { RestoreRequest } from '../contract/driver';
import { ExitCode } from '../contract/exit-code';
import { RestoreError } from '../contract/restore-error';
import { counted } from '../contract/text';
import { writeDurably } from './durable-file';
import type { JournalEntry } from './journal';
import { deliver, Spool, tryOut } from './password-delivery';
import { sendRequest } from './send-request';
import type { StepContext } from './step-context';

/** Starts the restore, once: what the journal tells is adopted, the rest is sent. */
export async function submit(context: StepContext<'submit'>): Promise<void> {
  const { spec, journal, operation, driver } = context;
  const spool = new Spool(journal.folder);
  if (spec.passwordSink !== undefined) tryOut(spec.passwordSink);
  const earlier = openEntry(context);
  const prepared = await operation.prepare(driver, earlier?.facts ?? {});
  const aside = earlier === undefined ? spool.setAside() : undefined;
  if (aside !== undefined) driver.say(`a password of an earlier restore is kept in ${aside}`);
  let entry = earlier ?? begin(context, prepared.facts);
  entry = withRequests(entry, prepared.requests);
  journal.write(entry);
  for (const request of prepared.requests) {
    entry = await sendRequest(context, entry, request, spool);
  }
  if (spec.passwordSink !== undefined) {
    const said = await deliver(spool, spec.passwordSink, context.env, hiddenVariables(context));
    if (said !== undefined) driver.say(said);
  }
  writeDurably(`${journal.folder}/submitted.json`, `${JSON.stringify(stateOf(entry))}\n`);
  const jobs = entry.requests.map(({ jobId }) => jobId).join(', ');
  driver.say(`submitted: ${counted(entry.requests.length, 'job')} (${jobs})`);
}

/** An earlier run that Terraform's state does not hold: to be continued, never to be begun anew. */
function openEntry({ spec, journal, program }: StepContext<'submit'>): JournalEntry | undefined {
  const entry = journal.read();
  if (entry === undefined || entry.state !== 'open') return undefined;
  const began = entry.requests.filter(({ state }) => state !== 'pending');
  if (began.length === 0) return undefined;
  if (sameIdentity(entry.identity, spec.identity)) return entry;
  // Nothing was sent: what was only cleared away binds no other restore.
  if (began.every(({ state }) => state === 'clearing')) return undefined;
  throw new RestoreError(
    ExitCode.JOURNAL,
    `an earlier run began another restore (${described(entry)}) that Terraform did not record`,
    `Go back to that declaration and apply, or look in the vendor console and run "${program} discard ${spec.key}"`,
  );
}

function begin({ spec }: StepContext<'submit'>, facts: Readonly<Record<string, string>>) {
  const { key, path, identity } = spec;
  const entry: JournalEntry = {
    version: 1,
    key,
    path,
    identity,
    state: 'open',
    facts: { ...facts },
    requests: [],
  };
  return entry;
}

function withRequests(entry: JournalEntry, requests: readonly RestoreRequest[]): JournalEntry {
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

function sameIdentity(one: Record<string, string>, other: Record<string, string>): boolean {
  const sorted = (identity: Record<string, string>) =>
    JSON.stringify(Object.entries(identity).sort());
  return sorted(one) === sorted(other);
}

function described(entry: JournalEntry): string {
  return Object.entries(entry.identity)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function hiddenVariables({ env }: StepContext<'submit'>): string[] {
  return Object.keys(env).filter(
    (name) => /_API_KEY$|_API_JWT$/.test(name) || name.startsWith('CLUSTER_RESTORE_'),
  );
}
