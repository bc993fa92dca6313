// Makes dist/cdktn-cluster-restore, the package for CDK Terrain (`cdktn`), from the sources of this one.
// Steps:
// 1. The sources, README and docs with the names of the other framework, and bindings of our own for the null
//    provider, for which CDK Terrain has no package.
// 2. package.json with the peers of that framework and the names of its packages in every language.
// 3. The build of this repository, run in that folder.
// `npm pack ./dist/cdktn-cluster-restore` then makes the package. A build of the same sources is kept.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './alone.mjs';
import { named, terrainManifest } from './terrain-names.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const terrain = join(root, 'terrain');
const target = join(root, 'dist', 'cdktn-cluster-restore');

const copied = [
  'src',
  'docs',
  'templates',
  'rosetta',
  'examples/ci',
  'README.md',
  'CHANGELOG.md',
  'API.md',
];
const unchanged = [
  'LICENSE',
  'tsconfig.json',
  ...['assembly', 'build', 'bundles', 'library', 'notices'].map((name) => `scripts/${name}.mjs`),
];
/** What is written for one framework; pages that tell of both stay as they are. */
const isRenamed = (file) =>
  /\.(ts|ts-fixture|md|yml)$/.test(file) &&
  !['docs/cdk-terrain.md', 'docs/languages.md'].includes(file);

function filesBelow(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesBelow(`${path}/${name}`));
}

function write(file, content) {
  const path = join(target, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function copySources() {
  for (const file of copied.flatMap(filesBelow)) {
    const content = readFileSync(join(root, file));
    write(file, isRenamed(file) ? named(content.toString(), file) : content);
  }
  for (const file of unchanged) write(file, readFileSync(join(root, file)));
  cpSync(join(terrain, 'src'), join(target, 'src'), { recursive: true });
  const index = join(target, 'src', 'index.ts');
  const exported = "export { NullProvider, NullProviderConfig } from './null/provider';\n";
  writeFileSync(index, `${readFileSync(index, 'utf8').trimEnd()}\n${exported}`);
}

/** The framework and `constructs` of the workspace, everything else from the folder above. */
function linkModules() {
  const modules = join(target, 'node_modules');
  mkdirSync(modules);
  for (const name of ['cdktn', 'constructs', 'jsii']) {
    const from = [terrain, root].map((folder) => join(folder, 'node_modules', name));
    symlinkSync(relative(modules, from.find(existsSync)), join(modules, name), 'junction');
  }
}

const sources = [
  ...copied,
  ...unchanged,
  'package.json',
  'terrain/src',
  'terrain/package-lock.json',
];
const makers = ['scripts/terrain.mjs', 'scripts/terrain-names.mjs', 'package-lock.json'];

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [...sources, ...makers].flatMap(filesBelow).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function make() {
  const stamp = join(target, '.made-from');
  const from = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return;
  rmSync(target, { recursive: true, force: true });
  copySources();
  const manifest = terrainManifest(
    read('package.json'),
    read('terrain/package.json').devDependencies,
  );
  write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
  linkModules();
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: target, stdio: 'inherit' });
  writeFileSync(stamp, from);
}

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

try {
  // Tests that need the package make it, and may run at the same time.
  alone(target, make);
} catch (error) {
  // The build has told why; a stack of this script would only hide it.
  if (error.status === undefined) throw error;
  process.exit(error.status ?? 1);
}
