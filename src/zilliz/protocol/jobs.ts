import type { ApiClient } from '../../client/api-client';
import type { Progress } from '../../vendor/outcomes';

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
  const status = typeof job.status === 'string' ? job.status : 'of unknown status';
  // Progress is a text by the schema and in the examples.
  const percent = Number.parseFloat(String(job.progress));
  const shown = Number.isNaN(percent) ? status : `${status} ${percent} %`;
  if (status === 'SUCCESSFUL') return { state: 'done', status };
  if (FAILED.has(status)) return { state: 'failed', status, reason: String(job.reason ?? '') };
  // Any other status, known or not, is polled on: the vendor may add one.
  return { state: 'running', status: shown, ...(Number.isNaN(percent) ? {} : { percent }) };
}
