import { join } from 'node:path';
import { CliExit } from '../../src/cli/terminal';
import { Simulator } from '../../src/simulator';
import type { PreflightContext } from '../../src/vendor/protocol';
import { vendors } from '../../src/vendors';
import { protocol as ofZilliz } from '../../src/zilliz/protocol';
import { synthesised } from '../support/app';
import { newFolder } from '../support/terraform';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';
import { cli } from './cli';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await simulator.stop();
});

test('a preflight that tries to write is stopped before anything is sent', async () => {
  const cwd = newFolder('preflight');
  synthesised((stack) => restoredCluster(stack), join(cwd, 'cdktf.out'));
  expect(vendors[0]?.protocol()).toBe(ofZilliz);
  const { restoreCluster } = ofZilliz.operations as { restoreCluster: object };
  // A fault of a protocol, which no protocol has.
  jest
    .spyOn(
      restoreCluster as { preflight(context: PreflightContext<unknown>): unknown },
      'preflight',
    )
    .mockImplementation(({ api }) =>
      api.repeatableWrite({ method: 'DELETE', path: ['v2', 'clusters', 'in01-1', 'drop'] }),
    );
  const env = { ZILLIZ_API_KEY: ZILLIZ_KEY, ZILLIZ_BASE_URL: simulator.url };
  const { errors, code } = await cli(['preflight'], { cwd, env });
  expect(simulator.requests).toEqual([]);
  expect(errors).toEqual([
    'preflight was about to write (DELETE /v2/clusters/in01-1/drop). Nothing was sent; please report this.',
  ]);
  expect(code).toBe(CliExit.FAILED);
});
