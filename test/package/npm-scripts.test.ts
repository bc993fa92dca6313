import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { npmScripts, Project } from './support/project';

const ROOT = join(__dirname, '..', '..');

/** What stands between `&&`: the commands of one npm script. */
const commandsOf = (script: string) => script.split(' && ');

const programs = new Set(
  Object.values(npmScripts).flatMap((script) =>
    commandsOf(script).map((command) => command.split(' ')[0] ?? ''),
  ),
);
const project = new Project().standIn([...programs]);
const npmRun = (name: string, env: NodeJS.ProcessEnv = {}) =>
  project.run('/bin/sh', ['-c', npmScripts[name] ?? 'exit 9'], env);

const steps = Object.entries(npmScripts).flatMap(([name, script]) =>
  commandsOf(script).map((command, index) => [name, command, index] as const),
);

test.each(Object.keys(npmScripts))('npm run %s runs all of its commands', (name) => {
  expect(npmRun(name).status).toBe(0);
  expect(project.commands()).toEqual(commandsOf(npmScripts[name] ?? ''));
});

test.each(steps)(
  'npm run %s fails when "%s" fails, and goes no further',
  (name, command, index) => {
    const { status } = npmRun(name, { FAIL: command });
    expect(status).toBe(3);
    expect(project.commands()).toHaveLength(index + 1);
  },
);

const PREPARED = [
  'node scripts/needs.mjs terraform',
  'node scripts/ensure.mjs',
  'node scripts/needs.mjs packages',
];

test.each([
  ['test', 'jest'],
  ['check', 'node scripts/check.mjs'],
])('npm run %s looks for what it needs and builds before it begins', (name, last) => {
  expect(commandsOf(npmScripts[name] ?? '')).toEqual([...PREPARED, last]);
});

test.each(['build', 'prepack', 'demo', 'bench', 'api', 'docs', 'format', 'mutate'])(
  'npm run %s installs and builds first',
  (name) => {
    expect(commandsOf(npmScripts[name] ?? '')[0]).toBe('node scripts/ensure.mjs');
  },
);

test('jest, as npm test starts it, runs every test file', () => {
  const [, ...options] = (commandsOf(npmScripts.test ?? '').at(-1) ?? '').split(' ');
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const listed = execFileSync(process.execPath, [jest, '--listTests', ...options], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(ROOT, 'test', name));
  expect(files.length).toBeGreaterThan(100);
  expect(listed.trim().split('\n').sort()).toEqual(files.sort());
});
