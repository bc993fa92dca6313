import { Token } from 'cdktf';
import { ManagedBackup } from '../restore/managed-backup';
import { type BackupSource, BackupSources } from '../restore/private/backup-source';
import { Catalog } from './catalog';
import { type BackupFacts, type BackupReference, SHAPE_RULE_ID } from './model/declaration';

/** Facts of a backup that the API does not report and its owner may know. */
export interface BackupDetails {
  /**
   * The version of CockroachDB that the cluster ran when it was backed up, for example `v25.2`. With it and
   * `destinationVersion` synth refuses a destination that cannot take the backup.
   *
   * @default - the version in the catalog; otherwise not known
   */
  readonly cockroachVersion?: string;

  /**
   * For how many days the cluster keeps its backups at most: 2, 7, 30, 90 or 365. An incremental backup expires with
   * the full backup that it depends on, which may be earlier.
   *
   * @default - the retention in the catalog; 30 on Basic, where it is fixed; otherwise not known
   */
  readonly retentionDays?: number;

  /**
   * When encryption with customer-managed keys was enabled in the cluster, for example
   * `2026-03-01T00:00:00Z`. Backups from before can no longer be restored.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/cmek
   *
   * @default - what the catalog says; otherwise never, or not known
   */
  readonly cmekEnabledAt?: string;
}

/** Names one managed backup of a CockroachDB Cloud cluster. */
export interface BackupIdProps extends BackupDetails {
  /** The id of the cluster that was backed up, a UUID in lower case. */
  readonly clusterId: string;

  /** The id of the backup, a UUID in lower case. `cluster-restore backups` lists them. */
  readonly backupId: string;

  /**
   * The moment that the backup restores to, as the list of backups shows it, for example
   * `2026-11-20T23:00:00Z`. With it synth refuses a backup that has expired.
   *
   * @default - not known: the runner looks the backup up before it restores
   */
  readonly asOfTime?: string;
}

/** Names a cluster whose latest backup is restored. */
export interface LatestBackupProps extends BackupDetails {
  /** The id of the cluster that was backed up, a UUID in lower case. */
  readonly clusterId: string;

  /**
   * A catalog of that cluster, with which synth says so when its newest backup is too old.
   *
   * @default - none: the runner looks the latest backup up
   */
  readonly catalog?: Catalog;
}

/** Names a cluster and the latest allowed time of its backup. */
export interface BackupBeforeProps extends BackupDetails {
  /** The id of the cluster that was backed up, a UUID in lower case. */
  readonly clusterId: string;

  /**
   * The latest allowed time, in ISO 8601 with a time zone, for example `2026-11-20T03:15:00Z`. It may be a token. A
   * backup of exactly that time is allowed. A change restores again by default.
   */
  readonly time: string;
}

const sources = new BackupSources(
  SHAPE_RULE_ID,
  ['cockroachVersion', 'retentionDays', 'cmekEnabledAt'],
  () => Catalog.fromFile(''),
);

/** What a cluster, databases or tables are restored from. */
export class Backup extends ManagedBackup {
  /**
   * One backup, by its id.
   *
   * @param props the cluster and the backup, which may be tokens, and what is known of it
   */
  public static fromId(props: BackupIdProps): Backup {
    const names = { facts: ['asOfTime'], others: ['backupId'] };
    return new Backup(sources.of(props, names, ({ backupId }) => ({ backupId })));
  }

  /**
   * One backup of a catalog, so that synth checks what the catalog knows of it: age, plan, version,
   * encryption.
   *
   * @param catalog the catalog of the cluster that was backed up
   * @param backupId the id of the backup, which may be a token: then only the cluster's facts are checked
   * @param known what the API does not report
   */
  public static fromCatalog(catalog: Catalog, backupId: string, known: BackupDetails = {}): Backup {
    return new Backup(sources.ofCatalog(catalog, backupId, known));
  }

  /**
   * The latest backup when the restore is submitted, at most 7 days old. The runner looks it up then, sends
   * its id, and keeps the id in Terraform's state, where it is the `backupId` of the restore: a newer backup
   * never restores again automatically.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic
   *
   * @param props the cluster, which may be a token, and what is known of its backups
   */
  public static latest(props: LatestBackupProps): Backup {
    const source = sources.of(props, { others: ['catalog'] }, ({ clusterId, catalog: perhaps }) => {
      const catalog = perhaps === undefined ? undefined : sources.catalog(perhaps);
      const isItsOwn = Token.isUnresolved(clusterId) || catalog?._source.clusterId === clusterId;
      const facts = isItsOwn ? (catalog?._source.facts(undefined) ?? {}) : foreign(catalog);
      return { isLatest: true, facts, catalog };
    });
    return new Backup(source);
  }

  /**
   * The newest backup that is not later than a moment, chosen when the restore is submitted, whatever its age. The
   * runner sends its id and keeps it in Terraform's state, where it is the `backupId` of the restore. It restores that
   * backup as a whole: the managed API restores to no point in time between two backups.
   *
   * Source: https://www.cockroachlabs.com/docs/api/cloud/v1
   *
   * @param props the cluster and the moment, which may be tokens, and what is known of the backups
   */
  public static before(props: BackupBeforeProps): Backup {
    const choose = ({ time }: BackupBeforeProps) => ({ before: { time } });
    return new Backup(sources.of(props, { others: ['time'] }, choose));
  }

  private constructor(/** @internal */ public override readonly _source: BackupSource) {
    super();
  }

  /** @internal */
  public _reference(): BackupReference {
    return this._source.reference as BackupReference;
  }
}

/** What a catalog of another cluster says: that it is one. */
function foreign(catalog: Catalog | undefined): BackupFacts {
  if (catalog === undefined) return {};
  const facts = catalog._source.facts(undefined);
  if (facts.catalogProblem !== undefined) return facts;
  const problem = `is of cluster ${catalog._source.clusterId}, not of the cluster whose latest backup is restored`;
  const fix = 'Give the catalog of that cluster';
  return { catalog: facts.catalog, catalogProblem: { kind: 'no-backup', problem, fix } };
}
