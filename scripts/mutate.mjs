// `npm run mutate [-- FOLDER … [OPTIONS]]`: changes the code of each folder on purpose, and fails where the tests of one
// notice less than its floor (scripts/mutated-folders.mjs). Without names it takes the folders that have a floor; one
// without a floor is mutated only if it is named. Options are those of Stryker.
import { spawnSync } from 'node:child_process';
import { folders } from './mutated-folders.mjs';

const known = Object.keys(folders);
const args = process.argv.slice(2);
const first = args.findIndex((arg) => arg.startsWith('-'));
const named = first < 0 ? args : args.slice(0, first);
const options = first < 0 ? [] : args.slice(first);

const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no folder to mutate: ${unknown.join(', ')}. Name one of ${known.join(', ')}.`);
  process.exit(1);
}

const judged = known.filter((name) => folders[name].floor !== undefined);

const below = (named.length > 0 ? named : judged).filter((name) => {
  const { floor } = folders[name];
  console.log(`\n${name}: ${floor === undefined ? 'no floor yet' : `at least ${floor} %`}`);
  const env = { ...process.env, MUTATE_FOLDER: name };
  return spawnSync('stryker', ['run', ...options], { stdio: 'inherit', env }).status !== 0;
});
if (below.length > 0) {
  console.error(`\nbelow the floor, or not run to the end: ${below.join(', ')}`);
  process.exit(1);
}
