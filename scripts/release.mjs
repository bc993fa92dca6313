// Refuses a release whose tag, version and changelog do not agree: `node scripts/release.mjs v1.2.3`.
import { readFileSync } from 'node:fs';

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const [tag] = process.argv.slice(2);
const { version } = JSON.parse(read('package.json'));
const [, section = ''] = read('CHANGELOG.md').split(`\n## ${version}\n`);
const [own] = section.split('\n## ');

const problems = [];
if (tag !== `v${version}`) {
  problems.push(
    `the tag is ${tag ?? 'missing'} and package.json says ${version}: push the tag v${version}`,
  );
}
if (own.trim() === '') {
  problems.push(`CHANGELOG.md has nothing under "## ${version}": turn "Unreleased" into it`);
} else if (!/^Does it restore again\?/m.test(own)) {
  problems.push(
    `CHANGELOG.md does not answer "Does it restore again?" for ${version}: add that line`,
  );
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
