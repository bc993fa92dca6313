import { join } from 'node:path';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { cockroach, zilliz } from '../../src';
import { Simulator, SteppingClock } from '../../src/simulator';
import { cli } from '../cli/cli';
import { ORDERS } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { clusterProps } from '../support/zilliz';
import { firstVersion, synthesised } from './app';
import { expectFile } from './expected';

const KEY = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const cwd = newFolder('preflight');
let simulator: Simulator;

beforeAll(() => void firstVersion(join(cwd, 'cdktf.out')));
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-21T00:00:00Z') });
});
afterEach(() => simulator.stop());

function preflight(change: NodeJS.ProcessEnv = {}, folder = cwd) {
  const env = {
    ZILLIZ_API_KEY: 'sim-zilliz-owner-key',
    ZILLIZ_BASE_URL: simulator.url,
    COCKROACH_API_KEY: 'sim-cockroach-admin-key',
    COCKROACH_SERVER: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    ...change,
  };
  return cli(['preflight'], { cwd: folder, env });
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
    '  WRONG   wipe            wipeDestination would delete "orders" (4 tables), "stock" (2 tables), and the destination has deletion protection. Turn off deletion protection in the Cloud Console, if the data may be deleted.',
  );
});

describe('the last line', () => {
  test('counts what is not met and what nobody could look at', async () => {
    const { out } = await preflight();
    const count = (word: string) => out.match(new RegExp(`^  ${word} `, 'gm'))?.length ?? 0;
    expect(out.trimEnd().split('\n').at(-1)).toBe(
      `preflight failed: ${count('WRONG')} condition not met, ${count('unknown')} could not be checked`,
    );
    expect([count('WRONG'), count('unknown')]).toEqual([1, 6]);
  });

  test('says that it passed, and what nobody could look at', async () => {
    const folder = withKey('keyed', KEY);
    const { out, code } = await preflight({}, folder);
    expect(out).toContain(
      `  unknown key             no read request shows whether the vendor may use ${KEY}. The runner fails the restore when the restored cluster does not report the key.\n`,
    );
    expect(out).toMatch(/\npreflight passed: 2 could not be checked\n$/);
    expect(code).toBe(0);
  });

  test('says no more than that where everything was looked at', async () => {
    const folder = newFolder('preflight-settings');
    synthesised(join(folder, 'cdktf.out'), (_search, orders) => {
      const plan = cockroach.Plan.STANDARD;
      new cockroach.BackupSettings(orders, 's', { cluster: ORDERS, plan, frequencyMinutes: 60 });
    });
    expect((await preflight({}, folder)).out).toMatch(/\npreflight passed\n$/);
  });
});

test('a key that only Terraform knows is one that nobody could look at', async () => {
  const folder = withKey('later', (stack) => new TerraformVariable(stack, 'key', {}).stringValue);
  expect((await preflight({}, folder)).out).toContain(
    '  unknown key             no read request shows whether the vendor may use the key, which is known after apply. The runner fails the restore when the restored cluster does not report the key.\n',
  );
});

/** A folder with the output of an app that restores with a key of the customer. */
function withKey(name: string, key: string | ((stack: TerraformStack) => string)): string {
  const folder = newFolder(`preflight-${name}`);
  synthesised(join(folder, 'cdktf.out'), (search) => {
    const kmsKeyArn = typeof key === 'string' ? key : key(search);
    new zilliz.RestoredCluster(search, 'a', clusterProps({ cmek: { kmsKeyArn } }));
  });
  return folder;
}

test('a key that may not is told so, in a line for each look', async () => {
  const { out, code } = await preflight({ COCKROACH_API_KEY: 'sim-cockroach-developer-key' });
  expect(code).toBe(1);
  expect(out).toMatch(/orders\/staging\n {2}WRONG {3}backup .*refused the API key for this call/);
});

test('a missing key ends it with one line', async () => {
  const { errors, code } = await preflight({ ZILLIZ_API_KEY: '' });
  expect(code).toBe(4);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('ZILLIZ_API_KEY is not set');
});

test.each([
  ['a key that is none', { ZILLIZ_API_KEY: 'no-such-key' }, /refused the API key/],
  [
    'a server that is not there',
    { ZILLIZ_BASE_URL: 'http://127.0.0.1:9' },
    /could not be reached|no response|ECONNREFUSED/,
  ],
])('%s ends it with one line, not with one for each look', async (_title, env, said) => {
  const { out, errors, code } = await preflight(env);
  expect(code).toBe(4);
  expect(errors).toEqual([expect.stringMatching(said)]);
  expect(errors[0]).not.toMatch(/apply again/i);
  expect(out).not.toMatch(/WRONG.*(API key|reach)/);
});
