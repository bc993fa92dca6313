import type { CockroachCluster } from './model';
import { regionOf } from './region';

type Given = Partial<CockroachCluster> & Pick<CockroachCluster, 'created_at'>;

/** A CREATED, empty cluster, STANDARD by default; what is given replaces the rest. */
export function newCluster(id: string, name: string, given: Given): CockroachCluster {
  return {
    id,
    name,
    plan: 'STANDARD',
    cloud_provider: 'AWS',
    cockroach_version: 'v25.4.2',
    state: 'CREATED',
    operation_status: 'UNSPECIFIED',
    upgrade_status: 'FINALIZED',
    delete_protection: 'DISABLED',
    config: {},
    regions: [regionOf(name, given.plan)],
    labels: {},
    parent_id: '',
    databases: [{ name: 'defaultdb', tables: [] }],
    sqlUsers: [],
    backupsConfig: {
      enabled: true,
      frequency_minutes: given.plan === 'BASIC' ? 1440 : 60,
      retention_days: 30,
    },
    retentionSet: false,
    ...given,
  };
}
