import { RefusedError } from '../../../src/client/errors';
import { connectionStringOf } from '../../../src/cockroach/protocol/connection-string';
import { ORDERS } from '../../support/cockroach';
import { fakeApi } from '../../support/protocol';

const CALL = `GET /api/v1/clusters/${ORDERS}/connection-string`;
const ADDRESS = 'postgresql://orders.cockroachlabs.cloud:26257/defaultdb?sslmode=verify-full';

async function asked(answer: unknown, plan = 'STANDARD') {
  const said: string[] = [];
  const api = fakeApi({ [CALL]: answer });
  const text = await connectionStringOf(api, ORDERS, plan, (line) => said.push(line));
  return { text, said, query: api.requests[0]?.query };
}

test.each([
  ['BASIC', {}],
  ['STANDARD', {}],
  ['ADVANCED', { os: 'LINUX' }],
])('%s is asked with %j', async (plan, query) => {
  expect(await asked({ connection_string: ADDRESS }, plan)).toEqual({
    text: ADDRESS,
    said: [],
    query,
  });
});

test.each<[string, unknown]>([
  ['nothing', {}],
  ['an empty text', { connection_string: '' }],
  ['no address', { connection_string: 'host=orders' }],
  ['an address that none can read', { connection_string: 'postgresql://orders:port/db' }],
  ['another protocol', { connection_string: 'https://orders.cockroachlabs.cloud' }],
  ['a password', { connection_string: 'postgresql://app:secret@orders:26257/defaultdb' }],
  ['a password in the query', { connection_string: 'postgresql://app@orders/db?password=secret' }],
  ['a line break', { connection_string: `${ADDRESS}\n` }],
  ['more than an address', { connection_string: `${ADDRESS}&a=${'x'.repeat(2048)}` }],
])('%s is not known, which is reported and never shown', async (_title, answer) => {
  const { text, said } = await asked(answer);
  expect(text).toBe('');
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^connectionString is not known: the response to GET/);
  expect(said[0]).not.toContain('secret');
});

test('a refusal fails no restore that has ended well', async () => {
  const { text, said } = await asked(() => {
    const request = { method: 'GET', url: 'https://localhost', status: 403 };
    const facts = { kind: 'refused', effect: 'nothing', retry: 'after a fix', request } as const;
    throw new RefusedError('CockroachDB Cloud refused: code 7', '', facts, '7', undefined);
  });
  expect(text).toBe('');
  expect(said).toEqual(['connectionString is not known: CockroachDB Cloud refused: code 7']);
});

test('an internal error is not hidden', async () => {
  const broken = asked(() => {
    throw new TypeError('a bug');
  });
  await expect(broken).rejects.toThrow('a bug');
});
