import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PasswordSink, zilliz } from '../../src';
import { Simulator, SteppingClock } from '../../src/simulator';
import { synthesised } from '../support/app';
import { factsOf, requestOf, restoredClone, stateText, writeJournal } from '../support/records';
import { newFolder } from '../support/terraform';
import { clusterProps, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';
import { cli } from './cli';

let simulator: Simulator;
let env: NodeJS.ProcessEnv;
let outdir: string;
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-20T12:00:00Z', 0) });
  env = { ...process.env, ...zillizEnvironment(simulator) };
  outdir = newFolder('hostile');
  synthesised((stack) => {
    const props = { clusterName: 'articles', passwordSink: PasswordSink.file('password') };
    new zilliz.RestoredCluster(stack, 'articles', clusterProps(props));
  }, outdir);
  writeFileSync(join(outdir, 'stacks/stack/terraform.tfstate'), stateText([]));
});
afterEach(() => simulator.stop());

const JOURNALS = 'stacks/stack/.cluster-restore';
const file = (key: string) => join(outdir, JOURNALS, key, 'journal.json');
const sweep = (...args: string[]) => cli(['sweep', outdir, ...args], { env });
const status = (...args: string[]) => cli(['status', outdir, ...args], { env });
const alive = () =>
  simulator.zilliz.clusters
    .filter(({ status: is }) => !is.startsWith('DELET'))
    .map(({ clusterId }) => clusterId);

/** A journal of a clone that is there, and what is told of it: proven, unless something in it is changed. */
function planted(change: object = {}, facts: Record<string, string> = {}) {
  const clone = restoredClone(simulator, 'planted');
  writeJournal(outdir, 'planted', { requests: requestOf(factsOf(clone, facts)), ...change });
  return clone;
}

describe('what is not a journal is one line, and nothing is dropped', () => {
  const kinds: readonly [string, (path: string) => void, RegExp][] = [
    ['a folder', (path) => mkdirSync(path), /is not a file/],
    ['a pipe', (path) => void spawnSync('mkfifo', [path]), /is not a file/],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), /is not a file/],
    ['a link to nowhere', (path) => symlinkSync('/nowhere', path), /is not a file/],
    ['a link in a circle', (path) => symlinkSync(path, path), /cannot be read \(ELOOP\)/],
    ['a link to another file', (path) => symlinkSync('/etc/hosts', path), /is not a journal/],
  ];
  test.each(kinds)('%s', async (_title, make, line) => {
    planted();
    mkdirSync(dirname(file('strange')), { recursive: true });
    make(file('strange'));
    for (const end of [await sweep('--delete', '--yes-name', 'planted'), await status()]) {
      expect(end.errors).toEqual([expect.stringMatching(line)]);
      expect(end.errors[0]).toContain('strange/journal.json: ');
      expect(end.code).toBe(2);
    }
    expect(simulator.requests).toEqual([]);
  });

  test('a link among the journals that leads nowhere is passed by', async () => {
    planted();
    symlinkSync('/nowhere', join(outdir, JOURNALS, 'gone'));
    expect((await sweep()).out).toContain('sweep: 1 finding');
  });

  test('a state that is given by a link in a circle', async () => {
    const state = join(outdir, 'circle.tfstate');
    symlinkSync(state, state);
    const { errors, code } = await status('--state', state);
    expect([errors, code]).toEqual([
      [expect.stringContaining(`--state: there is no file ${JSON.stringify(state)}.`)],
      2,
    ]);
  });

  test('a state of the local backend that is a folder', async () => {
    const state = join(outdir, 'stacks/stack/terraform.tfstate');
    rmSync(state);
    mkdirSync(state);
    const { errors, code } = await sweep();
    expect([errors, code]).toEqual([[`${state}: is not a file. Move it away.`], 2]);
  });
});

describe('what a journal claims is judged, and does not stop the judgement of others', () => {
  const claims: readonly [string, object, Record<string, string>, string][] = [
    ['an operation of every object', { operation: 'constructor' }, {}, 'cannot inspect it'],
    ['another one', { operation: '__proto__' }, {}, 'cannot inspect it'],
    ['an operation of no release', { operation: 'x' }, {}, 'cannot inspect it'],
    ['an id that is a path', {}, { cluster_id: '..' }, 'holds the part ".."'],
    ['an id with a line break', {}, { cluster_id: 'a\nb' }, 'holds the part "a'],
    ['an id of 20 kB', {}, { cluster_id: 'x'.repeat(20_000) }, 'NOT KNOWN'],
  ];
  test.each(claims)('%s', async (_title, change, facts, line) => {
    planted(change, facts);
    const other = restoredClone(simulator, 'other');
    writeJournal(outdir, 'other', { requests: requestOf(factsOf(other)) });
    const { out, errors } = await sweep();
    expect(errors).toEqual([]);
    expect(out).toContain(line);
    expect(out).toContain(`${other.clusterId} (other, RUNNING)`);
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThan(1200);
    const before = alive();
    await sweep('--delete', '--yes-name', 'planted');
    expect(alive()).toEqual(before);
  });

  test('control characters and commands of a workflow are shown as what they are', async () => {
    const bad = '\u001b[31m\n::error::x ##[stop-commands]y \u202e';
    planted({ path: `stack/${bad}`, about: { owner: bad } });
    const { out } = await sweep();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^::|##\[/m);
    expect(out).toContain('sweep: 1 finding');
  });

  test('a name with characters of a shell is one word of the command', async () => {
    const clone = restoredClone(simulator, "a'; rm -rf $HOME `x` #");
    writeJournal(outdir, 'planted', { requests: requestOf(factsOf(clone)) });
    const [, command = ''] = /run: (.*)/.exec((await sweep()).out) ?? [];
    const words = spawnSync('sh', ['-c', `for word in ${command}; do echo "$word"; done`]);
    expect(String(words.stdout).trimEnd().split('\n').at(-1)).toBe(clone.clusterName);
  });
});

describe('a journal that others may have written proves nothing', () => {
  const places: readonly [string, string, number][] = [
    ['the journal', 'planted/journal.json', 0o666],
    ['its folder', 'planted', 0o777],
    ['the folder of all', '.', 0o775],
  ];
  test.each(places)('%s is open', async (_title, place, mode) => {
    const production = restoredClone(simulator, 'production', {
      createTime: '2020-01-01T00:00:00Z',
    });
    const forged = { requested_at: '2019-01-01T00:00:00Z', source_cluster_ids: 'in01-x' };
    writeJournal(outdir, 'planted', { requests: requestOf(factsOf(production, forged)) });
    chmodSync(join(outdir, JOURNALS), 0o700);
    chmodSync(join(outdir, JOURNALS, place), mode);
    const said = 'other users can write to the journal planted, which is its only record';
    expect((await sweep()).out).toContain(`not proven to belong to this app: ${said}`);
    const { errors } = await sweep('--delete', '--yes-name', 'production');
    expect(errors[0]).toContain(`must not be dropped here: ${said}`);
    expect(alive()).toContain(production.clusterId);
  });
});

describe('vendor answers that lie', () => {
  test.each<[string, object, string?]>([
    ['another id', { clusterId: 'in01-other' }, 'describes cluster "in01-other", not '],
    ['another name', { clusterName: 'production' }],
    ['another project', { projectId: 'proj-other' }],
    ['an earlier time', { createTime: '2020-01-01T00:00:00Z' }],
    ['no time', { createTime: '' }],
    ['a time that is none', { createTime: 'yesterday' }],
    ['a name of 1 MB', { clusterName: 'x'.repeat(1_000_000) }],
  ])(
    'about %s: nothing is dropped',
    async (_title, lie, said = 'not proven to belong to this app: ') => {
      const { clusterId } = planted();
      const clone = simulator.zilliz.clusters.find((one) => one.clusterId === clusterId);
      const body = { code: 0, data: { ...clone, ...lie } };
      const fault = { kind: 'http-error', status: 200, body } as const;
      simulator.inject({ operation: 'describeCluster', times: 'always', fault });
      const { out } = await sweep();
      expect(out).toContain(said);
      expect(out.length).toBeLessThan(2000);
      const { code } = await sweep('--delete', '--yes-name', 'planted');
      expect([code, alive().includes(clusterId)]).toEqual([2, true]);
    },
  );

  test('that a cluster is gone before its drop, and there after it, is not a success', async () => {
    const { clusterId } = planted();
    simulator.inject({
      operation: 'dropCluster',
      fault: { kind: 'http-error', status: 200, body: { code: 0, data: {} } },
    });
    const { code } = await sweep('--delete', '--yes-name', 'planted');
    expect([code, alive().includes(clusterId)]).toEqual([1, true]);
    expect(JSON.parse(readFileSync(file('planted'), 'utf8'))).toMatchObject({ state: 'dropped' });
  });
});

test.each<[string, string]>([
  ['a dot segment', 'cluster_id=..'],
  ['a path', 'cluster_id=a/b'],
  ['an id of 5 kB', `cluster_id=${'x'.repeat(5000)}`],
  ['the source', `cluster_id=${SOURCE_CLUSTER}`],
  ['a job that is a dot segment', 'job_id=..'],
])('adopt refuses %s in one short line', async (_title, id) => {
  const { out, errors, code } = await cli(['adopt', 'stack/articles', id, outdir], { env });
  const lines = [...out.trimEnd().split('\n'), ...errors].filter((line) => line !== '');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.length).toBeLessThan(1000);
  expect(code).toBeGreaterThan(0);
});

test('drills that are pipes, folders and circles are problems, and nothing waits for them', async () => {
  const folder = newFolder('drills');
  spawnSync('mkfifo', [join(folder, 'a.json')]);
  mkdirSync(join(folder, 'b.json'));
  symlinkSync(join(folder, 'c.json'), join(folder, 'c.json'));
  symlinkSync('/dev/zero', join(folder, 'd.json'));
  const { errors, code } = await cli(['drills', folder]);
  expect([errors.length, code]).toEqual([5, 1]);
});
