import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator, SteppingClock } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  factsOf,
  namesIn,
  requestOf,
  restoredClone,
  stateText,
  writeJournal,
} from '../support/records';
import { newFolder } from '../support/terraform';
import { restoredCluster, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';
import { cli } from './cli';

let simulator: Simulator;
let env: NodeJS.ProcessEnv;
let outdir: string;
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-21T00:00:00Z', 0) });
  env = zillizEnvironment(simulator);
  outdir = newFolder('adopt');
  synthesised((stack) => restoredCluster(stack), outdir);
});
afterEach(() => simulator.stop());

const adopt = (id: string, ...args: string[]) =>
  cli(['adopt', 'stack/articles', id, outdir, ...args], { env });
const byHand = (change: Parameters<typeof restoredClone>[2] = {}) =>
  restoredClone(simulator, change.clusterName ?? 'articles-staging', change).clusterId;

test('what was restored by hand is proven, and the apply is printed that takes it over', async () => {
  const id = `cluster_id=${byHand()}`;
  expect(await adopt(id)).toEqual({
    out: `${id} is proven to be what stack/articles declares. Take it into the state, without a restore:\n  CLUSTER_RESTORE_ADOPT='${id} password=delivered' terraform -chdir=${outdir}/stacks/stack apply\n`,
    errors: [],
    code: 0,
  });
  expect(new Set(simulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  const { document } = { document: JSON.parse((await adopt(id, '--json')).out) as object };
  const run = expect.stringContaining(`CLUSTER_RESTORE_ADOPT='${id} `);
  expect(document).toMatchObject({ proven: true, doubts: [], path: 'stack/articles', id, run });
  const unproven = JSON.parse((await adopt('cluster_id=in01-none', '--json')).out) as object;
  expect(unproven).not.toHaveProperty('run');
});

test('records of other restores, and its own journal that no state holds, are not in the way', async () => {
  const clone = restoredClone(simulator, 'articles-staging');
  const other = factsOf(restoredClone(simulator, 'other'));
  writeJournal(outdir, 'other', { requests: requestOf(other) });
  writeJournal(outdir, 'articles', { requests: requestOf(factsOf(clone)) });
  const names = { submit: 'other_submit', submitted: 'other_submitted' };
  writeFileSync(
    join(outdir, 'stacks/stack/terraform.tfstate'),
    stateText([
      { names, facts: other },
      { names: namesIn(outdir, 'none'), facts: factsOf(restoredClone(simulator, 'third')) },
    ]),
  );
  expect((await adopt(`cluster_id=${clone.clusterId}`)).out).toContain(' is proven to be what ');
});

describe('is not proven, with what differs and exit code 1', () => {
  test.each([
    ['another name', { clusterName: 'articles-staging-2' }, 'its name is "articles-staging-2"'],
    ['another project', { projectId: 'proj-other' }, 'its project is "proj-other"'],
    [
      'a cluster that is older than the backup',
      { createTime: '2026-01-01T00:00:00Z' },
      'it was created at 2026-01-01T00:00:00Z, before the backup (2026-11-20T02:00:00Z)',
    ],
  ])('%s', async (_title, change, doubt) => {
    const { out, errors, code } = await adopt(`cluster_id=${byHand(change)}`);
    expect(out).toContain('is not proven to be what stack/articles declares: ');
    expect(out).toContain(doubt);
    expect([errors, code]).toEqual([[], 1]);
  });

  test('a cluster that is not there, and one from which the restore reads', async () => {
    expect((await adopt('cluster_id=in01-none')).out).toContain(
      'cluster "in01-none" does not exist',
    );
    expect((await adopt(`cluster_id=${SOURCE_CLUSTER}`)).out).toContain(
      'a restore reads from its backups',
    );
    expect((await adopt('job_id=job-1')).out).toContain('is adopted by its id: cluster_id=<id>');
  });

  test('a cluster from which one of many restores reads, of which no restore records all', async () => {
    const clone = restoredClone(simulator, 'articles-staging');
    const many = Array.from({ length: 60 }, (_, at) => `in01-${String(at).padStart(16, '0')}`);
    const sources = [...many, clone.clusterId].join(' ');
    const other = factsOf(restoredClone(simulator, 'other'), { source_cluster_ids: sources });
    writeJournal(outdir, 'other', { requests: requestOf(other) });
    const { out, code } = await adopt(`cluster_id=${clone.clusterId}`);
    expect([out, code]).toEqual([
      `cluster_id=${clone.clusterId} is not proven to be what stack/articles declares: a restore reads from its backups\n`,
      1,
    ]);
  });

  test('the cluster of another restore, and a restore that the state holds already', async () => {
    const clone = restoredClone(simulator, 'articles-staging');
    writeJournal(outdir, 'other', { requests: requestOf(factsOf(clone)) });
    const id = `cluster_id=${clone.clusterId}`;
    expect((await adopt(id)).out).toContain('it is recorded as the cluster of stack/other');
    writeFileSync(
      join(outdir, 'stacks/stack/terraform.tfstate'),
      stateText([{ names: namesIn(outdir), facts: factsOf(clone) }]),
    );
    expect((await adopt(id)).out).toContain('the state already holds a restore of this path');
  });
});

test('a path that is not declared, and an id of another form, are one line each', async () => {
  expect(await cli(['adopt', 'stack/article', 'cluster_id=x', outdir], { env })).toMatchObject({
    errors: [
      expect.stringContaining('declares no restore "stack/article"; did you mean stack/articles?'),
    ],
    code: 2,
  });
  expect(await adopt('in01-x')).toMatchObject({
    errors: ['<id>: must be cluster_id=<id> or job_id=<id>, got "in01-x". Correct it.'],
    code: 2,
  });
});
