import { join } from 'node:path';
import { Simulator } from '../../src/simulator';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { firstVersion } from './app';
import { expectFile } from './expected';

const cwd = newFolder('preflight');
let simulator: Simulator;

beforeAll(() => void firstVersion(join(cwd, 'cdktf.out')));
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

function preflight(change: NodeJS.ProcessEnv = {}) {
  const env = {
    ZILLIZ_API_KEY: 'sim-zilliz-owner-key',
    ZILLIZ_BASE_URL: simulator.url,
    COCKROACH_API_KEY: 'sim-cockroach-admin-key',
    COCKROACH_SERVER: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    ...change,
  };
  return cli(['preflight'], { cwd, env });
}

test('looks at every restore of both vendors, and never writes', async () => {
  const { out, errors, code } = await preflight();
  expect({ errors, code }).toEqual({ errors: [], code: 1 });
  expectFile('preflight.txt', out);
  expect(simulator.requests.length).toBeGreaterThan(20);
  expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('says what is wrong in the vendors’ worlds, and what to do', async () => {
  const { out } = await preflight();
  expect(out).toContain(
    '  WRONG   empty           wipeDestination would delete "orders" (4 tables), "stock" (2 tables), and the destination has delete protection. Switch delete protection off in the Cloud Console, if the data may go.',
  );
});

test('a key that may not is told so, in a line for each look', async () => {
  const { out, code } = await preflight({ COCKROACH_API_KEY: 'sim-cockroach-developer-key' });
  expect(code).toBe(1);
  expect(out).toMatch(
    /orders\/staging\n {2}WRONG {3}backup .*does not accept the API key for this/,
  );
});

test('a missing key ends it with one line', async () => {
  const { errors, code } = await preflight({ ZILLIZ_API_KEY: '' });
  expect(code).toBe(4);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('ZILLIZ_API_KEY is not set');
});

test.each([
  ['a key that is none', { ZILLIZ_API_KEY: 'no-such-key' }, /does not accept the API key/],
  [
    'a server that is not there',
    { ZILLIZ_BASE_URL: 'http://127.0.0.1:9' },
    /could not be reached|no answer|ECONNREFUSED/,
  ],
])('%s ends it with one line, not with one for each look', async (_title, env, said) => {
  const { out, errors, code } = await preflight(env);
  expect(code).toBe(4);
  expect(errors).toEqual([expect.stringMatching(said)]);
  expect(errors[0]).not.toMatch(/apply again/i);
  expect(out).not.toMatch(/WRONG.*(API key|reach)/);
});
