import type { ClusterDeclaration } from '../model/declaration';
import { WireNames } from './wire-names';

/** The body of `restoreCluster`; optional fields that are not declared are not sent. */
export function clusterBody(
  declaration: ClusterDeclaration,
  clusterName: string,
  projectField: string = WireNames.project,
): Record<string, unknown> {
  const { targetProject, cuSize, collectionStatus } = declaration;
  const { restoreVersionPolicy, includeRbac, cmek } = declaration;
  return {
    [projectField]: targetProject,
    clusterName,
    cuSize,
    collectionStatus,
    ...(restoreVersionPolicy === undefined ? {} : { restoreVersionPolicy }),
    ...(includeRbac === undefined ? {} : { [WireNames.rbac]: includeRbac }),
    ...(cmek === undefined ? {} : { [WireNames.encryptionKey]: cmek.kmsKeyArn }),
  };
}
