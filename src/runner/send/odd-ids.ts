import { UnusableResponse } from '../../client/errors';
import { quote } from '../../text/text';
import type { Submitted } from '../../vendor/outcomes';
import { isSafeSegment } from '../../vendor/request';

/** Ids travel in variables of the environment, in messages and in Terraform's state. */
const LONGEST_ID = 256;

/** Refuses a response with ids that no vendor gives, and by which nothing could be asked for. */
export function refuseOddIds(submitted: Submitted): Submitted {
  const { jobId, facts } = submitted;
  for (const [name, value] of Object.entries({ job_id: jobId ?? '', ...facts })) {
    if (value.length > LONGEST_ID) {
      throw new UnusableResponse(
        `the response names a ${name} of ${value.length} characters, more than ${LONGEST_ID}`,
      );
    }
    const isId = name.endsWith('_id') && value !== '';
    if (isId && (!isSafeSegment(value) || /[\s/\\?#%]/.test(value))) {
      throw new UnusableResponse(
        `the response names ${quote(value)} as ${name}, which cannot be one`,
      );
    }
  }
  return submitted;
}
