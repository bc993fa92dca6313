import type { ApiClient } from '../../client/api-client';
import { type JournalEntry, type JournalRequest, restoresOf } from '../../spec/journal-entry';
import { OTHER_STATE } from '../../spec/names';
import type { Claim } from '../../vendor/outcomes';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { Journal } from '../journal/journal';
import type { Operation } from '../step/step-context';

/** What somebody names as the outcome of a request. */
export interface Claimed {
  readonly cluster_id?: string;
  readonly job_id?: string;
}

const PAIR = /^(job_id|cluster_id)=(.+)$/s;

/** Reads `cluster_id=…` and `job_id=…`, each at most once; `undefined` where there is anything else, or nothing. */
export function claimedIn(pairs: readonly string[]): Claimed | undefined {
  const found = pairs.map((pair) => PAIR.exec(pair));
  const names = new Set(found.map((match) => match?.[1]));
  if (pairs.length === 0 || found.includes(null) || names.size < pairs.length) return undefined;
  return Object.fromEntries(found.map((match) => [match?.[1], match?.[2]])) as Claimed;
}

/**
 * The request that may be adopted: one of unknown outcome, or the only one where nothing was sent from here. What the
 * vendor accepted, and whose job is known, is never overwritten.
 */
export function adoptableIn(entry: JournalEntry): JournalRequest | undefined {
  const unknown = entry.requests.find(({ state }) => state === 'intent');
  if (unknown !== undefined) return unknown;
  const [only, ...others] = restoresOf(entry);
  const isUnsent = only?.state === 'pending' || only?.state === 'clearing';
  return entry.state === 'open' && others.length === 0 && isUnsent ? only : undefined;
}

/** Why this is not the outcome of the request, each a sentence without the full stop; asks the vendor. */
export async function doubtsOf(
  api: ApiClient,
  operation: Operation,
  entry: JournalEntry,
  request: JournalRequest,
  claimed: Claimed,
): Promise<readonly string[]> {
  if (request.kind === 'backup') return ['a backup that was made first is found by the next apply'];
  const taken = entry.requests.find(
    ({ name, jobId, facts }) =>
      name !== request.name &&
      ((claimed.job_id !== undefined && jobId === claimed.job_id) ||
        (claimed.cluster_id !== undefined && facts.cluster_id === claimed.cluster_id)),
  );
  if (taken !== undefined) return [`it is that of ${taken.name} already`];
  if (claimed.cluster_id !== undefined && entry.earlier?.includes(claimed.cluster_id) === true) {
    const facts = entry.replaced?.find(({ cluster_id: id }) => id === claimed.cluster_id);
    return facts?.[OTHER_STATE] === undefined
      ? ['an earlier submission of this restore made it, from what was declared then']
      : ['another Terraform state in the same folder restored it and may hold it'];
  }
  const claim: Claim = {
    ...(request.state === 'intent' ? { sentAt: new Date(request.at) } : {}),
    recorded: { ...entry.facts, ...request.facts, ...claimed },
  };
  return operation.doubtsOfClaim({ api }, claim);
}

/**
 * Writes what is proven into the journal: the next apply continues from there. What another run began may be in use
 * already, as if a wait had verified it: no verification drops it.
 */
export function adopt(
  journal: Journal,
  entry: JournalEntry,
  request: JournalRequest,
  { job_id: jobId = '', ...claimed }: Claimed,
  operation: Pick<Operation, 'factsOfNamed'>,
): JournalEntry {
  const at = request.at === '' ? new Date().toISOString() : request.at;
  const wasSentHere = request.state === 'intent';
  const known = wasSentHere ? entry : { ...entry, verified: true };
  const recorded = { ...entry.facts, ...request.facts };
  const facts = wasSentHere ? {} : operation.factsOfNamed?.(recorded, entry.identity);
  return journal.update(known, request.name, {
    state: 'submitted',
    at,
    jobId,
    facts: { ...request.facts, ...facts, ...claimed },
  });
}

/** What is said where it is not proven. */
export function notProven(claimed: Claimed, doubts: readonly string[], fix: string): RunnerError {
  const what = Object.entries(claimed).map(([name, value]) => `${name}=${value}`);
  return new RunnerError(
    ExitCode.REFUSED,
    `${what.join(' ')} was not adopted, because it is not proven to be this restore: ${doubts.join('; ')}`,
    fix,
  );
}
