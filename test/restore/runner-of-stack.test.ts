import fs, { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';
import { zilliz } from '../../src';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { restoredCockroach } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';

const RUNNER = 'cluster-restore-runner.cjs';

/** The runner that synth puts into the output of a stack. */
function runnerOf(build: (stack: TerraformStack) => void, outdir = newFolder('runner')): Buffer {
  const folder = synthesised(build, outdir);
  return readFileSync(join(folder, 'assets', 'cluster-restore', 'v1', RUNNER));
}

const built = (...folders: string[]) =>
  readFileSync(join(__dirname, '..', '..', 'lib', 'runner', ...folders, RUNNER));

test.each<[string, string[], (stack: TerraformStack) => void]>([
  ['restores of one vendor', ['zilliz'], (stack) => restoredCluster(stack)],
  ['restores of the other', ['cockroach'], (stack) => restoredCockroach(stack)],
  [
    'a setting',
    ['zilliz'],
    (stack) =>
      new zilliz.BackupPolicy(stack, 'policy', { cluster: SOURCE_CLUSTER, enabled: false }),
  ],
  ['what is left of a restore', ['zilliz'], (stack) => new zilliz.RemovedCluster(stack, 'former')],
  [
    'restores of both',
    [],
    (stack) => {
      restoredCluster(stack);
      restoredCockroach(stack);
    },
  ],
])('a stack with %s has the runner that knows just its vendors', (_, folders, build) => {
  expect(runnerOf(build).equals(built(...folders))).toBe(true);
});

test('the runners of one vendor know no other, and that of all knows both', () => {
  const texts = { all: built(), zilliz: built('zilliz'), cockroach: built('cockroach') };
  const keys = (text: Buffer) =>
    ['ZILLIZ_API_KEY', 'COCKROACH_API_KEY'].map((key) => text.includes(key));
  expect(Object.entries(texts).map(([name, text]) => [name, ...keys(text)])).toEqual([
    ['all', true, true],
    ['zilliz', true, false],
    ['cockroach', false, true],
  ]);
});

test('a vendor that a stack gets after the last synth is in its next runner', () => {
  const outdir = newFolder('later');
  expect(runnerOf((stack) => restoredCluster(stack), outdir).equals(built('zilliz'))).toBe(true);
  const both = (stack: TerraformStack) => {
    restoredCluster(stack);
    restoredCockroach(stack);
  };
  expect(runnerOf(both, outdir).equals(built())).toBe(true);
});

test('a restore that another construct adds while the stack is written has a runner that knows its vendor', () => {
  const outdir = newFolder('meanwhile');
  const build = (stack: TerraformStack) => {
    restoredCluster(stack);
    addCustomSynthesis(new Construct(stack, 'late'), {
      onSynthesize: () => restoredCockroach(stack),
    });
  };
  expect(runnerOf(build, outdir).equals(built())).toBe(true);
});

test('a runner is put in the place of the first one, which may be read-only like the library, and not written into it', () => {
  const copy = fs.copyFileSync;
  const overwritten: boolean[] = [];
  jest.spyOn(fs, 'copyFileSync').mockImplementation((source, target) => {
    overwritten.push(fs.existsSync(target));
    copy(source, target);
  });
  runnerOf((stack) => {
    restoredCluster(stack);
    restoredCockroach(stack);
  });
  expect(overwritten).toEqual([false, false]);
  jest.restoreAllMocks();
});

test('check refuses the runner of another vendor, with which no step would run', async () => {
  const outdir = newFolder('other');
  const folder = synthesised((stack) => restoredCockroach(stack), outdir);
  writeFileSync(join(folder, 'assets', 'cluster-restore', 'v1', RUNNER), built('zilliz'));
  const refused = await cli(['check', outdir]);
  expect([...refused.errors, refused.out].join('\n')).toContain(
    'the runner is that for zilliz alone, and the stack has restores of another vendor: none of its steps would run',
  );
  expect(refused.code).toBe(1);
  // The one that knows both does what each of them does.
  writeFileSync(join(folder, 'assets', 'cluster-restore', 'v1', RUNNER), built());
  expect(await cli(['check', outdir])).toMatchObject({ code: 0 });
});

test('check refuses it for what is left of a restore, too', async () => {
  const outdir = newFolder('left');
  const folder = synthesised((stack) => new zilliz.RemovedCluster(stack, 'former'), outdir);
  const before = await cli(['check', outdir]);
  writeFileSync(join(folder, 'assets', 'cluster-restore', 'v1', RUNNER), built('cockroach'));
  const after = await cli(['check', outdir]);
  const saysSo = ({ errors, out }: typeof after) =>
    [...errors, out].join().includes('the runner is that for cockroach alone');
  expect([saysSo(before), saysSo(after)]).toEqual([false, true]);
});

test('check accepts the runner of each, and no other program', async () => {
  const outdir = newFolder('checked');
  const folder = synthesised((stack) => restoredCockroach(stack), outdir);
  const accepted = await cli(['check', outdir]);
  expect(accepted).toMatchObject({ code: 0, errors: [] });
  appendFileSync(join(folder, 'assets', 'cluster-restore', 'v1', RUNNER), '\n');
  const refused = await cli(['check', outdir]);
  expect([...refused.errors, refused.out].join('\n')).toContain(
    'the runner is not that of this release',
  );
  expect(refused.code).toBe(1);
});
