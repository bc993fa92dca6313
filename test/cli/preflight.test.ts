import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliExit } from '../../src/cli/terminal';
import { Simulator } from '../../src/simulator';
import type { PreflightContext } from '../../src/vendor/protocol';
import { vendors } from '../../src/vendors';
import { protocol as ofZilliz } from '../../src/zilliz/protocol';
import { synthesised } from '../support/app';
import { factsOf, type InState, namesIn, restoredClone, stateText } from '../support/records';
import { newFolder } from '../support/terraform';
import { restoredCluster, ZILLIZ_KEY, zillizEnvironment } from '../support/zilliz';
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

describe('a restore that the state holds', () => {
  /** A preflight where the cluster is there, and the state is this one. */
  async function preflight(
    change: Partial<InState> & { gone?: boolean; older?: boolean; submit?: 'tainted' } = {},
  ) {
    const { gone = false, older = false, submit, ...more } = change;
    const outdir = newFolder('preflight');
    synthesised((stack) => restoredCluster(stack), outdir);
    const names = namesIn(outdir);
    const file = readFileSync(join(outdir, 'stacks/stack/cdk.tf.json'), 'utf8');
    const { resource } = JSON.parse(file) as {
      resource: { null_resource: Record<string, { triggers: Record<string, string> }> };
    };
    const createTime = older ? '2026-01-01T00:00:00Z' : '2026-11-20T08:01:00Z';
    const clone = restoredClone(simulator, 'articles-staging', { createTime });
    if (gone) clone.status = 'DELETED';
    const declared = resource.null_resource[names.submit]?.triggers ?? {};
    const held = { names, facts: factsOf(clone), declared, ...more };
    const state = stateText([held]);
    const text =
      submit === undefined ? state : state.replace(/("schema_version":0)/, '$1,"status":"tainted"');
    writeFileSync(join(outdir, 'stacks/stack/terraform.tfstate'), text);
    const { out, code } = await cli(['preflight', outdir], { env: zillizEnvironment(simulator) });
    return { out, code, clone, declared, outdir, names };
  }

  test('passes, although its name is taken', async () => {
    const { out, code, clone } = await preflight();
    expect(out).toBe(
      `stack/articles\n  ok      restored        already (${clone.clusterId}, articles-staging, RUNNING), as the state says: nothing will be sent\npreflight passed\n`,
    );
    expect(code).toBe(0);
  });

  test('is not passed over where the next apply sends it again', async () => {
    const { declared } = await preflight();
    const name = /WRONG +name/;
    const other = { ...declared, backup_id: 'backup11_before' };
    expect((await preflight({ declared: other })).out).toMatch(name);
    expect((await preflight({ submit: 'tainted' })).out).toMatch(name);
    expect((await preflight({ status: 'tainted' })).out).toMatch(name);
    expect((await preflight({ isFinished: false })).out).toMatch(name);
  });

  test('fails where its cluster is gone, or is another one', async () => {
    const { out, code, outdir, names } = await preflight({ gone: true });
    expect(out).toContain(
      `To restore it again: terraform -chdir=${outdir}/stacks/stack apply -replace=null_resource.${names.submit}.`,
    );
    expect(code).toBe(1);
    expect((await preflight({ older: true })).out).toContain(
      'is in the state, but it was created at',
    );
  });
});
