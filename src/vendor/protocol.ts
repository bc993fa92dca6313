import type { ApiClient } from '../client/api-client';
import type { Endpoint } from '../client/endpoint';
import type { Recorded } from '../spec/spec';
import type { PreflightLine } from './facts';
import type { Inventory } from './inventory';
import type {
  Claim,
  Cleared,
  Dropped,
  Inspection,
  NotThere,
  Prepared,
  Progress,
  Reconciliation,
  Submitted,
  Verified,
} from './outcomes';
import type { VendorRequest } from './request';

/** What a protocol may use while it works on one step. */
export interface ProtocolContext<Declaration> {
  readonly api: ApiClient;
  readonly declaration: Declaration;
  /** The construct path and the identity of the restore: what makes a unique name. */
  readonly path: string;
  readonly identity: Readonly<Record<string, string>>;
  /** Where Terraform keeps its state: two states of one app differ in it. */
  readonly state: string;
  /** The clusters that restores of the app read from, as far as synth knows them: no drop may touch one. */
  readonly sources: readonly string[];
  readonly now: () => Date;
  /** One line for the person who watches Terraform. */
  readonly say: (line: string) => void;
  /** Whether a finding of this rule is acknowledged. */
  readonly isAcknowledged: (ruleId: string) => boolean;
  /** Whether somebody asked for what an earlier restore has done already, by its id, to be done again. */
  readonly isRepeatWanted: (restoreId: string) => boolean;
  /** Waits, for what the vendor needs some time to do; the constant poll interval of tests replaces it. */
  readonly pause: (seconds: number) => Promise<void>;
}

/** What following a restore may use. A group knows no declarations: what is recorded must be enough. */
export interface FollowContext<Declaration> extends Pick<ProtocolContext<Declaration>, 'api'> {
  readonly declaration?: Declaration;
}

/** What a preflight may use: reads, and a declaration that may lack values. */
export interface PreflightContext<Declaration>
  extends Pick<ProtocolContext<Declaration>, 'path' | 'identity' | 'now'> {
  /** Whatever would write is refused. */
  readonly api: ApiClient;
  readonly declaration: Partial<Declaration>;
  isUnknown(path: string): boolean;
}

/** Asks the API, without a write, whether the conditions of a declaration hold. */
export interface Preflight<Declaration> {
  /** Values that are known after apply are absent from the declaration. A refusal is a line, not an error. */
  preflight?(context: PreflightContext<Declaration>): Promise<readonly PreflightLine[]>;
}

/** What a setting may use. */
export type SettingContext<Declaration> = Pick<
  ProtocolContext<Declaration>,
  'api' | 'declaration' | 'say' | 'pause'
>;

/** How settings are read and written over the wire. */
export interface SettingProtocol<Declaration = unknown> extends Preflight<Declaration> {
  /** Of a password: throws where it cannot be set, before there is one. Reads only. */
  prepare?(context: SettingContext<Declaration>): Promise<void>;
  /** Makes them as declared; says what it changed. Repeating it does no harm. `password`: the one to set. */
  apply(context: SettingContext<Declaration>, password?: string): Promise<void>;
}

/** What a drill asks of a restore besides. */
export interface DrillProtocol<Declaration> {
  /** The target, as people find it in the vendor's console: its id, or what it is in. */
  target(recorded: Recorded): string;
  /** Whether the target holds what was backed up; what was found, without a full stop. Reads only. */
  contents(
    context: ProtocolContext<Declaration>,
    recorded: Recorded,
  ): Promise<{ readonly passed: boolean; readonly text: string }>;
}

/** How the backups are made that a restore asks for before anything else. */
export interface BackupsFirst<Declaration> {
  /** The requests of the definition that make them, in order; none where the declaration asks for none. */
  requests(context: ProtocolContext<Declaration>): readonly VendorRequest[];
  /**
   * Refuses what could not be restored even with a backup, so that none is made in vain, and notes what a later
   * reconciliation is judged by. Sends no write.
   */
  lookBefore(
    context: ProtocolContext<Declaration>,
    request: VendorRequest,
  ): Promise<Readonly<Record<string, string>>>;
  accept: OperationProtocol<Declaration>['accept'];
  reconcile: OperationProtocol<Declaration>['reconcile'];
  /** Asks once how a backup stands; `missing` and `failed`: there is none, and another one may be made. */
  poll(
    context: ProtocolContext<Declaration>,
    request: VendorRequest,
    jobId: string,
    facts: Readonly<Record<string, string>>,
  ): Promise<Progress>;
  /** What `prepare` gets of an existing backup, by the facts of its request. */
  madeFacts(
    request: VendorRequest,
    facts: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>>;
  /** What the person who watches reads of it: which one it is, and what becomes of it. */
  madeText(request: VendorRequest, facts: Readonly<Record<string, string>>): string;
}

/** How one kind of restore is done over the wire. */
export interface OperationProtocol<Declaration = unknown> extends Preflight<Declaration> {
  /** The backups that are made first. Absent: none ever is. */
  readonly backupsFirst?: BackupsFirst<Declaration>;
  /**
   * Reads what the API knows, refuses what cannot work, and chooses what the requests are made of. Sends no
   * write. `facts` holds what an earlier run of the same restore prepared: a backup once chosen stays chosen.
   */
  prepare(
    context: ProtocolContext<Declaration>,
    facts: Readonly<Record<string, string>>,
  ): Promise<Prepared>;
  /**
   * Last checks before a request that was never sent, for example that the name is free or the destination
   * empty; and what must be cleared away first. `resumed`: an earlier run was stopped while it cleared, so what
   * `prepare` inspected then must be inspected again. Not called for a request that is adopted. `clearing` is
   * called before the first thing is cleared away: from then on what was prepared stays prepared, whatever
   * happens, because what it was chosen from has changed. It is called again after each, with all that is gone so far.
   */
  beforeSending?(
    context: ProtocolContext<Declaration>,
    request: VendorRequest,
    facts: Readonly<Record<string, string>>,
    clearing: (done?: Cleared) => void,
    resumed: boolean,
  ): Promise<Cleared | undefined>;
  /**
   * Reads the response of one request; `facts` were recorded before it, so that it cannot name what was there then.
   * `sources`: as in the context.
   */
  accept(
    request: VendorRequest,
    body: unknown,
    facts?: Readonly<Record<string, string>>,
    sources?: readonly string[],
  ): Submitted;
  /** Looks for a request whose response was lost. */
  reconcile(
    context: ProtocolContext<Declaration>,
    request: VendorRequest,
    intent: { readonly at: Date; readonly facts: Readonly<Record<string, string>> },
  ): Promise<Reconciliation>;
  /** Asks once how one job stands. */
  poll(context: FollowContext<Declaration>, jobId: string, recorded: Recorded): Promise<Progress>;
  /**
   * After the last job, why there is nothing to verify yet; `undefined` where there is. Reads only. Absent: the jobs show
   * all of it.
   */
  awaited?(context: FollowContext<Declaration>, recorded: Recorded): Promise<NotThere | undefined>;
  /** After the last job: is the result there, and is it what was declared? */
  verify(context: ProtocolContext<Declaration>, recorded: Recorded): Promise<Verified | NotThere>;
  /** Whether a failed job's request may be sent again by a later wait; not for what cannot be repeated. */
  readonly repeatsFailedJobs: boolean;
  /**
   * Throws where what is restored from next is not there, or not allowed, so that nothing is dropped for it. `next`
   * has the trigger keys that the definition names. Absent: nothing is dropped.
   */
  requireNext?(
    context: Pick<ProtocolContext<unknown>, 'api'>,
    next: Readonly<Record<string, string>>,
  ): Promise<void>;
  /**
   * Removes what this restore created, where everything recorded proves that it did; otherwise it stays, and a line
   * says why. `next` is what is declared now, as far as synth knows it. Absent: nothing is created.
   */
  drop?(
    context: Omit<ProtocolContext<Declaration>, 'declaration'>,
    recorded: Recorded,
    next?: Readonly<Record<string, string>>,
  ): Promise<Dropped>;
  /** How a drill checks what was restored. Absent: it cannot be one. */
  readonly drill?: DrillProtocol<Declaration>;
  /**
   * Why what somebody names as the outcome of a request may not be that, each a sentence without the full stop; none
   * means that it is proven. Reads only.
   */
  doubtsOfClaim(
    context: Pick<ProtocolContext<unknown>, 'api'>,
    claim: Claim,
  ): Promise<readonly string[]>;
  /**
   * What is recorded of something that somebody names and that was not requested from here, in place of what `prepare`
   * recorded of its own request, which did not make it: a drop must not take it for that. Absent: nothing else.
   *
   * @param identity what the journal identifies the restore by
   */
  factsOfNamed?(recorded: Recorded, identity: Recorded): Recorded;
  /**
   * Compares what exists now with what is recorded. Reads only. Absent: there is nothing to compare.
   */
  inspect?(
    context: Pick<ProtocolContext<unknown>, 'api' | 'sources'>,
    recorded: Recorded,
  ): Promise<Inspection>;
  /**
   * The one-time password in the text of a response, whatever else is missing or wrong: it is kept before the response is
   * judged. Absent: there is none.
   */
  passwordIn?(response: string): string | undefined;
}

/** One vendor's wire. */
export interface VendorProtocol extends Pick<Endpoint, 'readResponse' | 'requestIdHeader'> {
  readonly inventory: Inventory;
  /** By the names of the operations of the definition. */
  readonly operations: Readonly<Record<string, OperationProtocol>>;
  readonly settings?: Readonly<Record<string, SettingProtocol>>;
}
