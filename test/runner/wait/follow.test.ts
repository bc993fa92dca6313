import { UnusableResponse } from '../../../src/client/errors';
import { FINISHED_VARIABLE, followJobs, untilThere } from '../../../src/runner/wait/follow';
import type { Watch } from '../../../src/runner/wait/watch';
import type { Progress } from '../../../src/vendor/outcomes';

/** A watch that keeps what it hears, and waits for nothing; it ends after so many looks. */
function watching(most = 5) {
  const heard: string[] = [];
  let left = most;
  const watch: Watch = {
    report: (line, about) => heard.push(`${about}: ${line}`),
    looked: (about, seen) => heard.push(`${about} ${seen instanceof Error ? 'failed' : 'seen'}`),
    next: async () => {
      left -= 1;
      if (left < 0) throw new Error('the time is over');
    },
  };
  return { watch, heard };
}
const unusable = new UnusableResponse('no cluster in it');

describe('what is waited for', () => {
  const until = async (...answers: (object | Error)[]) => {
    const { watch, heard } = watching();
    const end = await untilThere(async () => {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) throw answer;
      return answer as { notThere: string };
    }, watch).catch((error: Error) => error.message);
    return { end, heard };
  };

  test('is looked for again, also after a response that cannot be used', async () => {
    const there = { facts: {} };
    expect(await until({ notThere: 'it is\nCREATING' }, unusable, there)).toEqual({
      end: there,
      heard: [
        'verify: it is\\u000aCREATING',
        'verify seen',
        'verify: no cluster in it',
        'verify failed',
      ],
    });
  });

  test('is not, once it is gone or the program has a fault', async () => {
    const gone = { notThere: 'it is gone', isGone: true };
    expect(await until(gone)).toEqual({ end: gone, heard: [] });
    expect(await until(new TypeError('a bug'))).toEqual({ end: 'a bug', heard: [] });
  });
});

describe('a job', () => {
  const MISSING: Progress = { state: 'missing', status: 'unknown' };
  const RUNNING: Progress = { state: 'running', status: 'IN_PROGRESS' };

  const follow = async (jobId: string | undefined, progress: Progress, named = '') => {
    const { watch, heard } = watching(0);
    const ends: Progress[] = [];
    const poll = async () => progress;
    const following = {
      ...{ operation: { poll }, driver: {} as never, recorded: {}, watch },
      env: { [FINISHED_VARIABLE]: named },
    };
    const job = { name: 'restore', jobId };
    const error = await followJobs([job], following, (_job, end) => ends.push(end)).catch(
      ({ message }: Error) => message,
    );
    return { end: ends[0], heard, error };
  };

  test.each([undefined, ''])('without an id (%j) is not followed', async (jobId) => {
    expect(await follow(jobId, RUNNING)).toMatchObject({
      end: { state: 'done', status: 'no job to follow' },
      heard: ['restore: restore: no job to follow'],
    });
  });

  test.each<[string, Progress, string, Progress | undefined]>([
    ['that nobody knows has no end', MISSING, 'job-2', MISSING],
    [
      'that a person saw finished has',
      MISSING,
      'job-1',
      { state: 'done', status: `finished, as ${FINISHED_VARIABLE} says` },
    ],
    ['that runs goes on, whatever a person says', RUNNING, 'job-1', undefined],
  ])('%s', async (_title, progress, named, end) => {
    const followed = await follow('job-1', progress, named);
    expect(followed.end).toEqual(end);
    expect(followed.error).toBe(end === undefined ? 'the time is over' : undefined);
  });
});
