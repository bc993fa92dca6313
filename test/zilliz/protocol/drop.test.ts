import type * as Ownership from '../../../src/zilliz/model/ownership';
import { restoreCluster } from '../../../src/zilliz/protocol/restore-cluster';
import { changedModule } from '../../support/changed-module';
import { fakeApi, protocolContext, refused } from '../../support/protocol';
import { cluster, DISAGREEMENTS, type Disagreement, recorded } from './drop-cases';

const READ = 'GET /v2/clusters/in01-clone';
const DROP = 'DELETE /v2/clusters/in01-clone/drop';
const PROJECT = 'GET /v2/projects/proj-staging';
const LIST = 'GET /v2/clusters';

/** What a drop sent, said and returned. */
async function dropping(one: Partial<Disagreement>, answers: Record<string, unknown> = {}) {
  const api = fakeApi({ [READ]: { ...cluster, ...one.cluster }, [DROP]: {}, ...answers });
  const context = protocolContext(api, {} as never, { sources: one.sources ?? [] });
  const dropped = await restoreCluster.drop?.(context, { ...recorded, ...one.recorded });
  return { dropped, calls: api.calls, said: context.said };
}

test('a cluster of which everything agrees is dropped, after one look at it', async () => {
  expect(await dropping({})).toEqual({
    dropped: 'dropped',
    calls: [READ, DROP],
    said: ['dropped in01-clone'],
  });
});

const isDescribed = (one: Disagreement) => one.cluster?.clusterId === undefined;

test('a description of another cluster is none: neither dropped nor gone', async () => {
  const [other] = DISAGREEMENTS.filter((one) => !isDescribed(one));
  for (const status of ['RUNNING', 'DELETED']) {
    await expect(dropping({ cluster: { ...other?.cluster, status } })).rejects.toThrow(
      'describes cluster "in01-2", not "in01-clone"',
    );
  }
});

test.each(DISAGREEMENTS.filter(isDescribed))(
  '$title: it is left, and the line says why and how to drop it',
  async (one) => {
    const { dropped, calls, said } = await dropping(one);
    expect(dropped).toBe('left');
    expect(calls).toEqual([READ]);
    expect(said).toEqual([
      `left in01-clone: it is not proven that this restore created it (${one.doubt}). If you no longer need it, drop it in the Zilliz Cloud console or with DELETE /v2/clusters/in01-clone/drop`,
    ]);
  },
);

test('a cluster that is gone before the drop arrives is none that is left', async () => {
  expect(await dropping({}, { [DROP]: refused('96018') })).toMatchObject({
    dropped: 'dropped',
    said: ['in01-clone is already gone'],
  });
  await expect(dropping({}, { [DROP]: refused('96001') })).rejects.toThrow('96001');
});

test('all doubts are said', async () => {
  const one = { cluster: { projectId: 'proj-b', clusterName: 'theirs' } };
  expect((await dropping(one)).said[0]).toMatch(/created it \(its name is [^;]*; its project is /);
});

describe('a cluster that is not there', () => {
  const project = { projectId: 'proj-staging' };

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['no object', undefined],
    ['another project', { projectId: 'proj-other' }],
  ])('is not gone where %s is said of its project', async (_title, answer) => {
    const end = dropping({}, { [READ]: refused('96018'), [PROJECT]: answer });
    await expect(end).rejects.toThrow(/is not known: the API|describes no project/);
  });

  test('by an id that was edited is not gone while another one has its name', async () => {
    const list = { clusters: [{ ...cluster, clusterId: 'in01-real' }] };
    const answers = { [READ]: refused('96018'), [PROJECT]: project, [LIST]: list };
    expect(await dropping({}, answers)).toEqual({
      dropped: 'left',
      calls: [READ, PROJECT, LIST],
      said: [
        'left in01-real: it is not proven that this restore created it (the API does not know in01-clone, which is recorded). If you no longer need it, drop it in the Zilliz Cloud console or with DELETE /v2/clusters/in01-real/drop',
      ],
    });
  });

  test.each([
    ['was dropped', { ...cluster, status: 'DELETED' }, [READ]],
    ['is not known, in an organization that the key sees', refused('96018'), [READ, PROJECT, LIST]],
  ])('%s: it is gone', async (_title, answer, calls) => {
    const others = { clusters: [{ ...cluster, status: 'DELETED' }] };
    const end = await dropping({}, { [READ]: answer, [PROJECT]: project, [LIST]: others });
    expect(end).toEqual({ dropped: 'gone', calls, said: ['in01-clone is already gone'] });
  });

  test('of a state without a project it is not known whether it is gone', async () => {
    const one = { recorded: { project_id: '' } };
    await expect(dropping(one, { [READ]: refused('96018') })).rejects.toThrow(
      'whether it is gone or in another organization is not known',
    );
  });

  test('and was never recorded: nothing is asked and nothing is sent', async () => {
    const said = ['no cluster is recorded: nothing to drop'];
    expect(await dropping({ recorded: { cluster_id: '' } })).toEqual({
      dropped: 'gone',
      calls: [],
      said,
    });
    const context = protocolContext(fakeApi({}), {} as never);
    expect(await restoreCluster.drop?.(context, {})).toBe('gone');
    expect(context.said).toEqual(said);
  });
});

/** The proof with a part taken out. */
function proofWithout(part: string, replacement: string) {
  const { doubtsOfOwnership } = changedModule<typeof Ownership>(
    'zilliz/model/ownership.ts',
    part,
    replacement,
  );
  return (one: Partial<Disagreement>) =>
    doubtsOfOwnership(
      { ...recorded, ...one.recorded },
      { ...cluster, ...one.cluster },
      one.sources ?? [],
    );
}

// Whoever adds a proof adds its row above, and its removal here.
test.each<[string, string, string, readonly string[]]>([
  ['of the id', '...idDoubts(recorded, cluster),', '', ['another cluster than asked for']],
  [
    'of the name',
    "...differs('its name', recorded.cluster_name, cluster.clusterName),",
    '',
    ['another name', 'no recorded name'],
  ],
  [
    'of the project',
    "...differs('its project', recorded.project_id, cluster.projectId),",
    '',
    ['another project', 'no recorded project'],
  ],
  [
    'of the time',
    "timeDoubts('the request', recorded.requested_at, cluster.createTime)",
    '[]',
    ['an older cluster', 'no time of creation', 'no recorded time'],
  ],
  [
    'that it was requested',
    "['it was adopted, and this app did not request it']",
    '[]',
    ['one that was adopted'],
  ],
  [
    'of the sources',
    '...sourceDoubts(recorded.source_cluster_ids, sources, cluster.clusterId),',
    '',
    [
      'the source of this restore',
      'the source of another restore, when it was submitted',
      'the source of another restore, today',
      'no recorded source',
    ],
  ],
  [
    'of the recorded sources',
    "...recorded.split(' '), ",
    '',
    ['the source of this restore', 'the source of another restore, when it was submitted'],
  ],
  ['of the sources of today', ', ...sources]', ']', ['the source of another restore, today']],
])(
  'without the proof %s those of its rows would be dropped',
  (_title, part, replacement, titles) => {
    const doubtsOf = proofWithout(part, replacement);
    const dropped = DISAGREEMENTS.filter((one) => doubtsOf(one)?.length === 0);
    expect(dropped.map(({ title }) => title)).toEqual(titles);
  },
);
