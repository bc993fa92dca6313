import { UnusableResponse } from '../client/errors';
import type { Submitted } from '../vendor/protocol';

/** Ids travel in variables of the environment, in messages and in Terraform's state. */
const LONGEST_ID = 256;

/** Refuses a response with ids that no vendor gives. */
export function refuseLongIds(submitted: Submitted): Submitted {
  const { jobId, facts } = submitted;
  for (const [name, value] of Object.entries({ job_id: jobId ?? '', ...facts })) {
    if (value.length <= LONGEST_ID) continue;
    throw new UnusableResponse(
      `the response names a ${name} of ${value.length} characters, more than ${LONGEST_ID}`,
    );
  }
  return submitted;
}
