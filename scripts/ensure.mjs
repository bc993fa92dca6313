// Makes a clone ready for use, and does nothing when it is: every npm script starts with it.
// Steps:
// 1. `npm ci`, when node_modules is missing; what changed, when it belongs to another package-lock.json.
// 2. The same for terrain/, where the package for CDK Terrain gets its framework from.
// 3. This package in its own node_modules, so that the examples import it by its name.
// 4. The build, when a source or a setting changed since the last one.
// It runs before anything is installed, so it uses Node's own modules only.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './alone.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'node_modules/.ensure');

// README.md belongs to the build, because jsii copies it into the assembly.
const buildInputs = [
  'src',
  'package.json',
  'tsconfig.json',
  'README.md',
  'scripts/assembly.mjs',
  'scripts/build.mjs',
  'scripts/bundles.mjs',
  'scripts/library.mjs',
  'scripts/notices.mjs',
];
const buildOutputs = [
  '.jsii',
  'lib/index.js',
  'lib/runner/cluster-restore-runner.cjs',
  'lib/bin/cluster-restore.cjs',
  'lib/bin/cluster-restore-simulator.cjs',
];

function filesBelow(path) {
  if (!existsSync(join(root, path))) return [];
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const child = `${path}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(child) : [child];
    })
    .sort();
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const file = join(root, path);
    if (existsSync(file)) hash.update(`${path}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function isStamped(name, value) {
  const stamp = join(stamps, name);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value;
}

function stamp(name, value) {
  const file = join(stamps, name);
  mkdirSync(stamps, { recursive: true });
  // Copies of node_modules may share the file by a hard link: what one has installed says nothing of the others.
  rmSync(file, { force: true });
  writeFileSync(file, value);
}

function install() {
  if (!isStamped('installed', fingerprint(['package-lock.json']))) installIn(root);
  rememberInstall();
}

function installIn(folder) {
  // npm ci removes what exists before it installs: minutes, where a few packages are new.
  const command = existsSync(join(folder, 'node_modules/.package-lock.json'))
    ? ['install', '--no-save', '--prefer-offline']
    : ['ci'];
  const what = folder === root ? 'the development dependencies' : 'CDK Terrain, for its package,';
  console.log(`Installing ${what} with npm ${command[0]}: a minute or more …`);
  const options = [...command, '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...options], { cwd: folder });
  else run('npm', options, { cwd: folder, shell: process.platform === 'win32' });
}

function rememberInstall() {
  stamp('installed', fingerprint(['package-lock.json']));
  linkToItself();
  installTerrain();
}

/** Two packages, apart from the others: CDK Terrain needs another release of `constructs`. */
function installTerrain() {
  if (!existsSync(join(root, 'terrain/package-lock.json'))) return;
  const lock = fingerprint(['terrain/package-lock.json']);
  if (
    isStamped('terrain', lock) &&
    existsSync(join(root, 'terrain/node_modules/cdktn/package.json'))
  )
    return;
  installIn(join(root, 'terrain'));
  stamp('terrain', lock);
}

/** What the package contains when it is installed. A link to the whole folder would contain itself. */
function linkToItself() {
  const folder = join(root, 'node_modules/cdktf-cluster-restore');
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'package.json'), { force: true });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  const link = join(folder, 'lib');
  if (lstatSync(link, { throwIfNoEntry: false })) return;
  // Windows grants junctions to everybody, but wants the whole path.
  if (process.platform === 'win32') symlinkSync(join(root, 'lib'), link, 'junction');
  else symlinkSync('../../lib', link);
}

function build() {
  const [folder, ...files] = buildInputs;
  const sources = fingerprint([...filesBelow(folder), ...files, 'package-lock.json']);
  const isComplete = buildOutputs.every((output) => existsSync(join(root, output)));
  if (isComplete && isStamped('built', sources)) return;
  rmSync(join(stamps, 'built'), { force: true });
  run(process.execPath, [join(root, 'scripts/build.mjs')]);
  stamp('built', sources);
}

function run(command, args, options = {}) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit', ...options });
}

try {
  alone(root, () => {
    install();
    build();
  });
} catch (error) {
  // The failed program has told why; a stack of this script would only hide it.
  if (error.status === undefined) console.error(`The clone is not ready: ${error.message}`);
  process.exit(error.status ?? 1);
}
