import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { runStep } from '../support/runner';
import { newFolder } from '../support/terraform';
import { restoredCluster, STAGING_PROJECT, ZILLIZ_KEY, zillizEnvironment } from '../support/zilliz';
import { cli } from './cli';

let simulator: Simulator;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  simulator = await Simulator.start();
  env = zillizEnvironment(simulator);
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

/** What the wait writes, once Terraform's state holds the restore. */
function recorded(outdir: string): void {
  const file = join(outdir, 'stacks/stack/.cluster-restore/articles/journal.json');
  const entry = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...entry, state: 'recorded' }));
}

describe('a restore whose run Terraform did not record, and that was destroyed', () => {
  // The status goes on with the time that passes.
  const still = (text: string) => text.replace(/, [A-Z_]+\)/, ', <status>)');
  const line = () =>
    `${clone()?.clusterId} (articles-staging, <status>): restored by stack/articles in a run that Terraform did not record. Apply again to continue it, or drop it in the console of Zilliz Cloud if nobody needs it.\n1 cluster left behind\n`;

  test('is found by its id where its password was not delivered', async () => {
    const { out, code } = await cli(['sweep', await submitted()], { env });
    expect([still(out), code]).toEqual([line(), 1]);
  });

  test('is found by its name where its answer was lost', async () => {
    const outdir = newFolder('sweep');
    const folder = synthesised((stack) => restoredCluster(stack), outdir);
    simulator.inject({ operation: 'restoreCluster', fault: { kind: 'drop', acts: true } });
    expect((await runStep(folder, 'submit', env)).code).toBe(6);
    const { out, code } = await cli(['sweep', outdir], { env });
    expect([still(out), code]).toEqual([line(), 1]);
  });

  test('is not found where the request did not act, or the cluster is of somebody else', async () => {
    const outdir = newFolder('sweep');
    const folder = synthesised((stack) => restoredCluster(stack), outdir);
    simulator.inject({ operation: 'restoreCluster', fault: { kind: 'drop' } });
    expect((await runStep(folder, 'submit', env)).code).toBe(6);
    expect((await cli(['sweep', outdir], { env })).out).toBe('0 clusters left behind\n');
    simulator.zilliz.addCluster({
      clusterName: 'articles-staging',
      projectId: STAGING_PROJECT,
      createTime: '2026-01-01T00:00:00Z',
    });
    expect((await cli(['sweep', outdir], { env })).out).toBe('0 clusters left behind\n');
  });
});

test('a cluster that the code still declares is not left behind, and nothing is asked', async () => {
  const outdir = await submitted();
  recorded(outdir);
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
    'no journal of a restored cluster here: nothing could be checked. Journals are in .cluster-restore beside cdktf.json, on the machine that applied.\n',
  );
});

test('a folder that is no output is one clear line', async () => {
  const { errors, code } = await cli(['sweep', join(newFolder('none'), 'nowhere')], { env });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('there is no such folder or file');
  expect(code).toBe(2);
});
