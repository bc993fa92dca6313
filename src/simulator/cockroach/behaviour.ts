import type { CockroachPlan } from './model';

/**
 * How the CockroachDB part answers where its public documents disagree or are silent. Every choice
 * that is marked "unconfirmed" is a guess that no public document supports.
 */
export interface CockroachBehaviour {
  /** How a cluster restore into a used destination ends; the documents allow each reading. */
  nonEmptyDestination: 'refuse' | 'fail-restore' | 'overwrite';
  /** How a database or table that exists already is answered. Unconfirmed. */
  existingObject: 'refuse' | 'fail-restore';
  /** What an `into_db` that does not exist does; SQL needs it, the console creates it. */
  missingIntoDb: 'created' | 'refuse' | 'fail-restore';
  /** How a version that cannot take the backup is answered. Unconfirmed. */
  versionMismatch: 'refuse' | 'fail-restore';
  /** How a missing role on the source is answered; the documents only say that it fails. */
  missingSourceRole: 'refuse' | 'fail-restore';
  /** How regions that cannot take a multi-region database are answered. Unconfirmed. */
  localitiesMismatch: 'refuse' | 'fail-restore';
  /** Whether a restore into another cluster needs `source_cluster_id` beside `backup_id`. Unconfirmed. */
  crossClusterSource: 'optional' | 'required';
  /** The body of PATCH on a cluster: the specification's, or the guide's with `spec` around it. */
  clusterPatchBody: 'plain' | 'spec';
  /** The plans that may restore into another cluster; the documents disagree on BASIC. */
  crossCluster: Record<CockroachPlan, boolean>;
  /** A second restore while one runs on the same destination. Unconfirmed. */
  concurrentRestores: 'refused' | 'allowed';
  /** Whether POST answers with names and `backup_end_time`; both have been seen. */
  optionalFieldsOnPost: 'present' | 'absent';
  /** `completion_percent` of a running restore: 1 as in the samples, or 0 to 1 as specified. */
  completionPercent: 'one' | 'fraction';
  /** Whether a failed restore says why; the fields may be missing. */
  failureDetails: 'present' | 'absent';
  /** Whether a cluster restore locks its destination. Unconfirmed. */
  lockDuringRestore: boolean;
  /** The HTTP status for a locked cluster; both have been seen elsewhere in the API. */
  lockedStatus: 400 | 503;
  /** The order of lists without `pagination.sort_order`; specification and samples differ. */
  defaultSortOrder: 'ASC' | 'DESC';
  /** The entries of a page without `pagination.limit`. */
  defaultPageLimit: number;
  /** Whether `postgres` is among the listed databases. Unconfirmed. */
  listsPostgres: boolean;
  /** How an empty database's `table_count` is written. Unconfirmed. */
  zeroTableCount: 'zero' | 'absent';
  /** Whether a database with tables can be deleted. Unconfirmed. */
  deleteUsedDatabase: 'cascades' | 'refused';
  /** Whether `defaultdb` can be deleted. Unconfirmed. */
  deleteDefaultDatabase: 'allowed' | 'refused';
  /** The method of backups-config; the specification has PATCH, the guide's prose has PUT. */
  configMethod: 'PATCH' | 'PUT' | 'either';
  /** What an update of backups-config answers; specification and guide differ. */
  configReply: 'configuration' | 'empty';
  /** Sending the retention that is already set, once the change is used up. Unconfirmed. */
  sameRetention: 'accepted' | 'refused';
  /** Whether a cluster with delete protection refuses. Its HTTP status is unconfirmed. */
  deleteProtection: 'enforced' | 'ignored';
  /** Simulated seconds until a restore has its own job. */
  pendingSeconds: number;
  /** Simulated seconds from the request until a restore has ended. */
  restoreSeconds: number;
  /** Simulated seconds from SUCCESS until `completed_at` is set. */
  completedAtLagSeconds: number;
  /** How many requests of each key are answered in any real second, 10 as documented; 0 answers all. */
  requestsPerSecond: number;
}

/** The behaviour when nothing else is asked for. */
export const DEFAULT_COCKROACH_BEHAVIOUR: Readonly<CockroachBehaviour> = {
  nonEmptyDestination: 'fail-restore',
  existingObject: 'fail-restore',
  missingIntoDb: 'fail-restore',
  versionMismatch: 'fail-restore',
  localitiesMismatch: 'fail-restore',
  crossClusterSource: 'optional',
  clusterPatchBody: 'plain',
  missingSourceRole: 'refuse',
  crossCluster: { BASIC: true, STANDARD: true, ADVANCED: true },
  concurrentRestores: 'refused',
  optionalFieldsOnPost: 'absent',
  completionPercent: 'one',
  failureDetails: 'present',
  lockDuringRestore: true,
  lockedStatus: 503,
  defaultSortOrder: 'ASC',
  defaultPageLimit: 500,
  listsPostgres: false,
  zeroTableCount: 'zero',
  deleteUsedDatabase: 'cascades',
  deleteDefaultDatabase: 'allowed',
  configMethod: 'PATCH',
  configReply: 'configuration',
  sameRetention: 'accepted',
  deleteProtection: 'enforced',
  pendingSeconds: 45,
  restoreSeconds: 300,
  completedAtLagSeconds: 30,
  requestsPerSecond: 0,
};
