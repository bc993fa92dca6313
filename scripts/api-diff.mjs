// Compares the public API with the version that was published last: `node scripts/api-diff.mjs`, in a release; or with
// that of a folder in which another version was built: `node scripts/api-diff.mjs <folder>`.
// A change that breaks users is let through when CHANGELOG.md says so: a line that begins with "- Breaking:".
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const JSII_DIFF = 'jsii-diff@1.134.0';
const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const { name, version } = JSON.parse(read('package.json'));

const shell = process.platform === 'win32';
const [folder] = process.argv.slice(2);
const before = folder ?? published();

function published() {
  const last = spawnSync('npm', ['view', name, 'version'], { encoding: 'utf8', shell });
  if (last.status === 0) return `npm:${name}@${last.stdout.trim()}`;
  if (/E404/.test(last.stderr)) {
    console.log(`${name} was not published yet: nothing to compare`);
    process.exit(0);
  }
  console.error(`npm view ${name} failed, so that nothing can be compared:\n${last.stderr.trim()}`);
  process.exit(1);
}

const args = ['--yes', JSII_DIFF, before, '.'];
const { status } = spawnSync('npx', args, { stdio: 'inherit', shell });
if (status === 0) process.exit(0);
const [, section = ''] = read('CHANGELOG.md').split(`\n## ${version}\n`);
if (/^- Breaking: /m.test(section.split('\n## ')[0])) process.exit(0);
console.error(
  `The API of ${version} breaks users of ${before.replace(/^npm:.*@/, '')}: keep it, or add a line "- Breaking: …" under "## ${version}" in CHANGELOG.md`,
);
process.exit(1);
