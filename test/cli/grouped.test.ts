import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PasswordSink, RestoreGroup, zilliz } from '../../src';
import { Simulator, SteppingClock } from '../../src/simulator';
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
import { clusterProps, zillizEnvironment } from '../support/zilliz';
import { cli } from './cli';

// The names of members are keys of the triggers of their group: these are also names of triggers of single steps.
const MEMBERS = ['done', 'wait_id', 'submit_id', 'recorded_from', 'submitted'] as const;
const CLOCK = new Date('2026-11-20T12:00:00Z');

const nameOf = (id: string) => id.replaceAll('_', '-');

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock(CLOCK, 0) });
});
afterEach(() => simulator.stop());

/** The same restores, in a group or each by itself. */
function output(isGrouped: boolean): string {
  const outdir = newFolder('grouped');
  synthesised((stack) => {
    const restores = MEMBERS.map((id) => {
      const passwordSink = PasswordSink.file(`password-${id}`);
      const clusterName = nameOf(id);
      return new zilliz.RestoredCluster(stack, id, clusterProps({ clusterName, passwordSink }));
    });
    if (isGrouped) new RestoreGroup(stack, 'all', { restores });
  }, outdir);
  return outdir;
}

/** A state as Terraform leaves it when it is killed while the group waits: with the hold of the group. */
function writeState(outdir: string, restores: readonly InState[], isGrouped: boolean): void {
  const state = JSON.parse(stateText(restores)) as { resources: object[] };
  const triggers = Object.fromEntries(MEMBERS.map((key, at) => [key, `2${at + 1}`]));
  const instances = [{ schema_version: 0, attributes: { id: '900', triggers } }];
  const type = { mode: 'managed', type: 'null_resource', provider: 'null' };
  for (const name of isGrouped ? ['all_hold', 'all_wait'] : []) {
    state.resources.push({ ...type, name, instances });
  }
  writeFileSync(join(outdir, 'stacks/stack/terraform.tfstate'), JSON.stringify(state));
}

/** What a command says of the same clusters, once in a group and once alone, without what differs anyway. */
async function saidOf(
  prepare: (outdir: string, isGrouped: boolean) => void,
  args: (outdir: string) => string[],
): Promise<string[]> {
  const said = [];
  for (const isGrouped of [true, false]) {
    const outdir = output(isGrouped);
    prepare(outdir, isGrouped);
    const env = { ...process.env, ...zillizEnvironment(simulator) };
    const { out, errors } = await cli(args(outdir), { env });
    said.push([out, ...errors].join('\n').replaceAll(outdir, '<out>'));
  }
  return said;
}

test('status and sweep say of members of a group that was killed what they say of restores alone', async () => {
  const clones = MEMBERS.map((id) => restoredClone(simulator, nameOf(id)));
  const prepare = (outdir: string, isGrouped: boolean) => {
    const restores = clones.map((clone, at) => ({
      ...{ names: namesIn(outdir, MEMBERS[at]), facts: factsOf(clone), isFinished: at === 0 },
    }));
    writeState(outdir, restores, isGrouped);
    for (const [at, clone] of clones.entries()) {
      const state = at === 0 ? 'recorded' : 'open';
      writeJournal(outdir, MEMBERS[at] ?? '', { state, requests: requestOf(factsOf(clone)) });
    }
  };
  const [status = '', alone] = await saidOf(prepare, (outdir) => ['status', outdir]);
  expect(status).toBe(alone);
  const words = status.split('\n').map((line) => line.split(' ')[0]);
  expect(words).toEqual(['ok', ...Array(4).fill('UNFINISHED'), 'status', '']);
  const [sweep = '', sweepAlone] = await saidOf(prepare, (outdir) => ['sweep', outdir]);
  expect(sweep).toBe(sweepAlone);
  expect(sweep).toContain('sweep: 4 findings');
  // What is unfinished is continued, and not dropped.
  expect(sweep.match(/run: .*/g)).toEqual(
    Array(4).fill('run: terraform -chdir=<out>/stacks/stack apply'),
  );
});

test('sweep finds the members of a group whose state was lost, by their journals', async () => {
  const clones = MEMBERS.map((id) => restoredClone(simulator, nameOf(id)));
  const [sweep = '', alone] = await saidOf(
    (outdir) => {
      writeState(outdir, [], false);
      for (const [at, clone] of clones.entries()) {
        const requests = requestOf(factsOf(clone));
        writeJournal(outdir, MEMBERS[at] ?? '', { state: 'open', requests });
      }
    },
    (outdir) => ['sweep', outdir],
  );
  expect(sweep).toBe(alone);
  expect(sweep).toContain('sweep: 5 findings');
});

test('adopt proves a cluster for a member of a group', async () => {
  const { clusterId } = restoredClone(simulator, 'done');
  const [adopt = '', alone] = await saidOf(
    () => undefined,
    (outdir) => ['adopt', 'stack/done', `cluster_id=${clusterId}`, outdir],
  );
  expect(adopt).toBe(alone);
  expect(adopt).toContain(`cluster_id=${clusterId} is proven to be what stack/done declares`);
});
