import { jobIdIn, pollJob } from '../../../src/zilliz/protocol/jobs';
import { fakeApi } from '../../support/protocol';

const poll = (job: unknown) => pollJob(fakeApi({ 'GET /v2/jobs/job-1': job }), 'job-1');

test('a job that was SUCCESSFUL is done', async () => {
  expect(await poll({ status: 'SUCCESSFUL', progress: '100' })).toEqual({
    state: 'done',
    status: 'SUCCESSFUL',
  });
});

test.each(['FAILED', 'CANCELED', 'CANCELLED'])('a job that is %s has failed', async (status) => {
  expect(await poll({ status, reason: 'quota' })).toEqual({
    state: 'failed',
    status,
    reason: 'quota',
  });
  expect(await poll({ status })).toEqual({ state: 'failed', status, reason: '' });
});

test.each(['PENDING', 'IN_PROGRESS', 'SUCCESS', 'PAUSED', 'CANCELING', 'successful'])(
  'a job that is %s is checked again',
  async (status) => {
    expect(await poll({ status })).toEqual({ state: 'running', status });
  },
);

test.each([
  ['40', 40],
  ['40 %', 40],
  [40, 40],
  ['0', 0],
])('progress %j is reported', async (progress, percent) => {
  expect(await poll({ status: 'IN_PROGRESS', progress })).toEqual({
    state: 'running',
    status: `IN_PROGRESS ${percent} %`,
    percent,
  });
});

test.each([[undefined], [null], ['soon'], [{}]])('progress %j tells nothing', async (progress) => {
  expect(await poll({ status: 'IN_PROGRESS', progress })).toEqual({
    state: 'running',
    status: 'IN_PROGRESS',
  });
});

test.each([[undefined], [null], [{}], [{ status: 7 }]])(
  'a job described as %j is checked again',
  async (job) => {
    expect(await poll(job)).toEqual({ state: 'running', status: 'of unknown status' });
  },
);

test('the end of another job is not that of this one', async () => {
  await expect(poll({ jobId: 'job-2', status: 'SUCCESSFUL' })).rejects.toThrow(
    'the response to GET /v2/jobs/job-1 describes job "job-2", not "job-1"',
  );
  expect(await poll({ jobId: 'JOB-1', status: 'SUCCESSFUL' })).toMatchObject({ state: 'done' });
});

test.each([
  [{ jobId: 'job-1' }, 'job-1'],
  [{ jobId: 12 }, '12'],
  [{ jobId: 2 ** 53 }, ''],
  [{ jobId: 1.5 }, ''],
  [{ jobId: null }, ''],
  [undefined, ''],
])('the job of %j is %j', (body, id) => {
  expect(jobIdIn(body)).toBe(id);
});
