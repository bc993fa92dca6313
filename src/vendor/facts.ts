import type { MarkedText } from '../text/marked';

/** What a description may know besides the declaration. */
export interface ReviewContext {
  /** The construct path and the identity of the restore: what makes a unique name. */
  readonly path: string;
  readonly identity: Readonly<Record<string, string>>;
  readonly removalPolicy: 'destroy' | 'retain';
  /** Present where the previous clone is kept until the next one is verified. */
  readonly replacement?: string | undefined;
  /** The moment of the review; whatever reads it is marked as depending on the date. */
  readonly now: Date;
  /** Whether the value at this path, or one that holds it, is known after apply. */
  isUnknown(path: string): boolean;
  /** The name of a cluster, where a catalog that the app reads has it. */
  nameOf(id: string): string | undefined;
}

/** Something at the vendor that a restore reads or writes. Ids are values, not marked text. */
export interface Place {
  /** What it is, in the vendor's words: `cluster`, `new cluster`. */
  readonly kind: string;
  /** The id of the cluster, where there is one. */
  readonly clusterId?: string;
  readonly name?: string;
  readonly project?: string;
  /** What else a reviewer should know of it, for example the plan. */
  readonly note?: MarkedText;
}

/** The backup, as far as the declaration or a catalog says. Times are ISO 8601. */
export interface BackupFacts {
  /** The id; absent when it is chosen or made at the time of the request. */
  readonly id?: string;
  /** Which one it is, where there is no id: `the latest backup` by default. */
  readonly choice?: MarkedText;
  /** Whether the restore makes it first, so that it is as new as can be. */
  readonly isMadeFirst?: boolean;
  readonly createdAt?: string;
  readonly expiresAt?: string;
  /** Whether it may be gone earlier: `expiresAt` is the last moment at which it can be there. */
  readonly mayExpireEarlier?: boolean;
  readonly note?: MarkedText;
}

/** How the restored data is encrypted at rest. */
export interface EncryptionFacts {
  readonly text: MarkedText;
  /** Whether a customer-managed key encrypts it. */
  readonly customerKey: 'yes' | 'no' | 'unknown';
  /** Compared with the backup. */
  readonly change: 'weaker' | 'same' | 'stronger' | 'unknown';
}

/** The size of what is created. */
export interface SizeFacts {
  readonly text: MarkedText;
  /** In compute units (CU), where the vendor counts in them; absent if the number is known after apply. */
  readonly cu?: number;
  /** The path of the declaration that a policy on the size is about. */
  readonly path: string;
}

/** How managed backups are taken and kept; absent is what the declaration does not set. */
export interface ScheduleFacts {
  readonly enabled?: boolean;
  readonly everyMinutes?: number;
  readonly keptDays?: number;
}

/** One thing in the backup and what it becomes. */
export interface ItemFacts {
  readonly from: string;
  readonly to: string;
  readonly note?: MarkedText;
}

/**
 * What a reviewer must know of one restore: data without a vendor's shape, so that one review serves every
 * vendor. A value that is known after apply stands as `known after apply (expression)`.
 */
export interface ReviewFacts {
  /** `create` makes something new, `add` adds to something that stays, `overwrite` erases what exists. */
  readonly action: 'create' | 'add' | 'overwrite' | 'configure';
  /** What it does in a few words, without the subject: ``creates cluster `a` in project `b` ``. */
  readonly headline: MarkedText;
  /** What is lost when it runs, each in a sentence without the full stop; empty when nothing is. */
  readonly erases: readonly MarkedText[];
  /** Whether the target returns to the time of the backup: what was written since is lost. */
  readonly rewinds?: boolean;
  /** Absent if nothing is restored, as is the backup. */
  readonly source?: Place;
  readonly backup?: BackupFacts;
  readonly target: Place;
  readonly version?: MarkedText;
  readonly encryption?: EncryptionFacts;
  readonly size?: SizeFacts;
  /** Of settings for backups. */
  readonly schedule?: ScheduleFacts;
  /** What is taken from the backup, in a sentence without the full stop, before the single items. */
  readonly contents: MarkedText;
  readonly items: readonly ItemFacts[];
  /** What `terraform destroy` does to what was restored, a sentence without the full stop. */
  readonly onDestroy: MarkedText;
  /** What running it again does, a sentence without the full stop. */
  readonly onRerun: MarkedText;
  /** Whether running it again erases or drops something. */
  readonly rerunErases: boolean;
  /** Whether the cluster that it created before keeps running beside the new one. */
  readonly rerunKeeps?: boolean;
  /** How the vendor can bring back what a re-run drops, a sentence without the full stop; absent if it cannot. */
  readonly recovery?: MarkedText;
}

/** How one condition stands that a restore needs, as the vendor's API reports it now. */
export interface PreflightLine {
  readonly state: 'ok' | 'wrong' | 'unknown';
  /** What was checked: `backup`, `target project`. */
  readonly check: string;
  readonly text: MarkedText;
  /** What to do, without the last full stop; absent if all is well. */
  readonly fix?: string;
}
