const ACCOUNT =
  'a service account with the role Cluster Admin (whether Cluster Operator suffices is unconfirmed)';

/** Who may restore: a role on one of the clusters is not enough. */
export const rolesOfRestores = `${ACCOUNT} on both the source and the destination cluster, or on the organization`;

/** Who may set how the backups of a cluster are taken. */
export const rolesOfSettings = `${ACCOUNT} on the cluster, or on the organization`;

/** Who may change the password of a SQL user. */
export const rolesOfPasswords =
  'a service account with the role Cluster Admin on the cluster, or on the organization';
