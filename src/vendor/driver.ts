import type * as z from 'zod/mini';
import type { ApiClient } from '../client/api-client';
import type { Endpoint, Refusal } from '../client/endpoint';
import type { Rule } from '../evaluation/rule';
import type { Recorded } from '../spec/spec';
import type { PreflightLine, ReviewContext, ReviewFacts } from './facts';
import type { Inventory } from './inventory';

/** What a driver may use while it works on one step. */
export interface DriverContext<Declaration> {
  readonly api: ApiClient;
  readonly declaration: Declaration;
  /** The construct path and the identity of the restore: what makes a unique name. */
  readonly path: string;
  readonly identity: Readonly<Record<string, string>>;
  readonly now: () => Date;
  /** One line for the person who watches Terraform. */
  readonly say: (line: string) => void;
  /** Waits, for what the vendor needs some time to do; the constant poll interval of tests replaces it. */
  readonly pause: (seconds: number) => Promise<void>;
}

/** One request of a restore that must not be sent twice. */
export interface RestoreRequest {
  /** Tells it from the other requests of the same restore, for example the mapping. */
  readonly name: string;
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /**
   * The same request in another documented form, tried once when the API answers that this form is wrong
   * in a way that proves that nothing was created.
   */
  readonly otherwise?: (refusal: Refusal) => Readonly<Record<string, unknown>> | undefined;
}

/** What is known before the first request is sent; written to the journal with the intent. */
export interface Prepared {
  readonly requests: readonly RestoreRequest[];
  /** Facts for a later reconciliation and for the state, for example the backup chosen for `latest`. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What came back for one request. Only `password` is secret. */
export interface Submitted {
  readonly jobId: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly password?: string;
}

/** What a search for a request of unknown outcome found. */
export type Reconciliation =
  | { readonly found: 'ours'; readonly submitted: Submitted }
  | { readonly found: 'nothing'; readonly searched: string }
  /** `adopt` is `name=value` for the command that adopts it by hand. */
  | { readonly found: 'unproven'; readonly what: string; readonly adopt: string };

/** The state of one job, at one moment. */
export interface Progress {
  readonly state: 'running' | 'done' | 'failed';
  /** The vendor's own status, for example `IN_PROGRESS 40 %`. */
  readonly status: string;
  /** 0 to 100 where the vendor tells. */
  readonly percent?: number;
  /** Why it failed, in the vendor's words. */
  readonly reason?: string;
}

/** How the restored thing differs from the declaration, where it must not. */
export interface Verified {
  readonly problems: readonly string[];
  /** What is known only at the end, for the state, for example the connect address. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What a preflight may use: reads, and a declaration that may lack values. */
export interface PreflightContext<Declaration>
  extends Pick<DriverContext<Declaration>, 'path' | 'identity' | 'now'> {
  /** Whatever would write is refused. */
  readonly api: ApiClient;
  readonly declaration: Partial<Declaration>;
  isUnknown(path: string): boolean;
}

/** What the review asks of an operation or a setting, besides its rules. */
export interface Reviewable<Declaration> {
  /** The roles one of which the caller must have, where they are others than those of the driver. */
  readonly roles?: string;
  /**
   * What a reviewer must know, from the declaration alone. Values that only Terraform knows stand in the
   * declaration as the text `known after apply (…)`, whatever their type; others may be wrong, and the
   * findings say so.
   */
  describe?(declaration: Declaration, context: ReviewContext): ReviewFacts;
  /**
   * Asks the API, without a write, whether what is needed is there. Values that only Terraform knows are
   * absent from the declaration. A refusal that tells what is wrong is a line, not an error.
   */
  preflight?(context: PreflightContext<Declaration>): Promise<readonly PreflightLine[]>;
}

/** One kind of restore of one vendor. */
export interface Operation<Declaration = unknown> extends Reviewable<Declaration> {
  readonly name: string;
  readonly schema: z.ZodMiniType<Declaration>;
  readonly rules: readonly Rule<Partial<Declaration>>[];
  /** The rule id under which problems of shape are reported. */
  readonly shapeRuleId: string;
  /** The call that starts it, for people: `POST /v2/clusters/{id}/…`. */
  readonly summary: string;
  /**
   * What is read and what is written to, by trigger keys. With it a journal tells one restore from another,
   * whatever makes Terraform run it again: an interrupted one is never continued onto another target.
   */
  target(declaration: Declaration): Readonly<Record<string, string>>;
  /**
   * Reads what the API knows, refuses what cannot work, and composes the requests. Sends no write. `facts`
   * holds what an earlier run of the same restore prepared: a backup once chosen stays chosen.
   */
  prepare(
    context: DriverContext<Declaration>,
    facts: Readonly<Record<string, string>>,
  ): Promise<Prepared>;
  /**
   * Last checks before a request that was never sent, for example that the name is free or the destination
   * empty; and what must be cleared away first. `resumed`: an earlier run was stopped while it cleared, so what
   * `prepare` looked at then must be looked at again. Not called for a request that is adopted. `clearing` is
   * called before the first thing is cleared away: from then on what was prepared stays prepared, whatever
   * happens, because the world that it was chosen from is no more.
   */
  beforeSending?(
    context: DriverContext<Declaration>,
    request: RestoreRequest,
    facts: Readonly<Record<string, string>>,
    clearing: () => void,
    resumed: boolean,
  ): Promise<void>;
  /** Reads the answer of one request. */
  accept(request: RestoreRequest, body: unknown): Submitted;
  /** Looks for a request whose answer was lost. */
  reconcile(
    context: DriverContext<Declaration>,
    request: RestoreRequest,
    intent: { readonly at: Date; readonly facts: Readonly<Record<string, string>> },
  ): Promise<Reconciliation>;
  /** Asks once how one job stands. */
  poll(context: DriverContext<Declaration>, jobId: string, recorded: Recorded): Promise<Progress>;
  /** After the last job: is the result there, and is it what was declared? `undefined`: not there yet. */
  verify(context: DriverContext<Declaration>, recorded: Recorded): Promise<Verified | undefined>;
  /** Whether a failed job's request may be sent again by a later wait; not for what cannot be repeated. */
  readonly repeatsFailedJobs: boolean;
  /** Removes what this restore created; nothing to do when it is gone. Absent: nothing is created. */
  drop?(
    context: Omit<DriverContext<Declaration>, 'declaration'>,
    recorded: Recorded,
  ): Promise<void>;
}

/** Settings that are made so, not restored: read first, and written only where they differ. */
export interface Setting<Declaration = unknown> extends Reviewable<Declaration> {
  readonly name: string;
  readonly schema: z.ZodMiniType<Declaration>;
  readonly rules: readonly Rule<Partial<Declaration>>[];
  /** The rule id under which problems of shape are reported. */
  readonly shapeRuleId: string;
  /** The call that writes them, for people. */
  readonly summary: string;
  /** Makes them as declared; says what it changed. To repeat it does no harm. */
  apply(
    context: Pick<DriverContext<Declaration>, 'api' | 'declaration' | 'say' | 'pause'>,
  ): Promise<void>;
}

/** One vendor's API, as the runner drives it. */
export interface Driver extends Endpoint {
  readonly vendor: string;
  /** The form of the vendor's cluster ids, by which a command line tells vendors apart. */
  readonly clusterIdForm: RegExp;
  readonly inventory: Inventory;
  readonly operations: Readonly<Record<string, Operation>>;
  /** By their names, which no operation has. */
  readonly settings?: Readonly<Record<string, Setting>>;
}
