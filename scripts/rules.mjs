// Writes the tables of docs/rules.md from the rules of the sources; with `--check` it only compares. What stands
// above the mark in that page is written by hand.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const { vendors, ownRules } = await fromSources(`
  export { vendors } from './src/vendors';
  export { ownRules } from './src/review/model/own-rules';`);
const file = new URL('../docs/rules.md', import.meta.url);
const MARK = '<!-- From here on `npm run docs` writes this page, from the rules in src/. -->';

const HEAD = ['Rule', 'Severity', 'What holds', 'What to do', 'Source', 'Certainty'];
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** What a module exports that stands beside `src/`. */
async function fromSources(contents) {
  const resolveDir = fileURLToPath(new URL('..', import.meta.url));
  const options = { bundle: true, platform: 'node', format: 'esm', write: false };
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir } });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return await import(`data:text/javascript;base64,${code}`);
}

function rowOf({ id, severity, otherSeverities = [], holds, remedy, source, certainty }) {
  return row([id, [severity, ...otherSeverities].join(', '), holds, remedy, source, certainty]);
}

function sectionOf({ title, operations, settings = {}, shapeRules = [] }) {
  const applied = [...Object.values(operations), ...Object.values(settings)];
  const rules = [...new Set(applied.flatMap((one) => one.rules))];
  rules.sort((one, other) => (one.id < other.id ? -1 : 1));
  const rows = [...rules, ...shapeRules].map(rowOf);
  return [`## ${title}`, '', row(HEAD), row(HEAD.map(() => '---')), ...rows].join('\n');
}

/** The rules that hold for every vendor; their pages stand beside this one. */
function ownSection() {
  const head = ['Rule', 'Severity', 'What holds', 'What to do', 'Where', 'Page'];
  const rows = ownRules.map(({ id, severity, holds, remedy, where, page }) =>
    row([id, severity, holds, remedy, where, `[${page.split('#')[0]}](${page})`]),
  );
  return ['## Every vendor', '', row(head), row(head.map(() => '---')), ...rows].join('\n');
}

const page = readFileSync(file, 'utf8');
const end = page.indexOf(MARK);
if (end < 0) throw new Error(`docs/rules.md has no line ${MARK}`);
const sections = vendors.map(({ definition }) => sectionOf(definition));
const text = `${[page.slice(0, end) + MARK, ...sections, ownSection()].join('\n\n')}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (page !== text) {
  console.error(
    'docs/rules.md is not that of the rules: run `npm run docs` and read what changed.',
  );
  process.exit(1);
}
