import type { ClusterDeclaration } from './declaration';

/**
 * The plan of the target project: stated by the user, or the catalog's where the cluster is restored into the
 * project of its source.
 */
export function projectPlanOf(declaration: Partial<ClusterDeclaration>): string | undefined {
  const { targetProjectPlan, targetProject, backup } = declaration;
  return targetProjectPlan ?? planInCatalog(targetProject, backup?.known);
}

/** What the catalog says of the plan of a project. */
export function planInCatalog(
  project: string | undefined,
  known: ClusterDeclaration['backup']['known'],
): string | undefined {
  return project !== undefined && project === known?.projectId ? known.projectPlan : undefined;
}
