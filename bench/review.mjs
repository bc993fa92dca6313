// How much the review costs beyond reading: plan and diff of 1,000 restores against reading and parsing the
// same files. Runs alternate, so that a busy moment hits both.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { appWith, restores } from './support/apps.mjs';
import { heading, line, median } from './support/table.mjs';

const AIM = 2;
const RUNS = 15;
const COUNT = 1000;

const folder = mkdtempSync(join(tmpdir(), 'bench-review-'));
const [base, head] = ['base', 'head'].map((name) => join(folder, name));
appWith(base, restores(COUNT)).synth();
appWith(head, restores(COUNT)).synth();
const stacks = [base, head].map((output) => join(output, 'stacks/stack/cdk.tf.json'));

// The review is a part of the command line's bundle: here it is bundled alone, to be called in this process.
const bundle = join(folder, 'review.mjs');
await build({
  stdin: {
    contents: `
      export { planOfSource } from './src/review/plan-source';
      export { diffOf } from './src/review/diff/diff';
      export { renderPlan } from './src/review/render';
    `,
    resolveDir: process.cwd(),
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  outfile: bundle,
});
const { planOfSource, diffOf, renderPlan } = await import(pathToFileURL(bundle).href);
const now = new Date('2026-11-21T00:00:00Z');
const options = { colour: false, width: undefined };

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const cases = {
  'read and parse one': () => read(stacks[0]),
  plan: () => planOfSource(base, folder, now),
  'read and parse both': () => stacks.map(read),
  diff: () => diffOf(planOfSource(base, folder, now), planOfSource(head, folder, now)),
};

/** Runs each of them in turn, so often, and keeps the times of the later half: by then the code is warm. */
function timed(works) {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let run = 0; run < 2 * RUNS; run += 1) {
    for (const [name, work] of Object.entries(works)) {
      const since = performance.now();
      work();
      if (run >= RUNS) times[name].push(performance.now() - since);
    }
  }
  return times;
}

const times = timed(cases);
const plan = cases.plan();
const rendered = timed({
  'plan as text': () => renderPlan(plan, 'text', options),
  'plan as Markdown': () => renderPlan(plan, 'markdown', options),
  'plan as HTML': () => renderPlan(plan, 'html', options),
});
rmSync(folder, { recursive: true, force: true });

console.log(heading(`${COUNT} restores`, 'review', 'read+parse'));
console.log(line('plan', times.plan, times['read and parse one'], AIM));
console.log(line('diff', times.diff, times['read and parse both'], AIM));
for (const [name, own] of Object.entries(rendered)) {
  console.log(`${name.padEnd(16)} ${`${median(own).toFixed(1)} ms`.padStart(11)}`);
}
