import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliExit } from '../../src/cli/terminal';
import { Simulator } from '../../src/simulator';
import type { PreflightContext } from '../../src/vendor/protocol';
import { vendors } from '../../src/vendors';
import { protocol as ofZilliz } from '../../src/zilliz/protocol';
import { synthesised } from '../support/app';
import {
  factsOf,
  type InState,
  namesIn,
  requestOf,
  restoredClone,
  stateText,
  writeJournal,
} from '../support/records';
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

interface Recorded extends Partial<InState> {
  readonly gone?: boolean;
  readonly older?: boolean;
  readonly submit?: 'tainted';
  /** Whether a state of this machine holds it; by default. */
  readonly inState?: boolean | 'empty';
  /** The journal of the run that restored it; none by default. */
  readonly journal?: {
    readonly state: string;
    readonly identity?: Readonly<Record<string, string>>;
  };
}

describe('a restore that is recorded', () => {
  /** A preflight where the cluster is there, and the state is this one. */
  async function preflight(change: Recorded = {}) {
    const { gone = false, older = false, submit, inState = true, journal, ...more } = change;
    const outdir = newFolder('preflight');
    synthesised((stack) => restoredCluster(stack), outdir);
    const names = namesIn(outdir);
    const file = readFileSync(join(outdir, 'stacks/stack/cdk.tf.json'), 'utf8');
    const { resource } = JSON.parse(file) as {
      resource: {
        null_resource: Record<
          string,
          { triggers: Record<string, string>; lifecycle?: { ignore_changes?: string[] } }
        >;
      };
    };
    const createTime = older ? '2026-01-01T00:00:00Z' : '2026-11-20T08:01:00Z';
    const clone = restoredClone(simulator, 'articles-staging', { createTime });
    if (gone) clone.status = 'DELETED';
    const declared = resource.null_resource[names.submit]?.triggers ?? {};
    const held = { names, facts: factsOf(clone), declared, ...more };
    const state = stateText([held]);
    const text =
      submit === undefined ? state : state.replace(/("schema_version":0)/, '$1,"status":"tainted"');
    if (inState !== false) {
      const written = inState === 'empty' ? stateText([]) : text;
      writeFileSync(join(outdir, 'stacks/stack/terraform.tfstate'), written);
    }
    if (journal !== undefined) {
      const { lifecycle } = resource.null_resource[names.submit] ?? {};
      const ignored = (lifecycle?.ignore_changes ?? []).map((key) => key.match(/"(.+)"/)?.[1]);
      const kept = Object.entries(declared).filter(([key]) => !ignored.includes(key));
      const requests = requestOf(factsOf(clone));
      const entry = { path: 'stack/articles', identity: Object.fromEntries(kept), requests };
      writeJournal(outdir, 'articles', { ...entry, ...journal });
    }
    const { out, code } = await cli(['preflight', outdir], { env: zillizEnvironment(simulator) });
    return { out, code, clone, declared, outdir, names };
  }

  test('passes, although its name is taken', async () => {
    const { out, code, clone } = await preflight();
    expect(out).toBe(
      `stack/articles\n  ok      restored        by an earlier apply (${clone.clusterId}, articles-staging, RUNNING), according to the state: nothing will be sent\npreflight passed\n`,
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

  test.each<[string, Recorded, string]>([
    [
      'recorded, where the state is kept elsewhere',
      { inState: false, journal: { state: 'recorded' } },
      'by an earlier apply (ID, articles-staging, RUNNING), according to the journal: nothing will be sent while the state of stack holds it',
    ],
    [
      'begun, where the state is kept elsewhere',
      { inState: false, journal: { state: 'waiting' } },
      'was begun (ID, articles-staging, RUNNING), according to the journal: the next apply continues it, and sends nothing',
    ],
    [
      'begun, where the state does not hold it',
      { inState: 'empty', journal: { state: 'open' } },
      'was begun (ID, articles-staging, RUNNING), according to the journal: the next apply continues it, and sends nothing',
    ],
  ])('passes by its journal alone: %s', async (_title, change, said) => {
    const { out, code, clone } = await preflight(change);
    expect(out.replaceAll(clone.clusterId, 'ID')).toBe(
      `stack/articles\n  ok      restored        ${said}\npreflight passed\n`,
    );
    expect(code).toBe(0);
  });

  test.each<[string, Recorded]>([
    ['of another identity', { inState: false, journal: { state: 'recorded', identity: {} } }],
    ['that was dropped', { inState: false, journal: { state: 'dropped' } }],
    ['that a known state does not hold', { inState: 'empty', journal: { state: 'recorded' } }],
    ['of what was made before', { inState: false, older: true, journal: { state: 'recorded' } }],
  ])('is checked again with the journal of a restore %s', async (_title, change) => {
    expect((await preflight(change)).out).toMatch(/WRONG +name/);
  });

  test('is checked again where its cluster is gone', async () => {
    const { out } = await preflight({ inState: false, gone: true, journal: { state: 'recorded' } });
    expect(out).toMatch(/ok +name/);
  });
});
