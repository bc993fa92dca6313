import type { ZillizBackup } from './model';

const ORIGINAL_FOR_DAYS = 30;

/**
 * The version policies that a CLUSTER backup offers: ORIGINAL for 30 days, and only while there is a
 * newer release than the backed-up one.
 */
export function restorePolicies(backup: ZillizBackup, latest: string, now: Date): string[] {
  if (backup.restoreNewInstancePolicies !== undefined) {
    return backup.restoreNewInstancePolicies;
  }
  const ageDays = (now.getTime() - new Date(backup.createTime).getTime()) / 86_400_000;
  const older = releaseNumber(backup.milvusVersion) < releaseNumber(latest);
  return older && ageDays <= ORIGINAL_FOR_DAYS ? ['LATEST', 'ORIGINAL'] : ['LATEST'];
}

function releaseNumber(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
}
