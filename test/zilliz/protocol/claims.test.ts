import {
  doubtsOfClusterClaim,
  doubtsOfDescribedJob,
  doubtsOfJobClaim,
} from '../../../src/zilliz/protocol/claims';
import { fakeApi, refused } from '../../support/protocol';

const claim = { recorded: { requested_at: '2026-11-21T00:00:00Z' } };

test.each<[string, object, string[]]>([
  ['a restore since', { startTime: '2026-11-21T00:01:00Z' }, []],
  ['one that has not begun', { startTime: null }, []],
  ['clocks five minutes apart', { startTime: '2026-11-20T23:55:00Z' }, []],
  [
    'an older one',
    { startTime: '2026-11-20T23:54:59Z' },
    ['it began at 2026-11-20T23:54:59Z, before the request (2026-11-21T00:00:00Z)'],
  ],
  ['a backup', { type: 'BACKUP' }, ['its type is "BACKUP", not RESTORE']],
])('%s', (_title, job, doubts) => {
  expect(doubtsOfDescribedJob({ type: 'RESTORE', ...job }, claim)).toEqual(doubts);
});

test('without the time of the request nothing is proven', () => {
  expect(doubtsOfDescribedJob({ type: 'RESTORE' }, { recorded: {} })).toEqual([
    'the time of the request was not recorded',
  ]);
});

describe('what a person names', () => {
  const JOB = 'GET /v2/jobs/job-1';
  const requested_at = '2026-11-21T00:00:00Z';
  const cluster = {
    ...{ clusterId: 'in01-1', clusterName: 'a', projectId: 'p', status: 'RUNNING' },
    createTime: '2026-11-21T00:01:00Z',
  };
  const facts = { cluster_name: 'a', project_id: 'p', source_cluster_ids: 'in01-0', requested_at };
  const sentAt = new Date(requested_at);
  const ofCluster = (recorded: Record<string, string>, answers: object, isSent = true) =>
    doubtsOfClusterClaim(fakeApi({ 'GET /v2/clusters/in01-1': cluster, ...answers }), {
      ...(isSent ? { sentAt } : {}),
      recorded: { ...facts, ...recorded },
    });
  const ofJob = (recorded: Record<string, string>, job: unknown) =>
    doubtsOfJobClaim(fakeApi({ [JOB]: job }), { recorded: { requested_at, ...recorded } });

  test('is its cluster, and its job too where that is named', async () => {
    const named = { cluster_id: 'in01-1' };
    expect(await ofCluster(named, {})).toEqual([]);
    expect(await ofCluster({ ...named, job_id: 'job-1' }, { [JOB]: { type: 'RESTORE' } })).toEqual(
      [],
    );
    expect(await ofCluster({ ...named, job_id: 'job-1' }, { [JOB]: { type: 'BACKUP' } })).toEqual([
      'its type is "BACKUP", not RESTORE',
    ]);
    expect(await ofCluster({ job_id: 'job-1' }, {})).toEqual([
      'a restored cluster is adopted by its id: cluster_id=<id>',
    ]);
    for (const gone of [{ ...cluster, status: 'DELETED' }, refused('96018')]) {
      expect(await ofCluster(named, { 'GET /v2/clusters/in01-1': gone })).toEqual([
        'cluster "in01-1" does not exist, or the key cannot see it',
      ]);
    }
  });

  test('may be older than the request where another run sent that, and not than the backup', async () => {
    const old = { 'GET /v2/clusters/in01-1': { ...cluster, createTime: '2026-11-20T00:00:00Z' } };
    const named = { cluster_id: 'in01-1', backup_time: '2026-11-19T00:00:00Z' };
    expect(await ofCluster(named, old, false)).toEqual([]);
    expect(await ofCluster(named, old)).toEqual([expect.stringContaining('before the request')]);
    const newer = { ...named, backup_time: '2026-11-20T12:00:00Z' };
    expect(await ofCluster(newer, old, false)).toEqual([
      expect.stringContaining('before the backup'),
    ]);
  });

  test('is the job of collections, which the API must describe', async () => {
    expect(await ofJob({ job_id: 'job-1' }, { type: 'RESTORE' })).toEqual([]);
    expect(await ofJob({ job_id: 'job-1' }, refused('96026'))).toEqual([
      'there is no job "job-1", or the key cannot see it',
    ]);
    expect(await ofJob({ job_id: 'job-1' }, { type: 7 })).toEqual([
      'the API does not describe job "job-1"',
    ]);
    const others: Record<string, string>[] = [{}, { cluster_id: 'in01-1', job_id: 'job-1' }];
    for (const recorded of others) {
      expect(await ofJob(recorded, { type: 'RESTORE' })).toEqual([
        'restored collections are adopted by their job: job_id=<id>',
      ]);
    }
  });

  test('is not proven by the description of another job', async () => {
    await expect(ofJob({ job_id: 'job-1' }, { jobId: 'job-2', type: 'RESTORE' })).rejects.toThrow(
      'describes job "job-2", not "job-1"',
    );
  });
});
