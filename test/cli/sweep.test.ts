import { join } from 'node:path';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { runStep } from '../support/runner';
import { newFolder } from '../support/terraform';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';
import { cli } from './cli';

let simulator: Simulator;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  simulator = await Simulator.start();
  env = {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
  };
});
afterEach(() => simulator.stop());

/** An output whose restore has been submitted. */
async function submitted(): Promise<string> {
  const outdir = newFolder('sweep');
  const folder = synthesised((stack) => restoredCluster(stack), outdir);
  expect((await runStep(folder, 'submit', env)).code).toBe(0);
  return outdir;
}

const clone = () =>
  simulator.zilliz.clusters.find(({ clusterName }) => clusterName === 'articles-staging');

test('a cluster whose block is gone from the code is found, and nothing is changed', async () => {
  const outdir = await submitted();
  synthesised(() => undefined, outdir);
  const before = simulator.requests.length;
  const { out, code } = await cli(['sweep', outdir], { env });
  expect(out).toBe(
    `${clone()?.clusterId} (articles-staging, ${clone()?.status}): restored by stack/articles, which is no longer in the code. Drop it in the console of Zilliz Cloud if nobody needs it.\n1 cluster left behind\n`,
  );
  expect(code).toBe(1);
  expect(simulator.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
});

test('a cluster that the code still declares is not left behind, and nothing is asked', async () => {
  const outdir = await submitted();
  const before = simulator.requests.length;
  const { out, code } = await cli(['sweep', outdir], { env });
  expect(out).toBe('0 clusters left behind\n');
  expect(code).toBe(0);
  expect(simulator.requests).toHaveLength(before);
});

test('a cluster that somebody dropped is not left behind', async () => {
  const outdir = await submitted();
  synthesised(() => undefined, outdir);
  const path = `/v2/clusters/${clone()?.clusterId}/drop`;
  await fetch(`${simulator.url}${path}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${ZILLIZ_KEY}` },
  });
  expect((await cli(['sweep', outdir], { env })).out).toBe('0 clusters left behind\n');
});

test('without a journal it says that nothing could be looked at', async () => {
  const outdir = newFolder('sweep');
  synthesised((stack) => restoredCluster(stack), outdir);
  expect((await cli(['sweep', outdir], { env })).out).toBe(
    'no journal of a restored cluster here: nothing could be checked. Journals lie in .cluster-restore beside cdktf.json, on the machine that applied it.\n',
  );
});

test('a folder that is no output is one clear line', async () => {
  const { errors, code } = await cli(['sweep', join(newFolder('none'), 'nowhere')], { env });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('there is no such folder or file');
  expect(code).toBe(2);
});
