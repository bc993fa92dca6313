import { bodyFields, type Reply } from '../exchange';
import { BACKUP_ROLES, pathCluster, requireUnlocked } from './access';
import type { CockroachCall } from './call';
import type { CockroachCluster } from './model';
import { CockroachRefusal, GRPC, type Grpc } from './refusal';
import type { CockroachWorld } from './world';

const FREQUENCIES = [5, 10, 15, 30, 60, 240, 1440];
const RETENTIONS = [2, 7, 30, 90, 365];

/** `GET …/backups-config`. */
export function getBackupsConfig(world: CockroachWorld, call: CockroachCall): Reply {
  return { status: 200, body: pathCluster(world, call, BACKUP_ROLES).backupsConfig };
}

/** `PATCH …/backups-config`: any change of frequency or retention takes a backup at once. */
export function updateBackupsConfig(world: CockroachWorld, call: CockroachCall): Reply {
  const { configMethod, configReply } = world.behaviour;
  if (configMethod !== 'either' && configMethod !== call.method) {
    throw refusal(GRPC.UNIMPLEMENTED, 'Method Not Allowed');
  }
  const cluster = pathCluster(world, call, BACKUP_ROLES);
  requireUnlocked(world, cluster);
  if (cluster.plan === 'BASIC') {
    // The rule is documented, the answer is unconfirmed.
    throw refusal(GRPC.INVALID_ARGUMENT, 'the backup schedule of a BASIC cluster is fixed');
  }
  const { enabled, frequency_minutes: frequency, retention_days: retention } = bodyFields(call);
  if (enabled === false && (frequency !== undefined || retention !== undefined)) {
    throw refusal(
      GRPC.INVALID_ARGUMENT,
      'frequency_minutes and retention_days cannot be set when backups are disabled',
    );
  }
  requireOneOf('frequency_minutes', frequency, FREQUENCIES);
  requireOneOf('retention_days', retention, RETENTIONS);
  requireRetentionAllowed(world, cluster, retention);
  apply(world, cluster, enabled, frequency, retention);
  return { status: 200, body: configReply === 'empty' ? '' : cluster.backupsConfig };
}

function requireOneOf(name: string, value: unknown, allowed: readonly number[]): void {
  if (value !== undefined && !(typeof value === 'number' && allowed.includes(value))) {
    throw refusal(GRPC.INVALID_ARGUMENT, `${name} must be one of ${allowed.join(', ')}`);
  }
}

function requireRetentionAllowed(
  world: CockroachWorld,
  cluster: CockroachCluster,
  retention: unknown,
): void {
  const same = retention === cluster.backupsConfig.retention_days;
  const harmless =
    retention === undefined || (same && world.behaviour.sameRetention === 'accepted');
  if (cluster.retentionSet && !harmless) {
    throw refusal(
      GRPC.INVALID_ARGUMENT,
      'cluster already has a retention policy set, open a support ticket to change it',
    );
  }
}

function apply(
  world: CockroachWorld,
  cluster: CockroachCluster,
  enabled: unknown,
  frequency: unknown,
  retention: unknown,
): void {
  const config = cluster.backupsConfig;
  const before = { ...config };
  if (typeof enabled === 'boolean') {
    config.enabled = enabled;
  }
  if (typeof frequency === 'number') {
    config.frequency_minutes = frequency;
  }
  if (typeof retention === 'number' && retention !== before.retention_days) {
    config.retention_days = retention;
    cluster.retentionSet = true;
  }
  const changed =
    config.frequency_minutes !== before.frequency_minutes ||
    config.retention_days !== before.retention_days;
  if (changed && config.enabled) {
    world.addBackup({ clusterId: cluster.id });
  }
}

function refusal(code: Grpc, message: string): CockroachRefusal {
  return new CockroachRefusal(code, message);
}
