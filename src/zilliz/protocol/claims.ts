import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { once } from '../../text/once';
import { quote } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import type { Claim } from '../../vendor/outcomes';
import { requireAsked } from '../../vendor/read-one';
import { isSurelyBefore } from '../../vendor/vendor-clock';
import { isGone } from '../model/cluster-status';
import { doubtsOfAdoption } from '../model/ownership';
import { tryClusterOf } from './clusters';

/** Whether the cluster that somebody names is the restored one. */
export async function doubtsOfClusterClaim(api: Reader, claim: Claim): Promise<readonly string[]> {
  const { cluster_id: id = '' } = claim.recorded;
  // Its job leads to no cluster: without the id nothing could be verified or dropped.
  if (id === '') return ['a restored cluster is adopted by its id: cluster_id=<id>'];
  const cluster = await tryClusterOf(api, id);
  if (cluster === undefined || isGone(cluster.status)) {
    return [`cluster ${quote(id)} does not exist, or the key cannot see it`];
  }
  const doubts = doubtsOfAdoption(claim.recorded, cluster, claim.sentAt !== undefined);
  const { job_id: jobId = '' } = claim.recorded;
  return jobId === '' ? doubts : [...doubts, ...(await doubtsOfJob(api, jobId, claim))];
}

/** Whether the job that somebody names is one that this request may have started. */
export async function doubtsOfJobClaim(api: Reader, claim: Claim): Promise<readonly string[]> {
  const { cluster_id: clusterId, job_id: jobId = '' } = claim.recorded;
  if (clusterId !== undefined || jobId === '') {
    return ['restored collections are adopted by their job: job_id=<id>'];
  }
  return doubtsOfJob(api, jobId, claim);
}

/** What this library reads of a job; everything else in a response is ignored. */
const jobSchema = once(() =>
  z.object({
    jobId: z._default(z.string(), ''),
    type: z._default(z.string(), ''),
    startTime: z.optional(z.nullable(z.string())),
  }),
);

// The code for a job that does not exist, or that the key cannot see.
const NOT_FOUND = '96026';

async function doubtsOfJob(api: Reader, jobId: string, claim: Claim): Promise<string[]> {
  const path = ['v2', 'jobs', jobId];
  const { data, refusedWith } = await api.read({ method: 'GET', path, expectedCodes: [NOT_FOUND] });
  if (refusedWith !== undefined) {
    return [`there is no job ${quote(jobId)}, or the key cannot see it`];
  }
  const parsed = z.safeParse(jobSchema(), data);
  if (parsed.success && parsed.data.jobId !== '') {
    requireAsked('job', path, parsed.data.jobId, jobId);
  }
  if (!parsed.success) return [`the API does not describe job ${quote(jobId)}`];
  return doubtsOfDescribedJob(parsed.data, claim);
}

/** What a job says about itself; one that is pending has no time yet. */
export function doubtsOfDescribedJob(
  job: Omit<z.infer<ReturnType<typeof jobSchema>>, 'jobId'>,
  { recorded }: Claim,
): string[] {
  const { type, startTime } = job;
  const doubts = ['', 'RESTORE'].includes(type) ? [] : [`its type is ${quote(type)}, not RESTORE`];
  const [requested, started] = [parseTimestamp(recorded.requested_at), parseTimestamp(startTime)];
  if (requested === undefined) return [...doubts, 'the time of the request was not recorded'];
  if (started === undefined || !isSurelyBefore(started, requested)) return doubts;
  return [...doubts, `it began at ${startTime}, before the request (${recorded.requested_at})`];
}
