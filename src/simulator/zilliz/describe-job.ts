import type { Reply } from '../exchange';
import { reaches } from './access';
import type { ZillizCall } from './call';
import { success, ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

/** `GET /v2/jobs/{jobId}`: a job of a project that the key does not reach is not found. */
export function describeJob(world: ZillizWorld, call: ZillizCall): Reply {
  const { jobId: wanted = '' } = call.params;
  const job = world.jobs.find((candidate) => candidate.jobId === wanted);
  const cluster = world.clusters.find(({ clusterId }) => clusterId === job?.effect.clusterId);
  if (job === undefined || cluster === undefined || !reaches(call.key, cluster.projectId)) {
    throw new ZillizRefusal(96026, `Job ${wanted} not found`);
  }
  const { jobId, type, status, progress, startTime, endTime, reason } = job;
  return success({ jobId, type, status, progress, startTime, endTime, reason });
}
