/** The plans of a project, in the API's spelling. */
export type ZillizPlan = 'Standard' | 'Enterprise' | 'BusinessCritical';

/** A project: where clusters live, and what plan and regions they may have. */
export interface ZillizProject {
  readonly projectId: string;
  projectName: string;
  description: string;
  regionIds: string[];
  plan: ZillizPlan;
  orgType: 'SAAS' | 'BYOC';
  createTime: string;
  /** The KMS keys registered in the project; when left out, any key's ARN is accepted. */
  kmsKeys?: string[];
}

/** A collection in a cluster or a backup. */
export interface ZillizCollection {
  collectionName: string;
  description: string;
  status: 'LOADED' | 'UNLOADED';
}

/** A database and its collections. */
export interface ZillizDatabase {
  dbName: string;
  collections: ZillizCollection[];
}

/** A cluster. The fields after `keyIdentifier` are the simulator's own and never leave by the API. */
export interface ZillizCluster {
  readonly clusterId: string;
  clusterName: string;
  projectId: string;
  description: string;
  regionId: string;
  cuType: string;
  plan: string;
  /** Open: tests may put any text here. */
  status: string;
  connectAddress: string;
  privateLinkAddress: string;
  replica: number;
  cuSize: number;
  storageSize: number;
  snapshotNumber: number;
  createProgress: number;
  createTime: string;
  deploymentOption: 'Free' | 'Serverless' | 'Dedicated';
  keyIdentifier?: string;
  databases: ZillizDatabase[];
  milvusVersion: string;
  includesRbac: boolean;
  /** The one-time password of `db_admin`, for searching outputs for it. */
  password?: string;
  restoredFrom?: { readonly clusterId: string; readonly backupId: string };
  backupPolicy?: ZillizBackupPolicy;
  /** What an operation that is still running turns the cluster into, and when. */
  transition?: ZillizTransition;
}

/** The end of a suspension, a resumption or a modification. */
export interface ZillizTransition {
  readonly at: number;
  readonly status: string;
  readonly cuSize?: number;
  readonly replica?: number;
}

/** The schedule of a cluster's automatic backups, in the API's own fields. */
export interface ZillizBackupPolicy {
  readonly enabled: boolean;
  /** Days of the week, 1 for Monday, as a list with commas. */
  readonly frequency: string | null;
  /** A window of two hours in UTC. */
  readonly startTime: string | null;
  readonly retentionDays: number;
  readonly crossRegionCopies: readonly {
    readonly regionId: string;
    readonly retentionDays: number;
  }[];
}

/** A backup of a cluster, or of some of its collections. */
export interface ZillizBackup {
  readonly backupId: string;
  backupName: string;
  projectId: string;
  clusterId: string;
  clusterName: string;
  regionId: string;
  cuType: string;
  backupType: 'CLUSTER' | 'COLLECTION';
  creationMethod: 'MANUAL' | 'AUTO';
  /** In bytes. */
  size: number;
  createTime: string;
  /** Empty for a backup that is kept for good (unconfirmed). */
  expireTime: string;
  status: 'CREATING' | 'AVAILABLE' | 'DELETED';
  databases: ZillizDatabase[];
  /** The Milvus version of the backed-up cluster; decides about `ORIGINAL`. */
  milvusVersion: string;
  /** Replaces what age and version would allow. */
  restoreNewInstancePolicies?: string[];
}

/** What a successful job leaves behind. */
export type ZillizJobEffect =
  | { readonly kind: 'cluster'; readonly clusterId: string; readonly creatingUntil: number }
  | { readonly kind: 'collections'; readonly clusterId: string; readonly added: ZillizDatabase[] }
  | {
      readonly kind: 'backup';
      readonly clusterId: string;
      readonly backupId: string;
      /** The copies in other regions, which appear when the backup is done. */
      readonly copies: readonly { readonly backupId: string; readonly regionId: string }[];
    };

/** The operations that start a job. */
export type ZillizJobOperation = 'restoreCluster' | 'restoreCollection' | 'createBackup';

/** A job. The fields after `reason` are the simulator's own and never leave by the API. */
export interface ZillizJob {
  readonly jobId: string;
  readonly type: string;
  status: string;
  /** A whole percentage, as text. */
  progress: string;
  startTime: string;
  /** Empty until the job has ended (unconfirmed). */
  endTime: string;
  reason: string;
  readonly operation: string;
  readonly effect: ZillizJobEffect;
  readonly submittedAt: number;
  readonly pendingUntil: number;
  readonly endsAt: number;
  readonly script: ZillizJobScript;
  done: boolean;
}

/** How a job is going to run. */
export interface ZillizJobScript {
  /** The last status, of any spelling, or `never` for a job without end. Default `SUCCESSFUL`. */
  readonly end?: string;
  /** The status while it runs. Default `IN_PROGRESS`. */
  readonly via?: string;
  /** The failure's message. */
  readonly reason?: string;
  /** Replaces the usual duration, in simulated seconds. */
  readonly seconds?: number;
}

/** Which jobs a script is for. Whatever is left out fits every job. */
export interface ZillizJobMatch {
  readonly operation?: ZillizJobOperation;
  /** The collection as the backup names it. */
  readonly collectionName?: string;
  /** How many fitting jobs get the script. Default 1. */
  readonly times?: number;
}

/** What the Zilliz part of a simulator starts with. */
export interface ZillizSeed {
  readonly projects: readonly ZillizProject[];
  readonly clusters: readonly ZillizCluster[];
  readonly backups: readonly ZillizBackup[];
}

/** An API key and what it may do. */
export interface ZillizKey {
  readonly key: string;
  /** The role in each project in its scope; when left out, owner of the organization. */
  readonly projects?: Readonly<Record<string, 'admin' | 'read-only'>>;
  /** Whether the key belongs to another organization, which has nothing. Default false. */
  readonly ofAnotherOrganization?: boolean;
}
