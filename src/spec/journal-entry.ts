import * as z from 'zod/mini';
import { once } from '../text/once';
import { aboutSpec } from './spec';

export const JOURNAL_VERSION = 1;
const facts = once(() => z.record(z.string(), z.string()));

const journalRequest = once(() =>
  z.strictObject({
    name: z.string(),
    /**
     * `pending`: not sent; `clearing`: not sent, and its destination is being cleared for it; `intent`: about
     * to be sent, so it may have been; `submitted`: accepted; `failed`: its job ended without success, and a
     * wait has said so; `replaced`: it failed, and the declaration has another one instead; `made`: the backup that it
     * asked for is there.
     */
    state: z.enum(['pending', 'clearing', 'intent', 'submitted', 'failed', 'replaced', 'made']),
    /** Whether it makes a backup first; absent for what starts a restore. */
    kind: z.optional(z.literal('backup')),
    at: z.string(),
    /** What was cleared away for it, in a sentence: a refusal does not bring it back. */
    cleared: z.optional(z.string()),
    /** Whether it was sent once more, after a search that found nothing. */
    repeated: z.optional(z.boolean()),
    jobId: z.optional(z.string()),
    facts: facts(),
  }),
);

export const journalEntry = once(() =>
  z.strictObject({
    version: z.literal(JOURNAL_VERSION),
    key: z.string(),
    path: z.string(),
    /** Whose API it is, and which restore of it: what a person continues without a spec. */
    vendor: z.optional(z.string()),
    operation: z.optional(z.string()),
    /** What the restore is identified by; another identity is another restore. */
    identity: facts(),
    /** Tells the state of Terraform that it was begun with from others: no other one continues it. */
    stateMark: z.optional(z.string()),
    /**
     * `open`: Terraform has not gone on to the wait; `waiting`: it has, but may be killed before it writes its
     * state; `recorded`: it outlived a wait, so its state holds the restore; `dropped`: abandoned.
     */
    state: z.enum(['open', 'waiting', 'recorded', 'dropped']),
    /** Whether a wait has verified what was restored: from then on nothing drops it but a destroy. */
    verified: z.optional(z.boolean()),
    /** What a drill found, as JSON: from then on only its target is left to drop. */
    drill: z.optional(z.string()),
    /** The clusters that earlier submissions made, of another identity, and that no drop removed. */
    earlier: z.optional(z.array(z.string())),
    /** What is recorded of those clusters: what proves whose they are. */
    replaced: z.optional(z.array(facts())),
    /** The Terraform address of the submit step, and the purpose: what is known once the block is gone from the code. */
    submitAddress: z.optional(z.string()),
    about: z.optional(aboutSpec()),
    /** What became of the one-time password, once that is certain; `reported`: lost, and a step has failed to say so. */
    password: z.optional(z.enum(['delivered', 'lost', 'reported'])),
    /** The file with the password of this restore, or of its last run: nobody else's file is replaced. */
    passwordFile: z.optional(z.strictObject({ path: z.string(), modifiedMs: z.number() })),
    facts: facts(),
    requests: z.array(journalRequest()),
  }),
);

/** See {@link JournalEntry}. */
export type JournalRequest = z.infer<ReturnType<typeof journalRequest>>;
/** What was begun, and how far it came. Holds no secret. */
export type JournalEntry = z.infer<ReturnType<typeof journalEntry>>;

/** The requests of a restore, without the backups that are made first. */
export function restoresOf({ requests }: Pick<JournalEntry, 'requests'>): JournalRequest[] {
  return requests.filter(({ kind }) => kind !== 'backup');
}

/** A run that Terraform's state may not hold, and that may have sent something. */
export function isUnfinished(entry: JournalEntry | undefined): entry is JournalEntry {
  return (
    entry !== undefined &&
    ['open', 'waiting'].includes(entry.state) &&
    entry.requests.some(({ state }) => state !== 'pending')
  );
}

/** Whether it was begun with another state of Terraform: two of them may share a folder. */
export function isOfOtherState(
  { stateMark }: Pick<JournalEntry, 'stateMark'>,
  mark: string,
): boolean {
  return stateMark !== undefined && stateMark !== mark;
}

/**
 * Whether an unfinished run has sent a request of this restore: then the age of its backup matters no more. What was
 * only cleared away has not begun, and every rule holds before more is cleared.
 */
export function hasSent(
  entry: JournalEntry | undefined,
  identity: Readonly<Record<string, string>>,
): boolean {
  if (!isUnfinished(entry) || !sameIdentity(entry.identity, identity)) return false;
  // A backup that was made first has begun no restore.
  return restoresOf(entry).some(({ state }) => !['pending', 'clearing'].includes(state));
}

/** What distinguishes a restore from others with the same journal. */
export interface Whose {
  readonly identity: Readonly<Record<string, string>>;
  readonly stateMark: string;
}

/**
 * Whether a job is of an earlier restore that this one replaces: it had another identity, or a person discarded it.
 * The same identity once more is not a replacement: a lost state or a moved construct looks like that. Nor is what was
 * restored with another state.
 */
export function wasReplaced(entry: JournalEntry | undefined, own: Whose, jobId: string): boolean {
  if (entry === undefined || !entry.requests.some((request) => request.jobId === jobId))
    return false;
  if (isOfOtherState(entry, own.stateMark)) return false;
  return entry.state === 'dropped' || !sameIdentity(entry.identity, own.identity);
}

/** Whether two identities are the same, in whatever order. */
export function sameIdentity(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean {
  const sorted = (identity: object) => JSON.stringify(Object.entries(identity).sort());
  return sorted(one) === sorted(other);
}
