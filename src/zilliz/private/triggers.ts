import { jsonText } from '../../restore/private/json-text';
import type { ClusterDeclaration } from '../declaration';
import { clusterBody } from '../driver/cluster-body';

/** A declaration at synth, where optional props may stand as `undefined`. */
type Declared<T> = { [Key in keyof T]: T[Key] | undefined };

/** The trigger keys of a restored cluster, in the words that a reader of `terraform plan` knows. */
export function clusterTriggers(declaration: Declared<ClusterDeclaration>): {
  readonly target: Record<string, string>;
  readonly details: Record<string, string>;
} {
  const whole = declaration as ClusterDeclaration;
  const { backup, targetProject, clusterName, cuSize, restoreVersionPolicy } = whole;
  return {
    target: {
      source_cluster_id: backup.clusterId,
      backup_id: backup.backupId ?? 'latest',
      target_project_id: targetProject,
      cluster_name: clusterName,
    },
    details: {
      cu_size: jsonText(cuSize),
      restore_version_policy: restoreVersionPolicy ?? 'the vendor’s default (LATEST)',
      request_body: jsonText(clusterBody(whole, clusterName, 'targetProjectId')),
    },
  };
}
