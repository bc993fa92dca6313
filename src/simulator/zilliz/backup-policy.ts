import { bodyFields, isRecord, type Reply } from '../exchange';
import { requireCluster } from './access';
import type { ZillizCall } from './call';
import type { ZillizBackupPolicy } from './model';
import { success, UNLISTED_CODE, ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

const DISABLED: ZillizBackupPolicy = {
  enabled: false,
  frequency: null,
  startTime: null,
  retentionDays: 0,
  crossRegionCopies: [],
};

const DEFAULT_RETENTION_DAYS = 7;

/** `GET …/backups/policy`: a disabled one answers null and 0, as documented. */
export function getBackupPolicy(world: ZillizWorld, call: ZillizCall): Reply {
  const cluster = world.cluster(call.params.clusterId ?? '');
  requireCluster(world, call.key, cluster.projectId, false);
  const { enabled, ...shown } = cluster.backupPolicy ?? DISABLED;
  return success({ clusterId: cluster.clusterId, status: statusOf(enabled), ...shown });
}

/** `POST …/backups/policy`: enabling one takes a backup at once. */
export function setBackupPolicy(world: ZillizWorld, call: ZillizCall): Reply {
  const cluster = world.cluster(call.params.clusterId ?? '');
  requireCluster(world, call.key, cluster.projectId, true);
  const fields = bodyFields(call);
  if (typeof fields.enabled !== 'boolean') {
    throw new ZillizRefusal(UNLISTED_CODE, 'enabled must be true or false');
  }
  const before = cluster.backupPolicy ?? DISABLED;
  cluster.backupPolicy = fields.enabled ? policyOf(fields) : DISABLED;
  if (fields.enabled && !before.enabled) {
    world.addBackup({ clusterId: cluster.clusterId, creationMethod: 'AUTO' });
  }
  return success({ clusterId: cluster.clusterId, status: statusOf(fields.enabled) });
}

function policyOf(fields: Readonly<Record<string, unknown>>): ZillizBackupPolicy {
  const { frequency, startTime, crossRegionCopies } = fields;
  if (typeof frequency !== 'string' || !/^[1-7](,[1-7])*$/.test(frequency)) {
    throw new ZillizRefusal(96032, 'frequency must be a list of the numbers 1 to 7');
  }
  if (typeof startTime !== 'string' || !isWindow(startTime)) {
    throw new ZillizRefusal(96033, 'startTime must be a window of two hours, as 02:00-04:00');
  }
  const copies = Array.isArray(crossRegionCopies) ? crossRegionCopies : [];
  return {
    enabled: true,
    frequency,
    startTime,
    retentionDays: retention(fields.retentionDays),
    crossRegionCopies: copies.map(copyOf),
  };
}

function copyOf(copy: unknown): ZillizBackupPolicy['crossRegionCopies'][number] {
  const { regionId, retentionDays } = isRecord(copy) ? copy : {};
  if (typeof regionId !== 'string' || regionId === '') {
    throw new ZillizRefusal(96001, 'regionId must not be empty');
  }
  return { regionId, retentionDays: retention(retentionDays) };
}

function retention(days: unknown = DEFAULT_RETENTION_DAYS): number {
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > 30) {
    throw new ZillizRefusal(96034, 'retentionDays must be a number from 1 to 30');
  }
  return days;
}

function isWindow(text: string): boolean {
  const found = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  const [hour = 0, minute = 0, endHour = 0, endMinute = 0] = (found ?? []).slice(1).map(Number);
  return found !== null && endMinute === minute && (hour + 2) % 24 === endHour;
}

function statusOf(enabled: boolean): string {
  return enabled ? 'ENABLED' : 'DISABLED';
}
