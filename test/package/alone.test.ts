import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './support/project';

const PROGRAM = `
import { appendFileSync } from 'node:fs';
import { alone, lockFile } from './scripts/alone.mjs';
const [command, looks] = process.argv.slice(2);
if (command === 'lock-file') console.log(lockFile('clone'));
else alone('clone', () => appendFileSync('order.log', 'worked '), looks && Number(looks));
`;

interface Clone {
  readonly folder: string;
  readonly lock: string;
  run(...args: string[]): { status: number | null; said: string };
}

function newClone(): Clone {
  const project = new Project('scripts/alone.mjs');
  project.write('program.mjs', PROGRAM);
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = project.run(process.execPath, ['program.mjs', ...args]);
    return { status, said: stdout + stderr };
  };
  return { folder: project.folder, lock: run('lock-file').said.trim(), run };
}

/** The number of a process that has ended. */
const dead = () => String(spawnSync(process.execPath, ['-e', '']).pid);
const orderIn = (folder: string) => {
  const file = join(folder, 'order.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

test('works at once where nobody else does, and leaves no lock', () => {
  const { folder, lock, run } = newClone();
  expect(run('work')).toEqual({ status: 0, said: '' });
  expect(orderIn(folder)).toBe('worked ');
  expect(existsSync(lock)).toBe(false);
});

test('waits for a living process that holds the lock, and says so', async () => {
  const { folder, lock } = newClone();
  writeFileSync(lock, String(process.pid));
  const child = spawn(process.execPath, ['program.mjs', 'work'], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  // Without the lock the child ends here, without a word.
  const first = await Promise.race([once(child.stderr, 'data'), ended]);
  expect(String(first[0])).toBe(`Process ${process.pid} prepares this clone: waiting for it …\n`);
  appendFileSync(join(folder, 'order.log'), 'released ');
  rmSync(lock);
  expect((await ended)[0]).toBe(0);
  expect(orderIn(folder)).toBe('released worked ');
});

test('a lock that is held for too long makes the command fail, and is left to its holder', () => {
  const { folder, lock, run } = newClone();
  writeFileSync(lock, String(process.pid));
  const { status, said } = run('work', '1');
  expect(status).toBe(1);
  expect(said).toContain(`process ${process.pid} holds ${lock} for too long: end it`);
  expect(orderIn(folder)).toBe('');
  expect(readFileSync(lock, 'utf8')).toBe(String(process.pid));
});

test.each([
  ['a process that has ended', dead],
  ['a process that was killed before it wrote its number', () => ''],
  ['nobody', () => 'no number'],
])('takes over the lock of %s', (_title, content) => {
  const { folder, lock, run } = newClone();
  writeFileSync(lock, content());
  expect(run('work')).toEqual({ status: 0, said: '' });
  expect(orderIn(folder)).toBe('worked ');
  expect(existsSync(lock)).toBe(false);
});
