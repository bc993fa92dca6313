// Writes package-lock.json: `npm run lock` after a change of dependencies. With `--check` it only looks
// whether the file names a registry.
//
// Two things that npm alone does not do:
// - no registry host is in the file (.npmrc omits the addresses), so that any mirror serves it;
// - programs for other platforms are in it even where the registry at hand serves only this one.
//   `npm ci` refuses a lock file without them. Their checksum is then unknown and left out.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** The platform that the name of a package with a native program tells, as npm's fields. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  if (os.length === 0 || cpu.length === 0) throw new Error(`${name}: no platform in the name`);
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
  return { cpu, ...(libc && { libc }), os };
}

/** Where npm would find `name` from `parent`: beside it or in a folder above. */
function isLocked(packages, parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    if (packages[`${folder}/node_modules/${name}`.replace(/^\//, '')]) return true;
    if (!folder.includes('/node_modules/')) return packages[`node_modules/${name}`] !== undefined;
  }
}

if (process.argv.includes('--check')) {
  const addresses = readFileSync(file, 'utf8').match(/"resolved": "\w+:.*"/g) ?? [];
  if (addresses.length === 0) process.exit(0);
  console.error(`package-lock.json names a registry (${addresses[0]}): run \`npm run lock\`.`);
  process.exit(1);
}

execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});

const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (entry.inBundle || isLocked(lock.packages, parent, name)) continue;
    if (!/^\d/.test(version))
      throw new Error(`${parent}: ${name}@${version} is not an exact version`);
    const dev = entry.dev ? { dev: true } : {};
    lock.packages[`node_modules/${name}`] = {
      version,
      ...dev,
      optional: true,
      ...platformOf(name),
    };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
for (const entry of Object.values(lock.packages)) if (!entry.link) delete entry.resolved;
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json written, ${added.length} packages of other platforms added`);
