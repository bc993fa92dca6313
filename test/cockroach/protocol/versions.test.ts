import { NoResponseError, RefusedError } from '../../../src/client/errors';
import { upgradesOf } from '../../../src/cockroach/protocol/versions';
import { fakeApi } from '../../support/protocol';

const CALL = 'GET /api/v1/cluster-versions';
const listed = (...versions: unknown[]) => ({ [CALL]: { versions } });
const regular = (version: string, ...allowed_upgrades: string[]) => ({
  version,
  support_status: 'SUPPORTED',
  release_type: 'REGULAR',
  allowed_upgrades,
});
const refusedWith = (status: number) => () => {
  const request = { method: 'GET', url: 'https://localhost', status };
  const facts = { kind: 'refused', effect: 'nothing', retry: 'after a fix', request } as const;
  throw new RefusedError('no', '', facts, String(status), undefined);
};

test('the upgrades of a major version are those that the API lists for it', async () => {
  const api = fakeApi(listed(regular('v26.2', 'v26.3'), regular('v25.4', 'v26.1', 'v26.2')));
  expect(await upgradesOf(api, 'v25.4.2')).toEqual(['v26.1', 'v26.2']);
  expect(api.requests[0]?.query).toMatchObject({ 'pagination.sort_order': 'DESC' });
});

test.each<[string, Record<string, unknown>]>([
  ['a version that is not listed', listed(regular('v26.2', 'v26.3'))],
  ['no list', { [CALL]: {} }],
  ['a list of another form', { [CALL]: { versions: ['v25.4'] } }],
  ['an entry without upgrades', listed({ version: 'v25.4' })],
  ['an error with HTTP 200', { [CALL]: { code: 12, message: 'unimplemented' } }],
  ['a refusal', { [CALL]: refusedWith(404) }],
  ['a key that may not', { [CALL]: refusedWith(403) }],
])('%s tells nothing', async (_title, answers) => {
  expect(await upgradesOf(fakeApi(answers), 'v25.4.2')).toBeUndefined();
});

test('a cluster without a version asks nothing', async () => {
  const api = fakeApi({});
  expect(await upgradesOf(api, 'next')).toBeUndefined();
  expect(api.calls).toEqual([]);
});

test.each<[string, () => never]>([
  ['a key that is none', refusedWith(401) as () => never],
  [
    'a server that is not there',
    () => {
      throw new NoResponseError('no response', '', { effect: 'nothing', retry: 'later' });
    },
  ],
])('%s is not a missing response but an error', async (_title, answer) => {
  await expect(upgradesOf(fakeApi({ [CALL]: answer }), 'v25.4.2')).rejects.toThrow();
});
