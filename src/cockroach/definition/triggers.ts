import { jsonText } from '../../restore/private/json-text';
import type {
  BackupReference,
  ClusterDeclaration,
  DatabasesDeclaration,
  RestoreDeclaration,
  SettingsDeclaration,
  TablesDeclaration,
} from '../model/declaration';
import { settingsBody } from '../protocol/backup-settings';
import { backupInBody } from './describe-restore';
import { clusterBody, databasesBody, tablesBody } from './restore-body';

/** A declaration at synth, where optional props may stand as `undefined`. */
type Declared<T> = { [Key in keyof T]: T[Key] | undefined };

/** Trigger keys, in the words that a reader of `terraform plan` knows. */
export interface Triggers {
  readonly target: Record<string, string>;
  readonly details: Record<string, string>;
}

/** The trigger keys of a restored cluster. */
export function clusterTriggers(declaration: Declared<ClusterDeclaration>): Triggers {
  const whole = declaration as ClusterDeclaration;
  const { backup, plan, wipeDestination } = whole;
  return {
    target: targetOf(whole),
    details: {
      plan,
      wipe_destination: jsonText(wipeDestination ?? false),
      request_body: jsonText(clusterBody(whole, backupInBody(backup))),
    },
  };
}

/** The trigger keys of restored databases: other databases are another target. */
export function databasesTriggers(declaration: Declared<DatabasesDeclaration>): Triggers {
  const whole = declaration as DatabasesDeclaration;
  const { backup, plan, databases, newDbName } = whole;
  return {
    target: {
      ...targetOf(whole),
      databases: jsonText(databases),
      ...(newDbName === undefined ? {} : { new_db_name: newDbName }),
    },
    details: { plan, request_body: jsonText(databasesBody(whole, backupInBody(backup))) },
  };
}

/** The trigger keys of restored tables: other tables are another target. */
export function tablesTriggers(declaration: Declared<TablesDeclaration>): Triggers {
  const whole = declaration as TablesDeclaration;
  const { backup, plan, tables, intoDb } = whole;
  return {
    target: {
      ...targetOf(whole),
      tables: jsonText(tables),
      ...(intoDb === undefined ? {} : { into_db: intoDb }),
    },
    details: { plan, request_body: jsonText(tablesBody(whole, backupInBody(backup))) },
  };
}

/** The trigger keys of backup settings: any change makes them so. */
export function settingsTriggers(
  declaration: Declared<SettingsDeclaration>,
): Record<string, string> {
  const whole = declaration as SettingsDeclaration;
  const settings = Object.entries(settingsBody(whole));
  return {
    cluster_id: whole.cluster,
    ...Object.fromEntries(settings.map(([name, value]) => [name, jsonText(value)])),
  };
}

function targetOf({ backup, destinationCluster }: RestoreDeclaration): Record<string, string> {
  return {
    source_cluster_id: backup.clusterId,
    backup_id: backupIdOf(backup),
    destination_cluster_id: destinationCluster,
  };
}

/** Only `Backup.latest` is the latest; without an id there is no restore, which validation says. */
function backupIdOf({ backupId, latest }: BackupReference): string {
  return latest === true ? 'latest' : (backupId as string);
}
