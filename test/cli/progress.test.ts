import { progressLine, withProgress } from '../../src/cli/progress';
import { fakeApi } from '../support/protocol';

/** A stream that keeps what it gets, as the terminal of a person or as something else. */
function stream(change: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = [];
  return {
    isTTY: true,
    columns: 80,
    write: (text: string) => written.push(text),
    written,
    ...change,
  };
}
const OVER = '\r\u001b[2K';

test('a line takes the place of the one before, and goes once', () => {
  const to = stream();
  const line = progressLine(to, {});
  line.show('one');
  line.show('two');
  line.clear();
  line.clear();
  expect(to.written).toEqual([`${OVER}one`, `${OVER}two`, OVER]);
});

test.each<[string, object, NodeJS.ProcessEnv]>([
  ['a pipe', { isTTY: undefined }, {}],
  ['a CI system', {}, { CI: 'true' }],
  ['a terminal that knows no such line', {}, { TERM: 'dumb' }],
])('%s gets none', (_title, change, env) => {
  const to = stream(change);
  const line = progressLine(to, env);
  line.show('one');
  line.clear();
  expect(to.written).toEqual([]);
});

test.each([
  [40, 39],
  [0, 79],
  [5, 19],
])('in %i columns a line never wraps: at most %i characters', (columns, most) => {
  const to = stream({ columns });
  progressLine(to, {}).show('x'.repeat(200));
  expect(to.written[0]?.slice(OVER.length)).toHaveLength(most);
});

test('what a vendor names cannot steer the terminal', () => {
  const to = stream();
  progressLine(to, {}).show('a\u001b[31mb\nc');
  expect(to.written).toEqual([`${OVER}a\\u001b[31mb\\u000ac`]);
});

test('each call is reported, and answers as before', async () => {
  const shown: string[] = [];
  const path = ['api', 'v1', 'clusters'];
  const api = fakeApi({ 'GET /api/v1/clusters': { clusters: [] } });
  const client = withProgress(api, 'CockroachDB Cloud', (text) => shown.push(text));
  expect(await client.read({ method: 'GET', path })).toEqual({ data: { clusters: [] } });
  await client.read({ method: 'GET', path });
  expect(shown).toEqual([
    'CockroachDB Cloud: call 1, GET /api/v1/clusters',
    'CockroachDB Cloud: call 2, GET /api/v1/clusters',
  ]);
  await expect(client.repeatableWrite({ method: 'DELETE', path })).rejects.toThrow();
  expect(shown).toHaveLength(3);
});
