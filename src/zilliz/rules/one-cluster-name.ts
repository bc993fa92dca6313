import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

/** A cluster name is unique in its project, so one app cannot restore two clusters of one name there. */
export const oneClusterName: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_ONE_CLUSTER_NAME',
  vendor: 'zilliz',
  severity: 'error',
  holds: 'No two restores of an app create a cluster of the same name in the same project',
  remedy: 'Choose another name, or set `uniqueName`',
  source: 'https://docs.zilliz.com/reference/restful/error-codes-v2 (96017)',
  certainty: 'documented',
  claim,
  check(declaration, { claimedBy }) {
    const claimed = claim(declaration);
    const first = claimed === undefined ? undefined : claimedBy?.(claimed);
    if (first === undefined) return [];
    const { clusterName } = declaration;
    const problem = `${first} restores a cluster of that name into the same project`;
    const fix = 'Choose another name, or set uniqueName';
    return [{ path: 'clusterName', problem, got: clusterName, fix }];
  },
};

function claim(declaration: Partial<ClusterDeclaration>): string | undefined {
  const { targetProject, clusterName, uniqueName } = declaration;
  // A unique name holds a hash of the construct's path.
  if (targetProject === undefined || clusterName === undefined || uniqueName === true) {
    return undefined;
  }
  // No project id holds a space, so that no two pairs read the same.
  return `${targetProject} ${clusterName}`;
}
