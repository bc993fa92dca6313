// The programs of the package, each as one file that needs no node_modules, and what each must not contain.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const FRAMEWORK = [
  'node_modules/cdktf',
  'node_modules/cdktn',
  'node_modules/constructs',
  'node_modules/@cdktf',
];
const SIMULATOR = 'src/simulator';
/** Beside the command line, which loads it for `simulate` alone. */
const SIMULATOR_FILE = 'cluster-restore-simulator.cjs';
const SIMULATOR_IMPORT = `./${SIMULATOR_FILE}`;

/**
 * The first line of a program: an old Node ends in one line, and not in the stack trace of the first function that it
 * lacks. Written for releases that know little.
 */
const [, ...WANTED] = /^>=(\d+)\.(\d+)$/.exec(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).engines.node,
);
const requireNode = (where, code) =>
  `"use strict";(function(v){var n=v.split(".");if(+n[0]>${WANTED[0]}||+n[0]==${WANTED[0]}&&+n[1]>=${WANTED[1]})return;` +
  `process.stderr.write("Node.js must be ${WANTED.join('.')} or newer ${where}, got "+v+". Install a newer release. [exit ${code}]\\n");` +
  `process.exit(${code})})(process.versions.node);`;

/** `without`: folders of which no file may be in the bundle. `atMostKb`: Terraform starts the runner for each step. */
const runner = {
  source: 'src/runner/main.ts',
  target: 'lib/runner/cluster-restore-runner.cjs',
  options: {
    minify: true,
    banner: { js: requireNode('where Terraform runs', 1) },
    plugins: [leaveOutInventories()],
  },
  without: [...FRAMEWORK, SIMULATOR, 'src/review', 'src/cli', 'src/restore'],
  // With the checks of drills, the passwords of settings, groups, rate limits, and the wires of backups and backup policies.
  atMostKb: 300,
};

/** The programs that know every vendor. */
export const bundles = [
  runner,
  {
    source: 'src/cli/main.ts',
    target: 'lib/bin/cluster-restore.cjs',
    // Names stay, so that a report of an internal error can be read.
    options: {
      minifyWhitespace: true,
      minifySyntax: true,
      banner: { js: `#!/usr/bin/env node\n${requireNode('here', 2)}` },
      plugins: [leaveOutSimulator()],
    },
    without: [...FRAMEWORK, SIMULATOR, 'src/restore', 'src/app-review'],
  },
  {
    source: 'src/simulator/index.ts',
    target: `lib/bin/${SIMULATOR_FILE}`,
    options: { minifyWhitespace: true, minifySyntax: true },
    without: [...FRAMEWORK, 'src/client', 'src/runner', 'src/review', 'src/vendor'],
  },
];

/**
 * The programs of the package, and the runner once more for each vendor alone: a stack with restores of one vendor gets
 * that one, because Node.js reads the whole file for each step.
 */
export function bundlesOf(root) {
  const list = readFileSync(join(root, VENDORS), 'utf8');
  const names = [...list.matchAll(A_VENDOR)].map(([, name]) => name);
  return [...bundles, ...names.map((name) => runnerOf(name))];
}

const VENDORS = 'src/vendors.ts';
const A_VENDOR = /^.*require\('\.\/([^/']+)\/vendor'\).*\n/gm;

function runnerOf(vendor) {
  const { options } = runner;
  return {
    ...runner,
    target: `lib/runner/${vendor}/cluster-restore-runner.cjs`,
    options: {
      ...options,
      plugins: [...options.plugins, loadOneVendor(vendor)],
    },
    atMostKb: 220,
  };
}

/**
 * Leaves the other vendors out, and loads this one at once: what is loaded when it is first used, Node.js reads twice, with
 * the file and again when it runs, and such a runner uses all of it.
 */
function loadOneVendor(vendor) {
  const load = (read) => (file) => ({ contents: atOnce(read(file)), loader: 'ts' });
  const read = ({ path }) => readFileSync(path, 'utf8');
  const lineOfVendor = (line, name) => (name === vendor ? line : '');
  return {
    name: 'load-one-vendor',
    setup({ onLoad }) {
      const ofVendor = new RegExp(`[\\\\/]src[\\\\/]${vendor}[\\\\/]vendor\\.ts$`);
      onLoad({ filter: ofVendor }, load(read));
      onLoad(
        { filter: /[\\/]src[\\/]vendors\.ts$/ },
        load((file) => read(file).replace(A_VENDOR, lineOfVendor)),
      );
    },
  };
}

/** Imports where a source requires a part of a module. */
function atOnce(source) {
  const imports = [];
  const text = source.replace(A_PART, (_, from, name) => {
    imports.push(`import { ${name} as part${imports.length} } from '${from}';`);
    return `part${imports.length - 1}`;
  });
  return `${imports.join('')}${text}`;
}

const A_PART = /\(require\('([^']+)'\) as typeof import\('[^']+'\)\)\.(\w+)/g;

/** Lists of what a vendor has are for people at the command line: the runner never asks for one. */
function leaveOutInventories() {
  return {
    name: 'leave-out-inventories',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]protocol[\\/]inventory\.ts$/ }, () => ({
        contents: 'export const inventory = {};',
        loader: 'ts',
      }));
    },
  };
}

/** An import of the simulator becomes one of its own bundle, at the place where the program asks for it. */
function leaveOutSimulator() {
  return {
    name: 'leave-out-simulator',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.\/simulator$/ }, () => ({
        path: SIMULATOR_IMPORT,
        external: true,
      }));
    },
  };
}

/** Writes one bundle, and refuses one that contains what it must not. Returns the folders of the packages in it. */
export async function bundleProgram(root, bundle) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [bundle.source],
    outfile: bundle.target,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    legalComments: 'eof',
    logLevel: 'warning',
    metafile: true,
    write: false,
    ...bundle.options,
  });
  const problems = problemsOf(metafile, bundle);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const file = join(root, bundle.target);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, outputFiles[0].contents, { mode: 0o755 });
  return packagesIn(metafile);
}

/** The folders of the packages that a bundle has parts of. */
export function packagesIn(metafile) {
  return Object.keys(metafile.inputs)
    .map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0])
    .filter((folder) => folder !== undefined);
}

/** What is wrong with a bundle, one line each. */
export function problemsOf(metafile, { source, target, without, atMostKb = Infinity }) {
  const ways = waysFrom(source, metafile.inputs);
  const way = (path) => ways.get(path).join(' -> ');
  const problems = without.flatMap((folder) => {
    const file = [...ways.keys()].find((path) => isIn(folder, path));
    return file === undefined ? [] : [`${target} contains ${folder}: ${way(file)}`];
  });
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    const early = imports.find(
      ({ path, kind }) => path === SIMULATOR_IMPORT && kind === 'import-statement',
    );
    if (early)
      problems.push(`${target} loads the simulator when it starts: ${way(file)} -> ${SIMULATOR}`);
  }
  const kb = Math.ceil((metafile.outputs[target]?.bytes ?? 0) / 1000);
  if (kb <= atMostKb) return problems;
  return [...problems, `${target} has ${kb} kB, and at most ${atMostKb} kB are allowed`];
}

/** A package counts where it is left out too: the program would look for it where none is installed. */
function isIn(folder, path) {
  const name = folder.replace(/^node_modules\//, '');
  return [`/${folder}/`, `/${name}/`].some((part) => `/${path}/`.includes(part));
}

/** For each file that a source reaches, the shortest way to it. */
function waysFrom(source, inputs) {
  const ways = new Map([[source, [source]]]);
  for (const [file, way] of ways) {
    for (const { path } of inputs[file]?.imports ?? []) {
      if (!ways.has(path)) ways.set(path, [...way, path]);
    }
  }
  return ways;
}
