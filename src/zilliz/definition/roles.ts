/**
 * Who may restore. Since 2026-09-03 an organization owner has no access to a project unless it is granted; which
 * privileges a custom role needs is inferred.
 */
export const ROLES =
  'a project admin, or a custom role with `backup: manage`, `serving_cluster: create` and `serving_cluster: delete` (an organization owner only if access to the project was granted)';
