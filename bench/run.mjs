// `npm run bench [NAME …] [-- --up-to N --rounds N --keep]`: takes each measure beside its baseline, prints a table, and ends with 1
// where an aim is missed by more than the noise. Results go to .bench/<name>.json; --keep puts them where the documentation
// has them: bench/results/, the plots into docs/images/, the table into docs/performance.md. --pages
// writes those again from the results that are kept.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Bench } from './support/bench.mjs';
import { machine } from './support/machine.mjs';
import { plotSvg } from './support/plot.mjs';
import { markdownTable, textTable } from './support/table.mjs';

const root = join(import.meta.dirname, '..');
/** Takes long and needs PostgreSQL: runs where it is named. */
const NAMED_ONLY = ['group-terraform'];
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -4));

const { values, positionals } = parseArgs({
  options: {
    'up-to': { type: 'string' },
    rounds: { type: 'string' },
    keep: { type: 'boolean' },
    pages: { type: 'boolean' },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !all.includes(name));
const upTo = Number(values['up-to'] ?? Number.POSITIVE_INFINITY);
const most = Number(values.rounds ?? Number.POSITIVE_INFINITY);
if (unknown.length > 0 || !(upTo >= 1) || !(most >= 1)) {
  console.error(
    `Name measures of ${all.join(', ')}; --up-to takes a number of restores, --rounds one of rounds.`,
  );
  process.exit(2);
}

const write = (file, text) => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};
const noteOf = ({ cpu, cores, node, date, commit, load }) =>
  `${cpu}, ${cores} cores, Node.js ${node}, ${date}, commit ${commit}, load ${load}`;

if (values.pages) {
  keepPages();
  process.exit(0);
}
const results = [];
const byDefault = all.filter((name) => !NAMED_ONLY.includes(name));
for (const name of positionals.length > 0 ? positionals : byDefault) {
  const { default: measure } = await import(`./${name}.mjs`);
  const bench = new Bench(name, upTo, most);
  const where = machine();
  await measure(bench);
  const { rows, plots } = bench;
  const result = { name, machine: where, rows, plots };
  results.push(result);
  write(`${values.keep ? 'bench/results' : '.bench'}/${name}.json`, `${JSON.stringify(result)}\n`);
}
console.log(textTable(results));
for (const { name, machine: where } of results) console.log(`${name}: ${noteOf(where)}`);
if (values.keep) keepPages();
const missed = results.flatMap(({ rows }) => rows).filter(({ verdict }) => verdict === 'MISSED');
if (missed.length > 0) console.error(`${missed.length} aims are missed.`);
process.exitCode = missed.length > 0 ? 1 : 0;

/** The table and the plots of the documentation are those of all results that are kept. */
function keepPages() {
  const folder = join(root, 'bench/results');
  const kept = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file))));
  for (const { plots, machine: where } of kept) {
    for (const plot of plots) {
      write(`docs/images/${plot.file}.svg`, plotSvg({ ...plot, note: noteOf(where) }));
    }
  }
  const page = join(root, 'docs/performance.md');
  const notes = kept.map(({ name, machine: where }) => `- ${name}: ${noteOf(where)}`);
  const between = `<!-- results -->\n\n${markdownTable(kept)}\n\n${notes.join('\n')}\n\n<!-- end of results -->`;
  const text = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    text.replace(/<!-- results -->.*<!-- end of results -->/s, () => between),
  );
}
