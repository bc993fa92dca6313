import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const SCRIPT = pathToFileURL(join(ROOT, 'scripts', 'bundles.mjs')).href;
const RUNNER = 'lib/runner/cluster-restore-runner.cjs';
const CLI = 'lib/bin/cluster-restore.cjs';
const SIMULATOR = 'lib/bin/cluster-restore-simulator.cjs';

/** A small package with the entries of this one. */
const SOURCES: Readonly<Record<string, string>> = {
  'src/runner/main.ts': "import '../vendors';",
  'src/vendors.ts': "import './zilliz/protocol';",
  'src/zilliz/protocol/index.ts': "export const accept = 'accept';",
  'src/zilliz/restored-cluster.ts': "import 'constructs';",
  'src/cli/main.ts': "import '../vendors';\nexport const simulate = () => require('../simulator');",
  'src/simulator/index.ts': "export * from './zilliz/cloud';",
  'src/simulator/zilliz/cloud.ts': "export const cloud = 'cloud';",
  'src/client/http.ts': "export const http = 'http';",
  'node_modules/cdktf/index.js': "exports.App = 'App';",
  'node_modules/constructs/index.js': "exports.Construct = 'Construct';",
  'node_modules/@cdktf/provider-null/lib/resource/index.js': "exports.Resource = 'Resource';",
};

/** Bundles the package after a change of its sources: the problem of each bundle, or nothing. */
function bundled(change: Readonly<Record<string, string>> = {}) {
  const folder = newFolder('bundles');
  for (const [file, text] of Object.entries({ ...SOURCES, ...change })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  const program = `
    const { bundlesOf, bundleProgram } = await import(${JSON.stringify(SCRIPT)});
    for (const bundle of bundlesOf(${JSON.stringify(folder)})) {
      await bundleProgram(${JSON.stringify(folder)}, bundle).catch(({ message }) => console.log(message));
    }`;
  const args = ['--input-type=module', '-e', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { folder, said: (stdout + stderr).trim() };
}

test('each program becomes one file that runs without node_modules', () => {
  const { folder, said } = bundled();
  expect(said).toBe('');
  for (const file of [RUNNER, CLI, SIMULATOR]) {
    const { status } = spawnSync(process.execPath, [join(folder, file)], { cwd: '/' });
    expect({ file, status }).toEqual({ file, status: 0 });
  }
});

const WAY = 'src/vendors.ts -> src/zilliz/protocol/index.ts';

test.each([
  ['cdktf', "import { App } from 'cdktf'; App;", ' -> node_modules/cdktf/index.js'],
  [
    'constructs',
    "export * from '../restored-cluster';",
    ' -> src/zilliz/restored-cluster.ts -> node_modules/constructs/index.js',
  ],
  [
    '@cdktf',
    "import '@cdktf/provider-null/lib/resource';",
    ' -> node_modules/@cdktf/provider-null/lib/resource/index.js',
  ],
])('a protocol that reaches %s is in no program: the way is named', (name, source, end) => {
  const { folder, said } = bundled({ 'src/zilliz/protocol/index.ts': source });
  expect(said.split('\n')).toEqual([
    `${RUNNER} contains node_modules/${name}: src/runner/main.ts -> ${WAY}${end}`,
    `${CLI} contains node_modules/${name}: src/cli/main.ts -> ${WAY}${end}`,
  ]);
  expect(existsSync(join(folder, RUNNER))).toBe(false);
});

test('a simulator that is imported another way is not in the command line', () => {
  const { said } = bundled({
    'src/cli/main.ts': "import { cloud } from '../simulator/zilliz/cloud'; cloud;",
  });
  expect(said).toBe(
    `${CLI} contains src/simulator: src/cli/main.ts -> src/simulator/zilliz/cloud.ts`,
  );
});

test('a simulator that is loaded by every command is refused', () => {
  const { said } = bundled({ 'src/cli/main.ts': "import { cloud } from '../simulator'; cloud;" });
  expect(said).toBe(`${CLI} loads the simulator when it starts: src/cli/main.ts -> src/simulator`);
});

test('a simulator that uses code of this package is refused', () => {
  const { said } = bundled({
    'src/simulator/zilliz/cloud.ts': "export * from '../../client/http';",
  });
  expect(said).toBe(
    `${SIMULATOR} contains src/client: src/simulator/index.ts -> src/simulator/zilliz/cloud.ts -> src/client/http.ts`,
  );
});

test('a runner of 300 kB is accepted, and one of more is not', () => {
  const runnerOf = (bytes: number) => ({
    'src/zilliz/protocol/index.ts': `export const accept = '${'x'.repeat(bytes)}'; console.log(accept);`,
  });
  const { folder, said } = bundled(runnerOf(299_000));
  expect(said).toBe('');
  expect(readFileSync(join(folder, RUNNER)).length).toBeGreaterThan(298_999);
  expect(bundled(runnerOf(300_500)).said).toBe(
    `${RUNNER} has 301 kB, and at most 300 kB are allowed`,
  );
});

describe('the runner of one vendor', () => {
  const VENDORS = {
    'src/runner/main.ts':
      "import { vendors } from '../vendors';\nconsole.log(vendors.map((v) => v.definition()));",
    'src/vendors.ts': `export const vendors = [
  (require('./zilliz/vendor') as typeof import('./zilliz/vendor')).vendor,
  (require('./meadow/vendor') as typeof import('./meadow/vendor')).vendor,
];`,
    ...Object.fromEntries(
      ['zilliz', 'meadow'].flatMap((name) => [
        [
          `src/${name}/vendor.ts`,
          `export const vendor = { definition: () => (require('./definition') as typeof import('./definition')).it };`,
        ],
        [`src/${name}/definition.ts`, `export const it = 'it is ${name}';`],
      ]),
    ),
  };
  const runnerIn = (folder: string, ...names: string[]) =>
    join(folder, 'lib/runner', ...names, 'cluster-restore-runner.cjs');
  const saidBy = (file: string) =>
    spawnSync(process.execPath, [file], { encoding: 'utf8' }).stdout.trim();

  test('knows it alone, and the one next to them knows all', () => {
    const { folder, said } = bundled(VENDORS);
    expect(said).toBe('');
    expect(saidBy(runnerIn(folder))).toBe("[ 'it is zilliz', 'it is meadow' ]");
    expect(saidBy(runnerIn(folder, 'zilliz'))).toBe("[ 'it is zilliz' ]");
    expect(saidBy(runnerIn(folder, 'meadow'))).toBe("[ 'it is meadow' ]");
  });

  test('holds its code once, at once, and not in functions that load it later', () => {
    const { folder } = bundled(VENDORS);
    const [all = '', one = ''] = [[], ['zilliz']].map((names) =>
      readFileSync(runnerIn(folder, ...names), 'utf8'),
    );
    expect(one).toContain('it is zilliz');
    expect(one).not.toContain('meadow');
    // What esbuild writes for a module that is loaded later.
    const later = /getOwnPropertyNames/;
    expect([later.test(all), later.test(one)]).toEqual([true, false]);
  });

  test('may not be larger than 220 kB', () => {
    const large = `export const it = '${'x'.repeat(220_000)}';`;
    const { said } = bundled({ ...VENDORS, 'src/meadow/definition.ts': large });
    expect(said).toBe(
      'lib/runner/meadow/cluster-restore-runner.cjs has 221 kB, and at most 220 kB are allowed',
    );
  });
});

describe('a Node.js that is too old', () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  const [, major = 0, minor = 0] = (/^>=(\d+)\.(\d+)$/.exec(engines.node) ?? []).map(Number);
  const preload = join(newFolder('old-node'), 'old.cjs');
  writeFileSync(
    preload,
    'const node = process.env.OLD_NODE; Object.defineProperty(process, "versions", { value: { ...process.versions, node } });',
  );

  /** Starts a program of the package on a release that says to be another. */
  function started(program: string, version: string) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', preload, join(ROOT, program), '--version'],
      { encoding: 'utf8', env: { ...process.env, OLD_NODE: version } },
    );
    return { status, lines: (stdout + stderr).trim().split('\n') };
  }

  test.each([
    ['16.20.2', RUNNER, 'where Terraform runs', 1],
    [`${major - 1}.99.0`, RUNNER, 'where Terraform runs', 1],
    [`${major}.${minor - 1}.9`, RUNNER, 'where Terraform runs', 1],
    [`${major}.${minor - 1}.9`, CLI, 'here', 2],
  ])('%s ends %s in one line', (version, program, where, code) => {
    expect(started(program, version)).toEqual({
      status: code,
      lines: [
        `Node.js must be ${major}.${minor} or newer ${where}, got ${version}. Install a newer release. [exit ${code}]`,
      ],
    });
  });

  test.each([`${major}.${minor}.0`, `${major + 2}.0.0`])('%s is new enough', (version) => {
    expect(started(CLI, version)).toMatchObject({ status: 0 });
    expect(started(RUNNER, version).lines.join()).not.toContain('Node.js must be');
  });

  test('is refused in code that stays strict', () => {
    for (const program of [RUNNER, CLI]) {
      const text = readFileSync(join(ROOT, program), 'utf8').replace(/^#!.*\n/, '');
      expect(text.startsWith('"use strict";')).toBe(true);
    }
  });
});
