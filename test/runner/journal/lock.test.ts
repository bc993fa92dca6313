import { spawnSync } from 'node:child_process';
import fs, { readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { lock, startOf } from '../../../src/runner/journal/lock';
import { newFolder } from '../../support/terraform';

afterEach(() => jest.restoreAllMocks());

let folder: string;
let place: string;
beforeEach(async () => {
  folder = newFolder('lock');
  const free = await lock(folder, () => undefined);
  const [mine = ''] = readdirSync(folder);
  [, place = ''] = /^lock\.(.+)\.\d+\.\d+$/.exec(mine) ?? [];
  free();
});

/** Leaves the lock of another runner. */
function held({ host = place, pid = process.ppid, started = startOf(pid) } = {}): string {
  const name = `lock.${host}.${pid}.${started}`;
  writeFileSync(join(folder, name), '');
  return name;
}

/** Tries to get the lock, without a pause. */
async function taking() {
  const said: string[] = [];
  const taken = await lock(folder, (line) => said.push(line), 0).then(
    (free) => {
      const present = readdirSync(folder);
      free();
      return present;
    },
    (error: Error) => error,
  );
  return { taken, said };
}

test('a lock is a file of this process, and nothing of it stays', async () => {
  const { taken } = await taking();
  expect(taken).toEqual([`lock.${place}.${process.pid}.${startOf(process.pid)}`]);
  expect(readdirSync(folder)).toEqual([]);
});

const dead = () => spawnSync(process.execPath, ['-e', '']).pid;

test.each<[string, () => string]>([
  ['a process that has ended', () => held({ pid: dead(), started: '1' })],
  ['a process whose number another one has now', () => held({ started: '1' })],
  [
    'one of our own number that could not tell its start',
    () => held({ pid: process.pid, started: '0' }),
  ],
  ['an earlier process of our own number', () => held({ pid: process.pid, started: '1' })],
])('the lock of %s is removed', async (_title, leave) => {
  const left = leave();
  const { taken, said } = await taking();
  expect(taken).not.toContain(left);
  expect([(taken as string[]).length, said]).toEqual([1, []]);
});

test.each<[string, () => string]>([
  ['a process that is alive', () => held()],
  ['another machine', () => held({ host: 'elsewhere', pid: dead() })],
  ['one that could not tell its start', () => held({ started: '0' })],
])('the lock of %s stays, and is waited for', async (_title, leave) => {
  const left = leave();
  const { taken, said } = await taking();
  expect(taken).toMatchObject({ exitCode: 11 });
  const [, pid] = /\.(\d+)\.\d+$/.exec(left) ?? [];
  expect(said).toEqual([`process ${pid} works on this restore: waiting for it to end`]);
  expect(String(taken)).toContain(
    `another runner works on this restore (process ${pid} on ${left.includes('elsewhere') ? 'elsewhere' : place}), or ended without removing ${folder}/${left}. Wait until it has ended;`,
  );
  expect(readdirSync(folder)).toEqual([left]);
});

test('a lock that is given free meanwhile is taken, and waited for no longer', async () => {
  const left = held();
  let looks = 0;
  const { readdirSync: read } = fs;
  jest.spyOn(fs, 'readdirSync').mockImplementation(((path: string) => {
    looks += 1;
    if (looks === 90) fs.rmSync(join(folder, left));
    return read(path);
  }) as never);
  const said: string[] = [];
  (await lock(folder, (line) => said.push(line), 0))();
  expect([looks, said.length]).toEqual([90, 1]);
});

test('a process of another user is alive, and what is not a lock is left', async () => {
  writeFileSync(join(folder, 'journal.json'), '{}');
  writeFileSync(join(folder, 'lock.x'), '');
  const left = held();
  jest.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
  });
  expect((await taking()).taken).toMatchObject({ exitCode: 11 });
  expect(readdirSync(folder).sort()).toEqual(['journal.json', left, 'lock.x'].sort());
});

test('the place of a process is its machine and its container, in what a file may be named', async () => {
  jest.spyOn(os, 'hostname').mockReturnValue('db_1.example');
  const [name = ''] = (await taking()).taken as string[];
  expect(name).toMatch(/^lock\.db-1-example(-\d+)?\.\d+\.\d+$/);
  jest.spyOn(fs, 'readlinkSync').mockImplementation(() => {
    throw new Error('no such file');
  });
  const [bare = ''] = (await taking()).taken as string[];
  expect(bare).toMatch(/^lock\.db-1-example\.\d+\.\d+$/);
  expect(name.length > bare.length).toBe(process.platform === 'linux');
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a process that has ended and that nobody asked for is not alive', async () => {
  held({ started: '7' });
  const status = (state: string) => `1 (a b) ${state} ${'0 '.repeat(18)}7 0`;
  const { readFileSync: read } = fs;
  let state = 'Z';
  jest
    .spyOn(fs, 'readFileSync')
    .mockImplementation(((path: string, ...rest: never[]) =>
      path === `/proc/${process.ppid}/stat` ? status(state) : read(path, ...rest)) as never);
  expect(startOf(process.ppid)).toBe('7');
  expect(Array.isArray((await taking()).taken)).toBe(true);
  held({ started: '7' });
  state = 'S';
  expect((await taking()).taken).toMatchObject({ exitCode: 11 });
});

onLinux('where the system tells no start, the number alone decides', async () => {
  expect(startOf(4_194_305)).toBe('0');
  held({ started: '7' });
  const { readFileSync: read } = fs;
  jest.spyOn(fs, 'readFileSync').mockImplementation(((path: string, ...rest: never[]) => {
    if (path === `/proc/${process.ppid}/stat`) throw new Error('no such file');
    return read(path, ...rest);
  }) as never);
  expect((await taking()).taken).toMatchObject({ exitCode: 11 });
});
