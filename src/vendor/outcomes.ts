import type { Recorded } from '../spec/spec';
import type { VendorRequest } from './request';

/** What is known before the first request is sent; written to the journal with the intent. */
export interface Prepared {
  /** Those that start a restore. */
  readonly requests: readonly VendorRequest[];
  /** Facts for a later reconciliation and for the state, for example the backup chosen for `latest`. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What was cleared away for a request, in a sentence without the full stop: a refusal does not bring it back. */
export type Cleared = string;

/** What came back for one request. Only `password` is secret. */
export interface Submitted {
  readonly jobId: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly password?: string;
}

/** What a search for a request of unknown outcome found. */
export type Reconciliation =
  | { readonly found: 'ours'; readonly submitted: Submitted }
  | {
      readonly found: 'nothing';
      readonly searched: string;
      /**
       * Whether the vendor refuses a second request of the same kind: then it may be sent once more, and a refusal
       * of it proves that the first one acted.
       */
      readonly repeatIsSafe: boolean;
    }
  /** `adopt` is `name=value` for the command that adopts it by hand. */
  | { readonly found: 'unproven'; readonly what: string; readonly adopt: string };

/** What somebody names as the outcome of a request that may have acted. */
export interface Claim {
  /**
   * When the request left this machine. Absent if none did: then it was sent by a run whose journal is not here,
   * after the backup was taken.
   */
  readonly sentAt?: Date | undefined;
  /** What is recorded of the restore, with what is claimed: `cluster_id` or `job_id`, where given. */
  readonly recorded: Recorded;
}

/** The state of one job, at one moment. */
export interface Progress {
  /** `missing`: the API knows no such job, so how it ended is not known. */
  readonly state: 'running' | 'done' | 'failed' | 'missing';
  /** The vendor's own status, for example `IN_PROGRESS 40 %`. */
  readonly status: string;
  /** 0 to 100 where the vendor reports it. */
  readonly percent?: number;
  /** Why it failed, in the vendor's words. */
  readonly reason?: string;
}

/** What a drop did: `left` is what could not be proven to be its own. */
export type Dropped = 'dropped' | 'gone' | 'left';

/** How the restored thing differs from the declaration, where it must not. */
export interface Verified {
  readonly problems: readonly string[];
  /** What the API does not report, and was asked for: it fails the wait, and is not a reason to drop anything. */
  readonly unconfirmed?: readonly string[];
  /** What is known only at the end, for the state, for example the connect address. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Why there is nothing to verify yet, in a sentence without the full stop; `isGone`: and never will be. */
export interface NotThere {
  readonly notThere: string;
  readonly isGone?: boolean;
}

/** The current state of what was restored, as the API reports it. */
export interface Inspection {
  /**
   * `unknown`: the API does not show it, and that may be because of the key. What could not be asked is unknown, never
   * fine.
   */
  readonly presence: 'there' | 'gone' | 'unknown';
  /** What it is now, for example `articles-staging, RUNNING`; or why it is not known. */
  readonly text: string;
  /** The name of the cluster now, where this restore created one. */
  readonly name?: string;
  /** The databases that this restore made, by their names, and that are there now. */
  readonly databases?: readonly string[];
  /** How it differs from what is recorded, each in a sentence without the full stop. */
  readonly drift: readonly string[];
  /** What is recorded, and the API does not report. */
  readonly unconfirmed: readonly string[];
  /** Why it is not proven that this restore created it; a drop would leave it. */
  readonly doubts: readonly string[];
  /** Why a drop would leave it although it is the one that is recorded. */
  readonly kept?: readonly string[];
}

/** An inspection that has nothing to compare: what was looked for is gone, or there, or nobody knows. */
export function inspection(presence: Inspection['presence'], text: string): Inspection {
  return { presence, text, drift: [], unconfirmed: [], doubts: [] };
}
