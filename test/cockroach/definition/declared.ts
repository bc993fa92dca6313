import { ORDERS, ORDERS_STAGING } from '../../support/cockroach';

/** What the declarations of every restore have in common here. */
export const common = {
  backup: { clusterId: ORDERS, backupId: 'backup-1' },
  destinationCluster: ORDERS_STAGING,
  plan: 'ADVANCED' as const,
};
/** A whole cluster. */
export const cluster = { ...common, acknowledgeDataLoss: ORDERS_STAGING };
