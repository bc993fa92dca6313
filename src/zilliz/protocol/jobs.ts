import type { ApiClient } from '../../client/api-client';
import type { Progress } from '../../vendor/outcomes';
import { requireAsked } from '../../vendor/read-one';

// The code for a job that does not exist, or that the key cannot see.
const NOT_FOUND = '96026';

const FAILED = new Set(['FAILED', 'CANCELED', 'CANCELLED']);

/** One poll of a job, https://docs.zilliz.com/reference/restful/describe-job-v2. */
export async function pollJob(api: ApiClient, jobId: string): Promise<Progress> {
  const path = ['v2', 'jobs', jobId];
  const { data, refusedWith } = await api.read({ method: 'GET', path, expectedCodes: [NOT_FOUND] });
  if (refusedWith !== undefined) {
    return { state: 'missing', status: 'the API does not know it, or the key cannot see it' };
  }
  const job = (data ?? {}) as Record<string, unknown>;
  // The end of another job is not that of this one.
  if (typeof job.jobId === 'string') requireAsked('job', path, job.jobId, jobId);
  const status = typeof job.status === 'string' ? job.status : 'of unknown status';
  // Progress is a text by the schema and in the examples.
  const percent = Number.parseFloat(String(job.progress));
  const shown = Number.isNaN(percent) ? status : `${status} ${percent} %`;
  if (status === 'SUCCESSFUL') return { state: 'done', status };
  if (FAILED.has(status)) return { state: 'failed', status, reason: String(job.reason ?? '') };
  // Any other status, known or not, is polled on: the vendor may add one.
  return { state: 'running', status: shown, ...(Number.isNaN(percent) ? {} : { percent }) };
}

/**
 * The job that a response names; empty where it names none. A number that was rounded when it was read is the id of
 * another job.
 */
export function jobIdIn(body: unknown): string {
  const { jobId } = (body ?? {}) as Record<string, unknown>;
  if (typeof jobId === 'string') return jobId;
  return Number.isSafeInteger(jobId) ? String(jobId) : '';
}
