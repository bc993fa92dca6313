/** Who may restore. */
export const ROLES =
  'a project admin, an organization owner, or a custom role with backup privileges';
