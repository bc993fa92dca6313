import type { Chosen } from '../../vendor/definition';
import type { Refusal, Segment, VendorRequest } from '../../vendor/request';
import { uniqueName } from '../../vendor/unique-name';
import type { ClusterDeclaration } from '../model/declaration';
import { sourceBackupRequests } from './backup-requests';
import { clusterBody } from './cluster-body';
import { backupPath } from './paths';
import { WireNames } from './wire-names';

/** The requests of a restored cluster: a backup that is made first, the restore, and the drop where destroy drops it. */
export function clusterRequests(declaration: ClusterDeclaration, chosen: Chosen): VendorRequest[] {
  const { backup } = declaration;
  const name = finalName(declaration, chosen);
  const body = (projectField?: string) => clusterBody(declaration, name, projectField);
  return [
    ...sourceBackupRequests(backup),
    {
      name: 'restoreCluster',
      when: 'restore',
      method: 'POST',
      path: [...backupPath(backup, chosen), 'restoreCluster'],
      body: body(),
      note: `sent once more, with \`${WireNames.otherProject}\` instead of \`${WireNames.project}\`, if the vendor refuses the project field`,
      otherwise: (refusal) =>
        isProjectRefused(refusal) ? body(WireNames.otherProject) : undefined,
    },
    ...(chosen.removalPolicy === 'destroy'
      ? [dropRequest(chosen.clusterId, chosen.replacement)]
      : []),
  ];
}

/**
 * Whether a response may mean that the project field has another name. All of these refuse before anything is
 * created; with a field of an unknown name the project is missing, which the vendor may report as any of them.
 */
function isProjectRefused({ code, status, message }: Refusal): boolean {
  if (['96005', '96012', '96013', '96027'].includes(code)) return true;
  return (status === 400 || code === '400') && /project_?id/i.test(message);
}

/** The drop of a cluster; a destroy step knows nothing of the declaration. */
export function dropRequest(clusterId: string | undefined, replacement?: string): VendorRequest {
  const cluster: Segment = clusterId ?? { placeholder: 'the cluster that this restore created' };
  return {
    name: 'drop',
    when: 'drop',
    method: 'DELETE',
    path: ['v2', 'clusters', cluster, 'drop'],
    note:
      replacement === undefined
        ? 'sent by `terraform destroy`, and before it restores again'
        : 'sent by `terraform destroy`, and for the previous clone once a new one is verified',
  };
}

/** The name that the restored cluster gets, where everything that it is made of is known. */
export function finalName(
  declaration: Pick<ClusterDeclaration, 'clusterName' | 'uniqueName'>,
  chosen: Chosen,
): string {
  const { clusterName, uniqueName: isUnique } = declaration;
  const { path, identity, state } = chosen;
  if (chosen.clusterName !== undefined) return chosen.clusterName;
  // Synth knows the name as it is declared: the hash is made of the triggers that hold it.
  if (isUnique !== true || path === undefined || identity === undefined) return clusterName;
  return state === undefined
    ? `${clusterName}-<hash of the restore>`
    : uniqueName(clusterName, path, identity, state);
}
