/** The plans, in the API's spelling. */
export type CockroachPlan = 'BASIC' | 'STANDARD' | 'ADVANCED';

/** A table and the schema that it is in. */
export interface CockroachTable {
  readonly schema: string;
  readonly name: string;
}

/** A database. */
export interface CockroachDatabase {
  name: string;
  tables: CockroachTable[];
  /** Views, sequences, types and the like: the API never lists them, the engine still finds them. */
  otherObjects?: string[];
  /** The regions of a multi-region database. */
  regions?: string[];
}

/** A SQL user. The password never leaves by the API. */
export interface CockroachSqlUser {
  readonly name: string;
  password: string;
}

/** The managed backups' schedule of a cluster. */
export interface CockroachBackupsConfig {
  enabled: boolean;
  frequency_minutes: number;
  retention_days: number;
}

/** A region of a cluster. */
export interface CockroachRegion {
  readonly name: string;
  readonly sql_dns: string;
  readonly node_count: number;
  readonly primary: boolean;
}

/** A cluster. The fields after `created_at` are the simulator's own and never leave by the API. */
export interface CockroachCluster {
  readonly id: string;
  name: string;
  plan: CockroachPlan;
  cloud_provider: 'GCP' | 'AWS' | 'AZURE';
  cockroach_version: string;
  /** Open: tests may put any text here. */
  state: string;
  operation_status: string;
  upgrade_status: string;
  delete_protection: 'ENABLED' | 'DISABLED';
  config: Record<string, unknown>;
  regions: CockroachRegion[];
  labels: Record<string, string>;
  /** The folder; empty for the root. */
  parent_id: string;
  created_at: string;
  databases: CockroachDatabase[];
  sqlUsers: CockroachSqlUser[];
  /** What GET on its CMEK answers, when it has customer-managed keys. */
  cmek?: Readonly<Record<string, unknown>>;
  backupsConfig: CockroachBackupsConfig;
  /** Whether the one allowed change of the retention has been used. */
  retentionSet: boolean;
}

/** A managed backup. The fields after `as_of_time` never leave by the API. */
export interface CockroachBackup {
  readonly id: string;
  as_of_time: string;
  clusterId: string;
  databases: CockroachDatabase[];
  /** Come back with a cluster restore, with the passwords that they had. */
  sqlUsers: CockroachSqlUser[];
  cockroachVersion: string;
  retentionDays: number;
}

/** What a restore is about. */
export type CockroachRestoreType = 'CLUSTER' | 'DATABASE' | 'TABLE';

/** A database or table to restore, as requests name it. */
export interface CockroachRestoreItem {
  readonly database: string;
  readonly schema?: string;
  readonly table?: string;
}

/** What a successful restore does to its destination. */
export interface CockroachRestoreEffect {
  readonly kind: 'replace' | 'add';
  readonly databases: CockroachDatabase[];
  /** The users that replace those of the destination. */
  readonly sqlUsers?: CockroachSqlUser[];
}

/** A restore. The fields after `restore_opts` are the simulator's own and never leave by the API. */
export interface CockroachRestore {
  readonly id: string;
  readonly backup_id: string;
  status: string;
  readonly created_at: string;
  readonly type: CockroachRestoreType;
  completion_percent: number;
  readonly source_cluster_name: string;
  readonly destination_cluster_name: string;
  readonly backup_end_time: string;
  completed_at?: string;
  crdb_job_id?: string;
  client_error_code?: number;
  client_error_message?: string;
  readonly objects?: readonly CockroachRestoreItem[];
  readonly restore_opts?: Readonly<Record<string, unknown>>;
  readonly destinationId: string;
  readonly effect: CockroachRestoreEffect;
  readonly submittedAt: number;
  readonly runningFrom: number;
  readonly endsAt: number;
  readonly script: CockroachRestoreScript;
  ended: boolean;
}

/** How a restore is going to run. */
export interface CockroachRestoreScript {
  /** The last status, of any spelling, or `never` for a restore without end. Default `SUCCESS`. */
  readonly end?: string;
  /** The status while it runs. Default `PENDING`. */
  readonly via?: string;
  readonly errorCode?: number;
  readonly errorMessage?: string;
  /** Replaces the usual duration, in simulated seconds. */
  readonly seconds?: number;
}

/** Which restores a script is for. Whatever is left out fits every restore. */
export interface CockroachRestoreMatch {
  readonly type?: CockroachRestoreType;
  readonly destinationClusterId?: string;
  /** How many fitting restores get the script. Default 1. */
  readonly times?: number;
}

/** What the CockroachDB part of a simulator starts with. */
export interface CockroachSeed {
  readonly clusters: readonly CockroachCluster[];
  readonly backups: readonly CockroachBackup[];
}

/** The roles that the simulated operations know. */
export type CockroachRole = 'CLUSTER_ADMIN' | 'CLUSTER_OPERATOR_WRITER' | 'CLUSTER_DEVELOPER';

/** A service account's secret and what it may do. */
export interface CockroachKey {
  readonly key: string;
  /** The role on each cluster in its scope; when left out, CLUSTER_ADMIN of the organization. */
  readonly clusters?: Readonly<Record<string, CockroachRole>>;
}
