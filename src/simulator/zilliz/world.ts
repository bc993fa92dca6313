import { addSeconds, type Clock, isoSeconds } from '../clock';
import { ScriptBook } from '../script-book';
import { Serials } from '../serial';
import { applyChanges } from '../settings';
import { DEFAULT_ZILLIZ_BEHAVIOUR, type ZillizBehaviour } from './behaviour';
import { connectAddress } from './connect-address';
import type {
  ZillizBackup,
  ZillizCluster,
  ZillizJob,
  ZillizJobEffect,
  ZillizJobMatch,
  ZillizJobOperation,
  ZillizJobScript,
  ZillizKey,
  ZillizProject,
  ZillizSeed,
} from './model';
import { ZillizRefusal } from './refusal';
import { settleJob, settleTransition } from './settle';

/** What exists in the simulated Zilliz Cloud, brought up to the clock whenever it is looked at. */
export class ZillizWorld {
  public readonly serials = new Serials();
  public behaviour: ZillizBehaviour;
  private heldProjects: ZillizProject[] = [];
  private heldClusters: ZillizCluster[] = [];
  private heldBackups: ZillizBackup[] = [];
  private heldJobs: ZillizJob[] = [];
  private readonly scripts = new ScriptBook<ZillizJobScript, ZillizJobMatch>();

  public constructor(
    public readonly clock: Clock,
    private readonly seed: ZillizSeed,
    private readonly overrides: Partial<ZillizBehaviour>,
    protected readonly keys: readonly ZillizKey[],
  ) {
    this.behaviour = { ...DEFAULT_ZILLIZ_BEHAVIOUR };
    this.reset();
  }

  /** The projects. */
  public get projects(): ZillizProject[] {
    return this.heldProjects;
  }

  /** The clusters, dropped ones with status DELETED included. */
  public get clusters(): ZillizCluster[] {
    this.settle();
    return this.heldClusters;
  }

  /** The backups, expired ones with status DELETED included. */
  public get backups(): ZillizBackup[] {
    this.settle();
    return this.heldBackups;
  }

  /** The jobs, oldest first. */
  public get jobs(): ZillizJob[] {
    this.settle();
    return this.heldJobs;
  }

  /** Adds a project; what is left out is filled in. */
  public addProject(given: Partial<ZillizProject> = {}): ZillizProject {
    const project: ZillizProject = {
      projectId: `proj-${this.serials.hex('project', 22)}`,
      projectName: `project-${this.heldProjects.length + 1}`,
      description: '',
      regionIds: ['aws-us-west-2'],
      plan: 'BusinessCritical',
      orgType: 'SAAS',
      createTime: isoSeconds(this.clock.now()),
      ...given,
    };
    this.heldProjects.push(project);
    return project;
  }

  /** Adds a RUNNING cluster; what is left out is filled in. */
  public addCluster(given: Partial<ZillizCluster> = {}): ZillizCluster {
    const clusterId = given.clusterId ?? `in01-${this.serials.hex('cluster', 15)}`;
    const regionId = given.regionId ?? 'aws-us-west-2';
    const cluster: ZillizCluster = {
      clusterId,
      clusterName: `cluster-${this.heldClusters.length + 1}`,
      projectId: this.heldProjects[0]?.projectId ?? '',
      description: '',
      regionId,
      cuType: 'Performance-optimized',
      plan: 'BusinessCritical',
      status: 'RUNNING',
      connectAddress: connectAddress(clusterId, regionId),
      privateLinkAddress: '',
      replica: 1,
      cuSize: 1,
      storageSize: 0,
      snapshotNumber: 0,
      createProgress: 100,
      createTime: isoSeconds(this.clock.now()),
      deploymentOption: 'Dedicated',
      databases: [{ dbName: 'default', collections: [] }],
      milvusVersion: this.behaviour.latestMilvusVersion,
      includesRbac: false,
      ...given,
    };
    this.heldClusters.push(cluster);
    return cluster;
  }

  /** Adds an AVAILABLE backup of the first cluster, or of the one named; the rest is filled in. */
  public addBackup(given: Partial<ZillizBackup> = {}): ZillizBackup {
    const source =
      this.heldClusters.find(({ clusterId }) => clusterId === given.clusterId) ??
      this.heldClusters[0];
    const now = this.clock.now();
    const auto = given.creationMethod === 'AUTO';
    const backup: ZillizBackup = {
      backupId: `backup11_${this.serials.hex('backup', 15)}`,
      backupName: `${source?.clusterName ?? 'cluster'}_backup${this.heldBackups.length + 1}`,
      projectId: source?.projectId ?? '',
      clusterId: source?.clusterId ?? '',
      clusterName: source?.clusterName ?? '',
      regionId: source?.regionId ?? 'aws-us-west-2',
      cuType: source?.cuType ?? 'Performance-optimized',
      backupType: 'CLUSTER',
      creationMethod: 'MANUAL',
      size: 1_048_576,
      createTime: isoSeconds(now),
      expireTime: auto ? isoSeconds(addSeconds(now, 7 * 86_400)) : '',
      status: 'AVAILABLE',
      databases: structuredClone(source?.databases ?? []),
      milvusVersion: source?.milvusVersion ?? this.behaviour.latestMilvusVersion,
      ...given,
    };
    this.heldBackups.push(backup);
    return backup;
  }

  /** A cluster that has not been dropped; refuses any other id with the documented code. */
  public cluster(clusterId: string): ZillizCluster {
    const found = this.clusters.find((cluster) => cluster.clusterId === clusterId);
    if (found === undefined || found.status === 'DELETED') {
      throw new ZillizRefusal(96018, `Cluster ${clusterId} not found`);
    }
    return found;
  }

  /** Makes the next fitting jobs run as scripted instead of succeeding. */
  public scriptNextJob(script: ZillizJobScript, match: ZillizJobMatch = {}): void {
    this.scripts.add(script, match);
  }

  /** Makes the next fitting jobs end with FAILED and this reason. */
  public failNextJob(reason: string, match: ZillizJobMatch = {}): void {
    this.scriptNextJob({ end: 'FAILED', reason }, match);
  }

  /** Starts a job and decides how it will run. */
  public startJob(
    operation: ZillizJobOperation,
    effect: ZillizJobEffect,
    collectionNames: readonly string[],
    failure?: string,
  ): ZillizJob {
    const { behaviour } = this;
    const script =
      failure === undefined
        ? this.takeScript(operation, collectionNames)
        : { end: 'FAILED', reason: failure };
    const now = this.clock.now();
    const seconds = script.seconds ?? behaviour[`${operation}Seconds`];
    const job: ZillizJob = {
      jobId: `job-${this.serials.hex('job', 22)}`,
      type: operation === 'createBackup' ? 'BACKUP' : 'RESTORE',
      status: 'PENDING',
      progress: '0',
      startTime: isoSeconds(now),
      endTime: '',
      reason: '',
      operation,
      effect,
      submittedAt: now.getTime(),
      pendingUntil: now.getTime() + Math.min(behaviour.pendingSeconds, seconds) * 1000,
      endsAt: now.getTime() + seconds * 1000,
      script,
      done: false,
    };
    this.heldJobs.push(job);
    return job;
  }

  /** Changes how it answers from now on, until the next reset. */
  public adjust(changes: Partial<ZillizBehaviour>): void {
    applyChanges(this.behaviour, changes);
  }

  /** Goes back to the seed and forgets scripts, numbers and changed behaviour. */
  public reset(): void {
    this.serials.reset();
    this.behaviour = { ...DEFAULT_ZILLIZ_BEHAVIOUR };
    this.adjust(this.overrides);
    this.heldProjects = this.seed.projects.map((one) => structuredClone(one));
    this.heldClusters = this.seed.clusters.map((one) => structuredClone(one));
    this.heldBackups = this.seed.backups.map((one) => structuredClone(one));
    this.heldJobs = [];
    this.scripts.clear();
  }

  private takeScript(operation: string, collectionNames: readonly string[]): ZillizJobScript {
    return this.scripts.take(
      (match) =>
        (match.operation ?? operation) === operation &&
        (match.collectionName === undefined || collectionNames.includes(match.collectionName)),
    );
  }

  private settle(): void {
    const now = this.clock.now();
    const held = { clusters: this.heldClusters, backups: this.heldBackups };
    for (const job of this.heldJobs) {
      settleJob(job, held, this.behaviour, now);
    }
    for (const cluster of this.heldClusters) {
      settleTransition(cluster, now);
    }
    for (const backup of this.heldBackups) {
      if (backup.expireTime !== '' && new Date(backup.expireTime) <= now) {
        backup.status = 'DELETED';
      }
    }
  }
}
