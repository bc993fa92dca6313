import { pollJob } from '../../../src/zilliz/protocol/jobs';
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
  'a job that is %s is looked at again',
  async (status) => {
    expect(await poll({ status })).toEqual({ state: 'running', status });
  },
);

test.each([
  ['40', 40],
  ['40 %', 40],
  [40, 40],
  ['0', 0],
])('progress %j is told', async (progress, percent) => {
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
  'a job described as %j is looked at again',
  async (job) => {
    expect(await poll(job)).toEqual({ state: 'running', status: 'of unknown status' });
  },
);
