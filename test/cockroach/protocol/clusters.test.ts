import { clusterOf, titleOf, tryClusterOf } from '../../../src/cockroach/protocol/clusters';
import { fakeApi, refused } from '../../support/protocol';

const api = (answer: unknown) => fakeApi({ 'GET /api/v1/clusters/c1': answer });
const FIX = 'Correct its id, or use a key of the organization that it is in';

test.each([
  [
    'source',
    `the source cluster c1 does not exist. ${FIX}. Backups of a deleted cluster are restored by CockroachDB support.`,
  ],
  ['destination', `the destination cluster c1 does not exist. ${FIX}.`],
  ['cluster', `cluster c1 does not exist. ${FIX}.`],
] as const)('a %s that is gone is reported as such', async (role, text) => {
  for (const answer of [refused('5'), refused('404'), { id: 'c1', state: 'DELETED' }]) {
    await expect(clusterOf(api(answer), 'c1', role)).rejects.toThrow(text);
  }
});

test('one that was deleted is still described to who asks for it', async () => {
  expect(await tryClusterOf(api({ id: 'c1', state: 'DELETED' }), 'c1')).toMatchObject({
    state: 'DELETED',
  });
  expect(await tryClusterOf(api(refused('5')), 'c1')).toBeUndefined();
});

test('what is not told is empty, but labels are not reported', async () => {
  expect(await clusterOf(api({ id: 'c1' }), 'c1', 'cluster')).toEqual({
    id: 'c1',
    name: '',
    plan: '',
    cloud_provider: '',
    cockroach_version: '',
    state: '',
    operation_status: '',
    upgrade_status: '',
    delete_protection: '',
    regions: [],
  });
});

test.each([[undefined], [{}], [{ id: 7 }], [{ id: 'c1', labels: 'none' }]])(
  '%j describes no cluster',
  async (answer) => {
    await expect(clusterOf(api(answer), 'c1', 'cluster')).rejects.toThrow(
      'the response to GET /api/v1/clusters/c1 describes no cluster',
    );
  },
);

test('another cluster than asked for is reported with both ids, the case of which does not matter', async () => {
  const long = `c2\u001b${'x'.repeat(100)}`;
  await expect(tryClusterOf(api({ id: long }), 'c1')).rejects.toThrow(
    /describes cluster "c2\\u001bx{70}…, not "c1"\./,
  );
  expect(await tryClusterOf(api({ id: 'C1' }), 'c1')).toMatchObject({ id: 'c1' });
});

test('a title has the name and the id', () => {
  expect(titleOf({ id: 'c1', name: 'a' } as never)).toBe('a (c1)');
  expect(titleOf({ id: 'c1', name: '' } as never)).toBe('c1');
});
