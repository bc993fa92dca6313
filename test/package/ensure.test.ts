import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './support/project';

const OUTPUTS = [
  '.jsii',
  'lib/index.js',
  'lib/runner/cluster-restore-runner.cjs',
  'lib/bin/cluster-restore.cjs',
  'lib/bin/cluster-restore-simulator.cjs',
];
const BUILD = `
import { mkdirSync, writeFileSync } from 'node:fs';
if (process.env.FAIL === 'build') process.exit(7);
for (const folder of ['lib/runner', 'lib/bin']) mkdirSync(folder, { recursive: true });
for (const file of ${JSON.stringify(OUTPUTS)}) writeFileSync(file, '');
console.log('built');
`;

/** A clone that has its packages and no build yet; what \`npm ci\` and the build do is written to the log. */
function clone(): Project {
  const project = new Project('scripts/ensure.mjs', 'scripts/alone.mjs').standIn(['npm']);
  project.write('scripts/build.mjs', BUILD);
  for (const file of ['src/index.ts', 'src/zilliz/rules/cu-size.ts', 'tsconfig.json', 'README.md'])
    project.write(file, 'first\n');
  project.write('package-lock.json', '{}\n');
  ensure(project);
  for (const output of ['lib', '.jsii']) rmSync(join(project.folder, output), { recursive: true });
  return project;
}

function ensure(project: Project, env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = project.run(process.execPath, ['scripts/ensure.mjs'], env);
  return { status, builds: stdout.match(/^built$/gm)?.length ?? 0, said: stdout + stderr };
}

test('builds once, and does nothing when nothing changed', () => {
  const project = clone();
  expect(ensure(project)).toMatchObject({ status: 0, builds: 1 });
  expect(ensure(project)).toEqual({ status: 0, builds: 0, said: '' });
  expect(project.commands()).toEqual([]);
});

describe('a build that is stale', () => {
  const project = clone();
  beforeAll(() => {
    ensure(project);
  });

  test.each([
    'src/index.ts',
    'src/zilliz/rules/cu-size.ts',
    'src/new-file.ts',
    'package.json',
    'tsconfig.json',
    'README.md',
    'scripts/assembly.mjs',
    'scripts/build.mjs',
    'scripts/bundles.mjs',
    'scripts/library.mjs',
    'scripts/notices.mjs',
  ])('by a change of %s is made again', (file) => {
    project.append(file, '\n');
    expect(ensure(project)).toMatchObject({ status: 0, builds: 1 });
  });

  test.each([...OUTPUTS, 'src/zilliz/rules/cu-size.ts'])(
    'because %s is gone is made again',
    (file) => {
      rmSync(join(project.folder, file));
      expect(ensure(project)).toMatchObject({ status: 0, builds: 1 });
    },
  );

  test('is stale no more', () => {
    expect(ensure(project)).toEqual({ status: 0, builds: 0, said: '' });
  });
});

test('a build that fails makes the command fail, and is not taken for done by the next one', () => {
  const project = clone();
  ensure(project);
  project.append('src/index.ts', 'second\n');
  expect(ensure(project, { FAIL: 'build' }).status).toBe(7);
  expect(ensure(project, { FAIL: 'build' }).status).toBe(7);
  expect(ensure(project)).toMatchObject({ status: 0, builds: 1 });
});

test('a clone without node_modules is installed with npm ci, then built', () => {
  const project = clone();
  rmSync(join(project.folder, 'node_modules/.ensure'), { recursive: true });
  expect(ensure(project)).toMatchObject({ status: 0, builds: 1 });
  expect(project.commands()).toEqual(['npm ci --no-audit --no-fund --loglevel=error']);
  expect(ensure(project)).toEqual({ status: 0, builds: 0, said: '' });
});

test('another package-lock.json brings up to date what is installed, then it is built', () => {
  const project = clone();
  ensure(project);
  project.write('node_modules/.package-lock.json', '{}');
  project.append('package-lock.json', '\n');
  expect(ensure(project)).toMatchObject({ status: 0, builds: 1 });
  expect(project.commands()).toEqual([
    'npm install --no-save --prefer-offline --no-audit --no-fund --loglevel=error',
  ]);
  expect(ensure(project)).toEqual({ status: 0, builds: 0, said: '' });
});

test('what one copy of node_modules has installed says nothing of another that shares its files', () => {
  const project = clone();
  const stamp = join(project.folder, 'node_modules/.ensure/installed');
  const shared = join(project.folder, 'shared');
  linkSync(stamp, shared);
  const before = readFileSync(shared, 'utf8');
  project.append('package-lock.json', '\n');
  ensure(project);
  expect(readFileSync(shared, 'utf8')).toBe(before);
  expect(readFileSync(stamp, 'utf8')).not.toBe(before);
});

test('an install that fails makes the command fail, and nothing is built', () => {
  const project = clone();
  project.append('package-lock.json', '\n');
  const failing = { FAIL: 'npm ci --no-audit --no-fund --loglevel=error' };
  expect(ensure(project, failing)).toMatchObject({ status: 3, builds: 0 });
  expect(ensure(project, failing)).toMatchObject({ status: 3, builds: 0 });
});

test('the examples find this package by its name', () => {
  const project = clone();
  ensure(project);
  const own = join(project.folder, 'node_modules/cdktf-cluster-restore');
  expect(existsSync(join(own, 'lib/index.js'))).toBe(true);
  expect(readFileSync(join(own, 'package.json'), 'utf8')).toContain('"cdktf-cluster-restore"');
});
