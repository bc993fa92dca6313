import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until';
import { benchOf } from './support/bench';
import { bundledRunner } from './support/bundle';
import { Lab } from './support/lab';
import { type Bench, phaseOf } from './support/phase';
import { zillizCluster, zillizCollections } from './support/zilliz-scenarios';

let bench: Bench;
let lab: Lab;
beforeAll(async () => {
  bench = await benchOf(zillizCluster(false), await bundledRunner());
});
beforeEach(async () => {
  lab = await Lab.open('journal', bench, phaseOf(bench, 'submit'));
});
afterEach(() => lab.close());

const folder = () => join(lab.folder, '.cluster-restore/articles');
const journal = () => join(folder(), 'journal.json');
const posts = () =>
  lab.simulator.requests.filter(({ operation }) => operation === 'restoreCluster').length;

function leave(name: string, content: string): void {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), name), content);
}

const whole = {
  version: 1,
  key: 'articles',
  path: 'stack/articles',
  identity: {},
  state: 'open',
  facts: {},
  requests: [],
};

test.each<[string, string]>([
  ['of a future version', JSON.stringify({ ...whole, version: 2 })],
  ['with a field of another release', JSON.stringify({ ...whole, approvedBy: 'somebody' })],
  ['that is cut short', JSON.stringify(whole).slice(0, 60)],
  ['that is empty', ''],
  ['that is not JSON', 'state: open'],
])('a journal %s stops every step, and nothing is called', async (_title, content) => {
  leave('journal.json', content);
  for (const step of ['submit', 'wait'] as const) {
    const end = await lab.run(step);
    expect(end.stderr).toBe(
      '.cluster-restore/articles/journal.json is not a journal of version 1: it is damaged or from another version of the package. Check in the vendor console whether a restore is running; then move the file away and apply again. [exit 11]\n',
    );
    expect(end.code).toBe(11);
  }
  expect(lab.simulator.requests).toEqual([]);
});

test('the journal of another restore is none of this one', async () => {
  leave('journal.json', JSON.stringify({ ...whole, key: 'other' }));
  const end = await lab.run('submit');
  expect(end.stderr).toContain('journal.json is the journal of another restore. ');
  expect([end.code, posts()]).toEqual([11, 0]);
});

test('another restore that was begun and not recorded stops the next one, with the command that gives it up', async () => {
  const began = { name: 'restoreCluster', state: 'submitted', at: '', jobId: 'job-1', facts: {} };
  const identity = { backup_id: 'backup11_other' };
  leave('journal.json', JSON.stringify({ ...whole, identity, requests: [began] }));
  const end = await lab.run('submit');
  expect(end.stderr.replaceAll(bench.runner, '<runner>')).toBe(
    'an earlier run began another restore (backup_id backup11_other, job job-1) that no apply has waited for. Go back to that declaration and apply, or look in the vendor console and run "node <runner> discard articles". [exit 11]\n',
  );
  expect([end.code, posts()]).toEqual([11, 0]);
  leave(
    'journal.json',
    JSON.stringify({ ...whole, state: 'waiting', identity, requests: [began] }),
  );
  expect([(await lab.run('submit')).code, posts()]).toEqual([0, 1]);
});

test('what has begun continues although its backup is gone meanwhile', async () => {
  const fault = { kind: 'drop', acts: true } as const;
  lab.simulator.inject({ operation: 'restoreCluster', fault });
  const first = await lab.run('submit');
  lab.simulator.inject({
    operation: 'describeBackup',
    times: 'always',
    fault: { kind: 'http-error', status: 404 },
  });
  await lab.decide(first.stderr);
  expect([(await lab.run('submit')).code, posts()]).toEqual([0, 1]);
});

test('two runners at once: one works, the other waits for it and adopts', async () => {
  const patient = { CLUSTER_RESTORE_POLL_SECONDS: '0.1' };
  const ends = await Promise.all([1, 2, 3].map(() => lab.run('submit', patient)));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(posts()).toBe(1);
  const adopted = ends.filter(({ stdout }) => stdout.includes('already submitted by an earlier'));
  expect(adopted).toHaveLength(2);
});

test('several heirs of dead locks: one takes over at a time', async () => {
  for (const pid of [4_000_001, 4_000_002, 4_000_003]) leave(`lock.${lockPlace()}.${pid}.1`, '');
  const patient = { CLUSTER_RESTORE_POLL_SECONDS: '0.1' };
  const ends = await Promise.all([1, 2, 3, 4].map(() => lab.run('submit', patient)));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(posts()).toBe(1);
  expect(readdirSync(folder()).filter((name) => name.startsWith('lock'))).toEqual([]);
});

test('the lock of another machine is never taken over', async () => {
  leave('lock.build-7.123.456', '');
  const end = await lab.run('submit');
  expect(end.stderr).toBe(
    'another runner works on this restore (process 123 on build-7), or ended without removing .cluster-restore/articles/lock.build-7.123.456. Wait until it has ended; if none is running on any machine, remove the file and apply again. [exit 11]\n',
  );
  expect([end.code, posts()]).toEqual([11, 0]);
});

test('a dead lock whose number a living process has by now is taken over', async () => {
  leave(`lock.${lockPlace()}.${process.pid}.1`, '');
  expect((await lab.run('submit')).code).toBe(process.platform === 'linux' ? 0 : 11);
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'the lock of a process that ended, and that its parent never asks for, is taken over',
  async () => {
    // The shell becomes another program, which knows nothing of the child: so do containers without an init process.
    // The child ends only after that, when its input does: a shell would still ask for it.
    const shell = spawn('sh', ['-c', 'exec 3<&0; cat <&3 & echo $!; exec sleep 60 <&- 3<&-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const [said] = (await once(shell.stdout, 'data')) as [Buffer];
    const pid = String(said).trim();
    const status = (id: string) =>
      readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const isSleep = () => readFileSync(`/proc/${shell.pid}/comm`, 'utf8') === 'sleep\n';
    await until(isSleep, once(shell, 'exit'));
    shell.stdin.end();
    await until(() => status(pid)[0] === 'Z', once(shell, 'exit'));
    leave(`lock.${lockPlace()}.${pid}.${status(pid)[19]}`, '');
    const { code, stderr } = await lab.run('submit');
    shell.kill('SIGKILL');
    expect([code, stderr]).toEqual([0, '']);
  },
);

test('the journal keeps to its owner, whatever the umask', async () => {
  const before = process.umask(0);
  await lab.run('submit');
  process.umask(before);
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  const modes = readdirSync(folder()).map((name) => statSync(join(folder(), name)).mode & 0o777);
  expect(new Set(modes)).toEqual(new Set([0o600]));
});

test('discarding one request of several sends that one again, and no other', async () => {
  const two = await benchOf(zillizCollections, bench.runner);
  const other = await Lab.open('two collections', two, phaseOf(two, 'submit'));
  const fault = { kind: 'drop', acts: false } as const;
  other.simulator.inject({ operation: 'restoreCollection', nth: 2, fault });
  const first = await other.run('submit');
  expect([first.code, other.simulator.zilliz.jobs.length]).toEqual([6, 1]);
  await other.decide(first.stderr);
  expect([(await other.run('submit')).code, other.simulator.zilliz.jobs.length]).toEqual([0, 2]);
  await other.close();
});

test('a full disk after the response names what to adopt, and the password reaches its sink', async () => {
  const preload = join(__dirname, 'support', 'full-disk.cjs');
  const end = await lab.run('submit', { NODE_OPTIONS: `--require=${preload}` });
  expect(end.code).toBe(11);
  expect(end.stderr).toMatch(
    /^the restore began, and its response could not be saved: .* run "node \S+ adopt articles cluster_id=in01-\w+ job_id=job-\w+ password=delivered" and apply again/,
  );
  expect(lab.passwordIsSafe()).toBe(true);
  await lab.decide(end.stderr);
  const second = await lab.run('submit');
  expect([second.code, posts()]).toEqual([0, 1]);
  expect(second.stdout).not.toContain('did not reach this machine');
});

test.each([
  ['adopt', ['adopt', 'articles', 'clusterid=x'], 'nothing to adopt: give job_id=<id>'],
  ['a key that is a path', ['discard', '../articles'], 'no journal "../articles" here'],
  ['no key', ['discard'], 'discard needs the key of a journal'],
  ['another word', ['forget', 'articles'], '"forget" is not a command'],
])('a wrong command by hand (%s) changes nothing', async (_title, args, message) => {
  const fault = { kind: 'drop', acts: true } as const;
  lab.simulator.inject({ operation: 'restoreCluster', fault });
  await lab.run('submit');
  const before = readFileSync(journal(), 'utf8');
  const end = await lab.byHand(args);
  expect(end.stderr).toContain(message);
  expect(end.code).toBe(2);
  expect(readFileSync(journal(), 'utf8')).toBe(before);
});

function lockPlace(): string {
  const host = hostname().replace(/[^A-Za-z0-9-]/g, '-');
  try {
    return `${host}-${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`;
  } catch {
    return host;
  }
}
