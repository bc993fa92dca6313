import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { Project } from './support/project';

const ROOT = join(__dirname, '..', '..');

interface Folder {
  /** Absent: measured, and not judged. */
  readonly floor?: number;
  readonly tests: readonly string[];
  readonly files?: readonly string[];
  readonly ignored?: readonly string[];
}

/** Files below a folder without their ending. */
const pathsIn = (folder: string, ending: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => path.slice(0, -ending.length))
    .sort();

const project = new Project('scripts/mutate.mjs', 'scripts/mutated-folders.mjs').standIn(
  ['stryker'],
  'if [ "$MUTATE_FOLDER" = "$BELOW" ]; then exit 1; fi; echo "mutated $MUTATE_FOLDER"',
);
const mutate = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  project.run(process.execPath, ['scripts/mutate.mjs', ...args], env);

/** The table of folders, as the script itself reads it. */
const folders = JSON.parse(
  project.run(process.execPath, [
    '-e',
    `import(${JSON.stringify(pathToFileURL(join(ROOT, 'scripts/mutated-folders.mjs')).href)}).then(({ folders }) => console.log(JSON.stringify(folders)))`,
  ]).stdout,
) as Readonly<Record<string, Folder>>;

const judged = Object.keys(folders).filter((name) => folders[name]?.floor !== undefined);

test('every folder that has a floor is mutated, each in its own run', () => {
  const { status, stdout } = mutate([]);
  expect(status).toBe(0);
  const mutated = [...stdout.matchAll(/^mutated (.*)$/gm)].map(([, name]) => name);
  expect(mutated).toEqual(judged);
  expect(mutated.length).toBeGreaterThan(5);
});

test('one folder below its floor fails the whole, after the others were mutated too', () => {
  const { status, stdout, stderr } = mutate([], { BELOW: 'spec' });
  expect(status).toBe(1);
  expect(stderr).toBe('\nbelow the floor, or not run to the end: spec\n');
  expect(stdout).toContain('mutated review/policy');
});

test('folders may be named, and what comes after them goes to Stryker', () => {
  const { status, stdout } = mutate(['client', 'spec', '--force', '--concurrency', '1']);
  expect(status).toBe(0);
  expect([...stdout.matchAll(/^mutated (.*)$/gm)].map(([, name]) => name)).toEqual([
    'client',
    'spec',
  ]);
  const command = 'stryker run --force --concurrency 1';
  expect(project.commands()).toEqual([command, command]);
});

test('a folder that is none is reported, with those that there are, and nothing runs', () => {
  const { status, stderr } = mutate(['client', 'clients']);
  expect(status).toBe(1);
  expect(stderr).toContain('no folder to mutate: clients. Name one of runner/submit,');
  expect(project.commands()).toEqual([]);
});

test('a release mutates each of them in its own job, with its own time, before it publishes', () => {
  const file = join(ROOT, '.github/workflows/release.yml');
  const { mutate: job, publish } = parse(readFileSync(file, 'utf8')).jobs;
  expect(job.strategy).toEqual({ 'fail-fast': false, matrix: { folder: judged } });
  expect(job.steps.at(-1)).toMatchObject({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions.
    env: { FOLDER: '${{ matrix.folder }}' },
    run: 'npm run mutate -- "$FOLDER"',
  });
  expect(publish.needs).toBe('mutate');
  for (const { 'timeout-minutes': minutes } of [job, publish]) expect(minutes).toBeGreaterThan(0);
});

test('the configuration of Stryker mutates nothing without a folder, and no floor is above its aim', () => {
  const other = new Project('stryker.config.mjs');
  other.write('scripts/mutated-folders.mjs', 'export const folders = { strict: { floor: 97 } };');
  const configured = (name: string) => {
    const program =
      "import('./stryker.config.mjs').then((it) => console.log(JSON.stringify(it.default)))";
    const env = { MUTATE_FOLDER: name };
    return JSON.parse(other.run(process.execPath, ['-e', program], env).stdout);
  };
  expect(configured('').mutate).toEqual([]);
  expect(configured('strict')).toMatchObject({
    mutate: ['src/strict/**/*.ts'],
    thresholds: { high: 97, low: 97, break: 97 },
  });
});

/** A path, or what begins as it says. */
const matches = (form: string, path: string) =>
  form.endsWith('*') ? path.startsWith(form.slice(0, -1)) : path === form;

test.each(Object.entries(folders))(
  '%s has sources, tests, and a floor that can be missed',
  (name, folder) => {
    const { floor = 80, tests, files = [`${name}/*`], ignored = [] } = folder;
    const sources = pathsIn('src', '.ts');
    for (const path of files)
      expect([path, sources.some((file) => matches(path, file))]).toEqual([path, true]);
    const cases = pathsIn('test', '.test.ts');
    for (const path of [...tests, ...ignored]) {
      const form = path.replace('/**/', '/');
      expect([path, cases.some((file) => matches(form, file))]).toEqual([path, true]);
    }
    expect(floor).toBeGreaterThanOrEqual(80);
    expect(floor).toBeLessThanOrEqual(100);
  },
);

test('of the runner every file is in one part, but what shows only in a started program', () => {
  const forms = Object.values(folders).flatMap(({ files = [] }) => files);
  const without = pathsIn('src', '.ts')
    .filter((path) => path.startsWith('runner/'))
    .filter((path) => forms.filter((form) => matches(form, path)).length !== 1);
  expect(without).toEqual(['runner/exit/signals', 'runner/main']);
});
