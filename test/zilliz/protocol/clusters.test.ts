import { clusterOf, tryClusterOf } from '../../../src/zilliz/protocol/clusters';
import { fakeApi } from '../../support/protocol';

const api = (answer: unknown) => fakeApi({ 'GET /v2/clusters/in01-1': answer });

describe.each([
  ['clusterOf', clusterOf],
  ['tryClusterOf', tryClusterOf],
])('%s', (_name, read) => {
  test.each(['RUNNING', 'DELETED'])(
    'says nothing by another cluster than asked for, be it %s',
    async (status) => {
      await expect(read(api({ clusterId: 'in01-2', status }), 'in01-1')).rejects.toThrow(
        'the response to GET /v2/clusters/in01-1 describes cluster "in01-2", not "in01-1"',
      );
    },
  );

  test('does not mind the case of an id', async () => {
    expect(await read(api({ clusterId: 'IN01-1' }), 'in01-1')).toMatchObject({
      clusterId: 'IN01-1',
    });
  });

  test.each([[undefined], [{}], [{ clusterId: 7 }]])('finds no cluster in %j', async (answer) => {
    await expect(read(api(answer), 'in01-1')).rejects.toThrow(
      'the response to GET /v2/clusters/in01-1 describes no cluster',
    );
  });
});
