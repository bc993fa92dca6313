import { UnusableAnswer } from '../client/errors';
import type { Submitted } from '../vendor/protocol';

/** Ids travel in variables of the environment, in messages and in Terraform's state. */
const LONGEST_ID = 256;

/** Refuses an answer with ids that no vendor gives. */
export function refuseLongIds(submitted: Submitted): Submitted {
  const { jobId, facts } = submitted;
  for (const [name, value] of Object.entries({ job_id: jobId ?? '', ...facts })) {
    if (value.length <= LONGEST_ID) continue;
    throw new UnusableAnswer(
      `the answer names a ${name} of ${value.length} characters, more than ${LONGEST_ID}`,
    );
  }
  return submitted;
}
