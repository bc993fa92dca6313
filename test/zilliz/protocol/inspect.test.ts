import { ClientError, RefusedError } from '../../../src/client/errors';
import { inspectCluster, inspectTarget } from '../../../src/zilliz/protocol/inspect';
import { requireSameOrganization } from '../../../src/zilliz/protocol/organization';
import { fakeApi, refused } from '../../support/protocol';

const CLUSTER = 'GET /v2/clusters/in01-clone';
const PROJECT = 'GET /v2/projects/proj-a';
const cluster = {
  clusterId: 'in01-clone',
  clusterName: 'clone',
  projectId: 'proj-a',
  status: 'RUNNING',
  connectAddress: 'https://clone',
  createTime: '2026-11-21T00:01:00Z',
};
const recorded = {
  cluster_id: 'in01-clone',
  cluster_name: 'clone',
  project_id: 'proj-a',
  requested_at: '2026-11-21T00:00:00Z',
  connect_address: 'https://clone',
  source_cluster_ids: 'in01-source',
};
const nothing = { drift: [], unconfirmed: [], doubts: [] };
const request = { method: 'GET', url: '/', status: 400 } as const;
const facts = { effect: 'nothing', retry: 'after a fix', request } as const;
const throws = (error: Error) => () => {
  throw error;
};
const inspected = (answers: Record<string, unknown>, change: Record<string, string> = {}) =>
  inspectCluster(fakeApi(answers), { ...recorded, ...change }, []);

describe('a restored cluster', () => {
  test('that is not recorded is not looked for', async () => {
    const api = fakeApi({});
    for (const without of [{}, { cluster_id: '' }] as Record<string, string>[]) {
      expect(await inspectCluster(api, without, [])).toEqual({
        presence: 'unknown',
        text: 'no cluster is recorded',
        ...nothing,
      });
    }
    expect(api.calls).toEqual([]);
  });

  test('that was dropped is gone, whatever else is known of it', async () => {
    expect(await inspected({ [CLUSTER]: { ...cluster, status: 'DELETED' } })).toEqual({
      presence: 'gone',
      text: 'clone, DELETED',
      name: 'clone',
      ...nothing,
    });
  });

  test.each([
    ['the same', 'https://clone', {}, []],
    ['not recorded', 'https://clone', { connect_address: '' }, []],
    ['not told', '', {}, []],
    [
      'another',
      'https://other',
      {},
      ['its connect address is "https://other", not "https://clone"'],
    ],
  ])('whose address is %s', async (_title, connectAddress, change, drift) => {
    const found = await inspected({ [CLUSTER]: { ...cluster, connectAddress } }, change);
    expect(found).toEqual({
      presence: 'there',
      text: 'clone, RUNNING',
      name: 'clone',
      drift,
      unconfirmed: ['what was requested is not recorded'],
      doubts: [],
      kept: [],
    });
  });

  test('that differs from the request has drifted, and what the API leaves out is not confirmed', async () => {
    const request = JSON.stringify({ targetProjectId: 'proj-a', clusterName: 'clone', cuSize: 2 });
    const small = { ...cluster, cuSize: 1 };
    const { drift, unconfirmed } = await inspected({ [CLUSTER]: small }, { request });
    expect(drift).toHaveLength(1);
    expect(drift[0]).toContain('1');
    for (const line of unconfirmed) expect(line).toMatch(/^the API does not report ./);
    const untold = await inspected({ [CLUSTER]: cluster }, { request });
    expect(untold.drift).toEqual([]);
    expect(untold.unconfirmed.length).toBeGreaterThan(0);
  });

  test('that is not proven to be ours has its doubts', async () => {
    const theirs = { ...cluster, projectId: 'proj-b' };
    expect((await inspected({ [CLUSTER]: theirs })).doubts).toHaveLength(1);
  });

  test('that was adopted is as it should be, and stays', async () => {
    const adopted = await inspected({ [CLUSTER]: cluster }, { requested_at: 'adopted' });
    expect(adopted).toMatchObject({
      ...{ presence: 'there', doubts: [] },
      kept: ['it was adopted, and this app did not request it'],
    });
  });

  test('that the API does not know is gone where the key sees its project', async () => {
    const answers = { [CLUSTER]: refused('96018'), [PROJECT]: { projectId: 'proj-a' } };
    expect(await inspected(answers)).toEqual({
      presence: 'gone',
      text: 'the API no longer lists it',
      ...nothing,
    });
  });

  const problem =
    'the API does not know cluster in01-clone, and whether it is gone or in another organization is not known';

  test.each(['refused', 'credentials'] as const)(
    'is of unknown presence where the project is %s',
    async (kind) => {
      const error = new RefusedError('no', '', { ...facts, kind }, '1', undefined);
      const answers = { [CLUSTER]: refused('96018'), [PROJECT]: throws(error) };
      expect(await inspected(answers)).toEqual({
        presence: 'unknown',
        text: `${problem}: the key cannot see project proj-a`,
        ...nothing,
      });
    },
  );

  test('is of unknown presence where its project is not recorded', async () => {
    expect(await inspected({ [CLUSTER]: refused('96018') }, { project_id: '' })).toMatchObject({
      presence: 'unknown',
      text: problem,
    });
  });

  test('is nothing where the API fails: the failure is reported', async () => {
    const lost = new ClientError('no response', '', { ...facts, kind: 'network' } as never);
    const answers = { [CLUSTER]: refused('96018'), [PROJECT]: throws(lost) };
    await expect(inspected(answers)).rejects.toBe(lost);
    const bug = new TypeError('a bug');
    await expect(inspected({ [CLUSTER]: refused('96018'), [PROJECT]: throws(bug) })).rejects.toBe(
      bug,
    );
  });

  test('a key of another organization is told what to do', async () => {
    await expect(requireSameOrganization(fakeApi({}), {})).rejects.toMatchObject({
      kind: 'credentials',
      fix: 'Use a key of the organization in which the cluster was restored',
    });
    const error = new RefusedError('no', '', { ...facts, kind: 'refused' }, '1', undefined);
    await expect(
      requireSameOrganization(fakeApi({ [PROJECT]: throws(error) }), { project_id: 'proj-a' }),
    ).rejects.toMatchObject({ kind: 'credentials', retry: 'after a fix', cause: error });
  });
});

describe('the target of collections', () => {
  const target = (answer: unknown, id = 'in01-clone') =>
    inspectTarget(fakeApi({ [CLUSTER]: answer }), { cluster_id: id });

  test.each<[string, unknown, string, string, string]>([
    [
      'is not recorded',
      {},
      '',
      'unknown',
      'the target cluster is not recorded: the restore has not ended',
    ],
    [
      'is not known',
      refused('96018'),
      'in01-clone',
      'unknown',
      'the API does not know cluster in01-clone, or the key cannot see it',
    ],
    [
      'was dropped',
      { ...cluster, status: 'DELETED' },
      'in01-clone',
      'gone',
      'in clone, DELETED; the API reports nothing about collections',
    ],
    [
      'is there',
      cluster,
      'in01-clone',
      'there',
      'in clone, RUNNING; the API reports nothing about collections',
    ],
  ])('%s', async (_title, answer, id, presence, text) => {
    expect(await target(answer, id)).toEqual({ presence, text, ...nothing });
  });
});
