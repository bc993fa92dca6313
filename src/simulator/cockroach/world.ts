import { addSeconds, type Clock, isoSeconds } from '../clock';
import { ScriptBook } from '../script-book';
import { Serials } from '../serial';
import { applyChanges } from '../settings';
import { type CockroachBehaviour, DEFAULT_COCKROACH_BEHAVIOUR } from './behaviour';
import type {
  CockroachBackup,
  CockroachCluster,
  CockroachKey,
  CockroachRestore,
  CockroachRestoreMatch,
  CockroachRestoreScript,
  CockroachRestoreType,
  CockroachSeed,
} from './model';
import { newCluster } from './new-cluster';
import { CockroachRefusal, GRPC } from './refusal';
import { settleRestore } from './settle-restore';

/** What a new restore is made of. */
export type NewRestore = Omit<
  CockroachRestore,
  | 'id'
  | 'status'
  | 'created_at'
  | 'completion_percent'
  | 'submittedAt'
  | 'runningFrom'
  | 'endsAt'
  | 'script'
  | 'ended'
>;

/** What exists in the simulated CockroachDB Cloud, brought up to the clock when looked at. */
export class CockroachWorld {
  public readonly serials = new Serials();
  public behaviour: CockroachBehaviour;
  private heldClusters: CockroachCluster[] = [];
  private heldBackups: CockroachBackup[] = [];
  private heldRestores: CockroachRestore[] = [];
  private readonly scripts = new ScriptBook<CockroachRestoreScript, CockroachRestoreMatch>();

  public constructor(
    public readonly clock: Clock,
    private readonly seed: CockroachSeed,
    private readonly overrides: Partial<CockroachBehaviour>,
    protected readonly keys: readonly CockroachKey[],
  ) {
    this.behaviour = { ...DEFAULT_COCKROACH_BEHAVIOUR };
    this.reset();
  }

  /** The clusters, deleted ones with state DELETED included. */
  public get clusters(): CockroachCluster[] {
    this.settle();
    return this.heldClusters;
  }

  /** All backups, those past their retention included. */
  public get backups(): CockroachBackup[] {
    return this.heldBackups;
  }

  /** The restores, oldest first. */
  public get restores(): CockroachRestore[] {
    this.settle();
    return this.heldRestores;
  }

  /** Adds a CREATED, empty STANDARD cluster; what is left out is filled in. */
  public addCluster(given: Partial<CockroachCluster> = {}): CockroachCluster {
    const cluster = newCluster(
      this.serials.uuid('cluster'),
      `cluster-${this.heldClusters.length + 1}`,
      { created_at: isoSeconds(this.clock.now()), ...given },
    );
    this.heldClusters.push(cluster);
    return cluster;
  }

  /** Adds a database with tables of its `public` schema to a cluster. */
  public addDatabase(clusterId: string, name: string, tables: readonly string[] = []): void {
    this.cluster(clusterId).databases.push({
      name,
      tables: tables.map((table) => ({ schema: 'public', name: table })),
    });
  }

  /** Adds a backup of what a cluster holds now, as of now; what is given replaces that. */
  public addBackup(
    given: Partial<CockroachBackup> & Pick<CockroachBackup, 'clusterId'>,
  ): CockroachBackup {
    const cluster = this.cluster(given.clusterId);
    const backup: CockroachBackup = {
      id: this.serials.uuid('backup'),
      as_of_time: isoSeconds(this.clock.now()),
      databases: structuredClone(cluster.databases),
      sqlUsers: structuredClone(cluster.sqlUsers),
      cockroachVersion: cluster.cockroach_version,
      retentionDays: cluster.backupsConfig.retention_days,
      ...given,
    };
    this.heldBackups.push(backup);
    return backup;
  }

  /** A cluster that has not been deleted; refuses any other id. */
  public cluster(id: string): CockroachCluster {
    const found = this.clusters.find((cluster) => cluster.id === id.toLowerCase());
    if (found === undefined || found.state === 'DELETED') {
      throw new CockroachRefusal(
        GRPC.NOT_FOUND,
        `internal call failed: cluster '${id}' was not found`,
      );
    }
    return found;
  }

  /** The backups that can still be restored, oldest first. */
  public restorableBackups(clusterId?: string): CockroachBackup[] {
    const now = this.clock.now();
    return this.heldBackups
      .filter(
        (backup) =>
          (clusterId === undefined || backup.clusterId === clusterId) &&
          addSeconds(new Date(backup.as_of_time), backup.retentionDays * 86_400) > now,
      )
      .sort((a, b) => Date.parse(a.as_of_time) - Date.parse(b.as_of_time));
  }

  /** Makes the next fitting restores run as scripted instead of succeeding. */
  public scriptNextRestore(
    script: CockroachRestoreScript,
    match: CockroachRestoreMatch = {},
  ): void {
    this.scripts.add(script, match);
  }

  /** Makes the next fitting restores end with FAILED and this message. */
  public failNextRestore(errorMessage: string, match: CockroachRestoreMatch = {}): void {
    this.scriptNextRestore({ end: 'FAILED', errorMessage }, match);
  }

  /** Starts a restore; with a failure it is accepted and ends with FAILED. */
  public startRestore(fields: NewRestore, failure: string | undefined): CockroachRestore {
    const { behaviour } = this;
    const script =
      failure === undefined
        ? this.takeScript(fields.type, fields.destinationId)
        : { end: 'FAILED', errorMessage: failure };
    const now = this.clock.now();
    const seconds = script.seconds ?? behaviour.restoreSeconds;
    const restore: CockroachRestore = {
      ...fields,
      id: this.serials.uuid('restore'),
      status: 'PENDING',
      created_at: now.toISOString().replace('Z', '208710Z'),
      completion_percent: behaviour.completionPercent === 'one' ? 1 : 0,
      submittedAt: now.getTime(),
      runningFrom: now.getTime() + Math.min(behaviour.pendingSeconds, seconds) * 1000,
      endsAt: now.getTime() + seconds * 1000,
      script,
      ended: false,
    };
    this.heldRestores.push(restore);
    return restore;
  }

  /** Adds a cluster restore of the newest backup that ended well at a time in the past. */
  public addEndedRestore(destinationId: string, at: Date): CockroachRestore {
    const destination = this.cluster(destinationId);
    const backup = this.restorableBackups(destinationId).at(-1) ?? this.heldBackups[0];
    const restore: CockroachRestore = {
      id: this.serials.uuid('restore'),
      backup_id: backup?.id ?? this.serials.uuid('backup'),
      type: 'CLUSTER',
      status: 'SUCCESS',
      created_at: isoSeconds(at),
      completed_at: isoSeconds(at),
      completion_percent: 1,
      source_cluster_name: destination.name,
      destination_cluster_name: destination.name,
      backup_end_time: backup?.as_of_time ?? isoSeconds(at),
      destinationId,
      effect: { kind: 'add', databases: [] },
      submittedAt: at.getTime(),
      runningFrom: at.getTime(),
      endsAt: at.getTime(),
      script: {},
      ended: true,
    };
    this.heldRestores.push(restore);
    this.heldRestores.sort((a, b) => a.submittedAt - b.submittedAt);
    return restore;
  }

  /** Changes how it answers from now on, until the next reset. */
  public adjust(changes: Partial<CockroachBehaviour>): void {
    applyChanges(this.behaviour, changes);
  }

  /** Goes back to the seed and forgets scripts, numbers and changed behaviour. */
  public reset(): void {
    this.serials.reset();
    this.behaviour = { ...DEFAULT_COCKROACH_BEHAVIOUR };
    this.adjust(this.overrides);
    this.heldClusters = this.seed.clusters.map((one) => structuredClone(one));
    this.heldBackups = this.seed.backups.map((one) => structuredClone(one));
    this.heldRestores = [];
    this.scripts.clear();
  }

  private takeScript(type: CockroachRestoreType, destinationId: string): CockroachRestoreScript {
    return this.scripts.take(
      (match) =>
        (match.type ?? type) === type &&
        (match.destinationClusterId ?? destinationId) === destinationId,
    );
  }

  private settle(): void {
    const now = this.clock.now();
    for (const restore of this.heldRestores) {
      settleRestore(restore, this.heldClusters, this.behaviour, now);
    }
  }
}
