import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

/** A cluster name is unique in its project, so one app cannot restore two clusters of one name there. */
export const oneClusterName: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_ONE_CLUSTER_NAME',
  severity: 'error',
  holds: 'No two restores of an app create a cluster of the same name in the same project',
  remedy: 'Choose another name, or set `uniqueName`',
  source: 'https://docs.zilliz.com/reference/restful/error-codes-v2 (96017)',
  certainty: 'documented',
  claims,
  check(declaration, { claimedBy }) {
    const [claimed] = claims(declaration);
    const first = claimed === undefined ? undefined : claimedBy?.(claimed);
    if (first === undefined) return [];
    const { clusterName } = declaration;
    const problem = `${first} restores a cluster of that name into the same project`;
    const fix = 'Choose another name, or set uniqueName';
    return [{ path: 'clusterName', problem, got: clusterName, fix }];
  },
};

function claims(declaration: Partial<ClusterDeclaration>): readonly string[] {
  const { targetProject, clusterName, uniqueName } = declaration;
  // A unique name holds a hash of the construct's path.
  if (targetProject === undefined || clusterName === undefined || uniqueName === true) {
    return [];
  }
  // No project id holds a space, so that no two pairs read the same.
  return [`${targetProject} ${clusterName}`];
}
