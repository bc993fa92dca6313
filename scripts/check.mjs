// `npm run check`: all that must hold before a commit. One line for each part with its time; what a part
// says is shown only when it fails. CHECK_WITHOUT_TESTS=1 leaves out the tests, for a caller that ran them.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tarballs = mkdtempSync(join(tmpdir(), 'cluster-restore-pack-'));
const tarball = () =>
  join(
    tarballs,
    readdirSync(tarballs).find((name) => name.endsWith('.tgz')) ?? 'nothing-was-packed.tgz',
  );

/**
 * Title, program and arguments of each part. A row is what follows each other; two rows run side by side, the longest
 * begin. Programs are looked up in node_modules/.bin, as npm scripts do.
 */
const rows = [
  [
    ['code for Python, Java, C# and Go', () => ['node', 'scripts/languages.mjs']],
    ['API.md is that of the sources', () => ['node', 'scripts/api.mjs', '--check']],
    ['the package packs', () => ['npm', 'pack', '--silent', '--pack-destination', tarballs]],
    ['package metadata (publint)', () => ['publint', '--strict', tarball()]],
    [
      'types for each way of importing (attw)',
      () => ['attw', tarball(), '--exclude-entrypoints', './.jsii'],
    ],
  ],
  [
    ['the documentation site builds', () => ['node', 'scripts/site.mjs']],
    [
      'the documentation site in a browser',
      () => ['jest', '--config', 'jest.site.config.cjs', '--silent'],
    ],
  ],
  [
    [
      'constructs on CDK Terrain',
      () => ['jest', '--config', 'jest.terrain.config.cjs', '--silent'],
    ],
  ],
  [['types of sources, tests and examples', () => ['tsc', '-p', 'tsconfig.test.json']]],
  [['no unused files, exports or dependencies', () => ['knip']]],
  [['import directions', () => ['depcruise', 'src', '--output-type', 'err']]],
  [['format and lint', () => ['biome', 'ci', '--error-on-warnings', '--colors=off']]],
  [['docs/rules.md is that of the rules', () => ['node', 'scripts/rules.mjs', '--check']]],
  [['lock file names no registry', () => ['node', 'scripts/lock.mjs', '--check']]],
];
const tests =
  process.env.CHECK_WITHOUT_TESTS === '1' ? [] : [['tests', () => ['jest', '--silent']]];
const parts = [...rows.flat(), ...tests];

function run([program, ...args]) {
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, NO_COLOR: '1' };
  const child = spawn(program, args, { cwd: root, env });
  const output = [];
  child.stdout.on('data', (data) => output.push(data));
  child.stderr.on('data', (data) => output.push(data));
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve({ code: 1, output: message }));
    child.on('close', (code) => resolve({ code, output: Buffer.concat(output).toString() }));
  });
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(7);

let failures = 0;
const begin = performance.now();
async function runAll(row) {
  for (const [title, command] of row) {
    const since = performance.now();
    const { code, output } = await run(command());
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${seconds(since)}  ${title}`);
    if (code === 0) continue;
    failures += 1;
    console.log(output.trimEnd());
  }
}
const waiting = rows.values();
const oneAfterAnother = async () => {
  for (const row of waiting) await runAll(row);
};
await Promise.all([oneAfterAnother(), oneAfterAnother()]);
await runAll(tests);
rmSync(tarballs, { recursive: true, force: true });
const verdict =
  failures === 0 ? `all ${parts.length} parts hold` : `${failures} of ${parts.length} parts failed`;
console.log(`${failures === 0 ? 'ok    ' : 'FAILED'} ${seconds(begin)}  ${verdict}`);
process.exitCode = failures === 0 ? 0 : 1;
