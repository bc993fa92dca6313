import type { ZillizCluster, ZillizPlan } from './model';

/** What a restored cluster may have instead of what was asked for. */
export type ZillizRestoredAs = Partial<
  Pick<ZillizCluster, 'projectId' | 'clusterName' | 'regionId' | 'cuSize' | 'plan' | 'cuType'>
>;

/**
 * How the Zilliz part answers where its public documents disagree or are silent. Every choice that
 * is marked "unconfirmed" is a guess that no public document supports.
 */
export interface ZillizBehaviour {
  /**
   * The field of restoreCluster that names the target project; the documents use both. With `ignored`
   * the cluster is created in the first project, whatever was sent.
   */
  projectField: 'targetProjectId' | 'projectId' | 'either' | 'ignored';
  /** How a request without the expected project field is refused. Unconfirmed. */
  projectRefusal: 96005 | 96012 | 96013 | 96027 | 'http-400-missing' | 'http-400-unknown';
  /** Replaces what was asked for in clusters that are restored; nothing by default. */
  restoredAs: ZillizRestoredAs;
  /** What `count` of a list means; the reference's words allow both. */
  listCount: 'total' | 'page';
  /** Whose time `createTime` of a listed backup is; the reference says the cluster's. */
  listedCreateTime: 'backup' | 'cluster';
  /** The code for a cluster of another organization than the key's. */
  foreignCluster: 96018 | 96014;
  /** Whether PATCH of a cluster needs the header `OrgId` of the organization. */
  orgIdHeader: 'required' | 'ignored';
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
  /** Whether dropped clusters are listed, with the status DELETED. Unconfirmed. */
  droppedInLists: 'left-out' | 'listed';
  /** Whether a dropped cluster's name can be used again. Unconfirmed. */
  droppedName: 'reusable' | 'taken';
  /** What happens to a KMS key sent with restoreCluster. Unconfirmed: no public field exists. */
  cmek: 'honoured' | 'ignored' | 'refused';
  /** The field of that key. Unconfirmed. */
  cmekField: string;
  /** Whether describing an encrypted cluster answers its key. Unconfirmed. */
  describedKey: 'shown' | 'absent';
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
  /** What a group without `collections` restores: its database, or as the reference says, all. */
  collectionsLeftOut: 'database' | 'backup';
  /** The name of the default database in backups; each example has it empty. */
  defaultDatabase: 'default' | '';
  /** How moving collections of an encrypted cluster to another database ends. Unconfirmed. */
  encryptedMove: 'refuse' | 'fail-job';
  /** Whether the target of restoreCollection needs the source's region and CU type; console only. */
  collectionTarget: 'same-region-and-cu-type' | 'any';
  /** What a cluster becomes when its restore ends badly. Unconfirmed. */
  failedCluster: 'ABNORMAL' | 'DELETED';
  /** Whether the data plane of a cluster answers, at an address of the simulator; otherwise its host does not exist. */
  dataPlane: 'elsewhere' | 'answers';
  /** The order of listed backups. Unconfirmed. */
  backupOrder: 'newest-first' | 'oldest-first';
  /** The largest cuSize of each plan; the reference still has 1,024 for two of the three. */
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
  /** Simulated seconds from the request until a backup's job has ended. */
  createBackupSeconds: number;
  /** Simulated seconds that a suspension, a resumption or a modification takes. */
  modifySeconds: number;
  /** Simulated seconds from a successful job until its cluster is RUNNING. Unconfirmed. */
  runningLagSeconds: number;
  /** How many requests of each operation by each key are answered in any real second, 20 as documented; 0 answers all. */
  requestsPerSecond: number;
}

/** The behaviour when nothing else is asked for. */
export const DEFAULT_ZILLIZ_BEHAVIOUR: Readonly<ZillizBehaviour> = {
  projectField: 'either',
  projectRefusal: 96005,
  restoredAs: {},
  listCount: 'total',
  listedCreateTime: 'backup',
  foreignCluster: 96018,
  orgIdHeader: 'required',
  duplicateNameCode: 96017,
  failureStatus: 'http-200',
  permissionStatus: 200,
  dropMethod: 'DELETE',
  afterDrop: 'not-found',
  droppedInLists: 'left-out',
  droppedName: 'reusable',
  cmek: 'honoured',
  cmekField: 'keyIdentifier',
  describedKey: 'shown',
  rbac: 'honoured',
  rbacField: 'includeRbac',
  existingCollection: 'fail-job',
  missingDatabase: 'created',
  collectionsPerCall: 'one',
  collectionsLeftOut: 'database',
  defaultDatabase: 'default',
  encryptedMove: 'refuse',
  collectionTarget: 'same-region-and-cu-type',
  failedCluster: 'ABNORMAL',
  dataPlane: 'elsewhere',
  backupOrder: 'newest-first',
  maxCuSize: { Standard: 32, Enterprise: 2048, BusinessCritical: 2048 },
  latestMilvusVersion: '2.6',
  pendingSeconds: 45,
  creatingSeconds: 90,
  restoreClusterSeconds: 300,
  restoreCollectionSeconds: 150,
  createBackupSeconds: 120,
  modifySeconds: 60,
  runningLagSeconds: 0,
  requestsPerSecond: 0,
};
