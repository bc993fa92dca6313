import { jsonText } from '../../restore/private/json-text';
import { printable } from '../../text/text';
import type {
  BackupReference,
  ClusterDeclaration,
  CollectionsDeclaration,
} from '../model/declaration';
import { nameOf, requestsOf } from '../protocol/restore-collections';
import { clusterBody } from './cluster-body';

/** A declaration at synth, where optional props may stand as `undefined`. */
type Declared<T> = { [Key in keyof T]: T[Key] | undefined };

/** The trigger keys of a restored cluster, in the words that a reader of `terraform plan` knows. */
export function clusterTriggers(declaration: Declared<ClusterDeclaration>): {
  readonly target: Record<string, string>;
  readonly details: Record<string, string>;
} {
  const whole = declaration as ClusterDeclaration;
  const { backup, targetProject, clusterName, uniqueName, cuSize, restoreVersionPolicy } = whole;
  return {
    target: {
      source_cluster_id: backup.clusterId,
      backup_id: backupIdOf(backup),
      target_project_id: targetProject,
      // The hash itself is made of this identity; that there is one is part of the name.
      cluster_name: uniqueName === true ? `${clusterName}-<hash>` : clusterName,
    },
    details: {
      cu_size: jsonText(cuSize),
      restore_version_policy: restoreVersionPolicy ?? 'the vendor’s default (LATEST)',
      request_body: jsonText(clusterBody(whole, clusterName, 'targetProjectId')),
    },
  };
}

/** The trigger keys of restored collections. */
export function collectionTriggers(declaration: CollectionsDeclaration): {
  readonly target: Record<string, string>;
  readonly details: Record<string, string>;
} {
  const { backup, targetCluster, collectionMappings } = declaration;
  const bodies = requestsOf(declaration, backupIdOf(backup)).map(({ body }) => body);
  return {
    target: {
      source_cluster_id: backup.clusterId,
      backup_id: backupIdOf(backup),
      target_cluster_id: targetCluster,
    },
    details: {
      collections:
        collectionMappings?.map((one) => printable(nameOf(one))).join('\n') ??
        'everything in the backup',
      request_bodies: jsonText(bodies),
    },
  };
}

/** Only `Backup.latest` is the latest; without an id there is no restore, which validation says. */
function backupIdOf({ backupId, latest }: BackupReference): string {
  return latest === true ? 'latest' : (backupId as string);
}
