import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { Simulator } from '../../../src/simulator';
import { newFolder } from '../../support/terraform';

const PROCESSES = 5;
/** Together a few more than both vendors allow in a second. */
const EACH = 5;

let caller: string;
beforeAll(() => {
  caller = join(newFolder('caller'), 'caller.cjs');
  const entryPoints = [join(__dirname, 'support/caller.ts')];
  buildSync({ entryPoints, bundle: true, platform: 'node', outfile: caller, logLevel: 'error' });
});

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start({
    behaviour: { zilliz: { requestsPerSecond: 20 }, cockroach: { requestsPerSecond: 10 } },
    // Half of each second counts, so that a busy machine, which holds up single requests, decides nothing.
    limitClock: () => performance.now() * 2,
  });
});
afterEach(() => simulator.stop());

/** Processes that know nothing of each other: how many responses each got of each vendor. */
function calls(variables: NodeJS.ProcessEnv): Promise<number[][]> {
  const env = {
    PATH: process.env.PATH,
    TMPDIR: newFolder('pace'),
    ZILLIZ_API_KEY: simulator.zilliz.ownerKey,
    ZILLIZ_BASE_URL: simulator.url,
    COCKROACH_API_KEY: simulator.cockroach.ownerKey,
    COCKROACH_SERVER: simulator.url,
    ...variables,
  };
  const run = async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [caller, `${EACH}`], { env });
    return JSON.parse(stdout) as number[];
  };
  return Promise.all(Array.from({ length: PROCESSES }, run));
}
const ALL = Array.from({ length: PROCESSES }, () => [EACH, EACH]);

test('processes of one machine keep to the limits of both vendors together: nothing is refused', async () => {
  expect(await calls({})).toEqual(ALL);
  const allowed = PROCESSES * EACH;
  expect(simulator.limitCounts).toEqual({
    zilliz: { allowed, refused: 0, mostInASecond: expect.any(Number) },
    cockroach: { allowed, refused: 0, mostInASecond: expect.any(Number) },
  });
});

test('without a line that they share, the same processes are refused', async () => {
  // Each keeps to the limit alone.
  await calls({ TMPDIR: '/nowhere' });
  const { zilliz, cockroach } = simulator.limitCounts;
  expect(cockroach?.refused).toBeGreaterThan(0);
  expect(zilliz?.allowed).toBe(PROCESSES * EACH);
});
