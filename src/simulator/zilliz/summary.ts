import type { ZillizWorld } from './world';

/** Projects, clusters and backups, a line each. */
export function summary({ projects, clusters, backups }: ZillizWorld): string[] {
  return [
    ...projects.map(
      ({ projectId, projectName, plan, regionIds }) =>
        `project ${projectId} ${projectName}: ${plan}, ${regionIds.join(', ')}`,
    ),
    ...clusters.map(
      ({ clusterId, clusterName, projectId, status, cuSize }) =>
        `cluster ${clusterId} ${clusterName}: ${status}, ${cuSize} CU, ${projectId}`,
    ),
    ...backups.map(({ backupId, clusterId, backupType, createTime, expireTime }) => {
      const expiry = expireTime === '' ? '' : `, expires ${expireTime}`;
      return `backup ${backupId} of ${clusterId}: ${backupType}, ${createTime}${expiry}`;
    }),
  ];
}
