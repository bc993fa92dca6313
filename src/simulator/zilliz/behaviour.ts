import type { ZillizPlan } from './model';

/**
 * How the Zilliz part answers where its public documents disagree or are silent. Every choice that
 * is marked "unconfirmed" is a guess that no public document supports.
 */
export interface ZillizBehaviour {
  /** The field of restoreCluster that names the target project; the documents use both. */
  projectField: 'targetProjectId' | 'projectId' | 'either';
  /** The code for a name that exists; the error list and a recorded answer differ. */
  duplicateNameCode: 96017 | 40013;
  /** The HTTP status of failures: 200 as recorded, or the fitting 4xx (unconfirmed). */
  failureStatus: 'http-200' | 'http-4xx';
  /** The HTTP status when a role or scope is missing; 403 is unconfirmed. */
  permissionStatus: 200 | 403;
  /** The method of drop; the reference has DELETE, one guide's command has POST. */
  dropMethod: 'DELETE' | 'POST' | 'either';
  /** What describing a dropped cluster answers. Unconfirmed. */
  afterDrop: 'not-found' | 'deleted-status';
  /** Whether a dropped cluster's name can be used again. Unconfirmed. */
  droppedName: 'reusable' | 'taken';
  /** What happens to a KMS key sent with restoreCluster. Unconfirmed: no public field exists. */
  cmek: 'honoured' | 'ignored' | 'refused';
  /** The field of that key. Unconfirmed. */
  cmekField: string;
  /** What happens to the RBAC flag of restoreCluster. Unconfirmed: no public field exists. */
  rbac: 'honoured' | 'ignored' | 'refused-unknown-field';
  /** The field of that flag. Unconfirmed. */
  rbacField: string;
  /** What a restore onto an existing collection does. Unconfirmed. */
  existingCollection: 'fail-job' | 'refuse';
  /** What a restore into a database that does not exist does. Unconfirmed. */
  missingDatabase: 'created' | 'fail-job' | 'refuse';
  /** How many collections a call of restoreCollection may name; the documents disagree. */
  collectionsPerCall: 'one' | 'many';
  /** Whether the target of restoreCollection needs the source's region and CU type; console only. */
  collectionTarget: 'same-region-and-cu-type' | 'any';
  /** What a cluster becomes when its restore ends badly. Unconfirmed. */
  failedCluster: 'ABNORMAL' | 'DELETED';
  /** The order of listed backups. Unconfirmed. */
  backupOrder: 'newest-first' | 'oldest-first';
  /** The largest cuSize of each plan; the documents disagree on two of the three. */
  maxCuSize: Record<ZillizPlan, number>;
  /** The Milvus release that new clusters get. */
  latestMilvusVersion: string;
  /** Simulated seconds that a job stands still first. */
  pendingSeconds: number;
  /** Simulated seconds from the request until a cluster leaves CREATING. Order unconfirmed. */
  creatingSeconds: number;
  /** Simulated seconds from the request until a restored cluster's job has ended. */
  restoreClusterSeconds: number;
  /** Simulated seconds from the request until a collection's job has ended. */
  restoreCollectionSeconds: number;
  /** Simulated seconds from a successful job until its cluster is RUNNING. Unconfirmed. */
  runningLagSeconds: number;
}

/** The behaviour when nothing else is asked for. */
export const DEFAULT_ZILLIZ_BEHAVIOUR: Readonly<ZillizBehaviour> = {
  projectField: 'either',
  duplicateNameCode: 96017,
  failureStatus: 'http-200',
  permissionStatus: 200,
  dropMethod: 'DELETE',
  afterDrop: 'not-found',
  droppedName: 'reusable',
  cmek: 'honoured',
  cmekField: 'keyIdentifier',
  rbac: 'honoured',
  rbacField: 'includeRbac',
  existingCollection: 'fail-job',
  missingDatabase: 'created',
  collectionsPerCall: 'one',
  collectionTarget: 'same-region-and-cu-type',
  failedCluster: 'ABNORMAL',
  backupOrder: 'newest-first',
  maxCuSize: { Standard: 32, Enterprise: 1024, BusinessCritical: 1024 },
  latestMilvusVersion: '2.6',
  pendingSeconds: 45,
  creatingSeconds: 90,
  restoreClusterSeconds: 300,
  restoreCollectionSeconds: 150,
  runningLagSeconds: 0,
};
