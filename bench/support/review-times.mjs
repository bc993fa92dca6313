// Measures plan and diff of the outputs `base` and `head` in a folder, with the review bundled beside them.
// Runs alternate, so that a busy moment hits both.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { heading, line, median } from './table.mjs';

const AIM = 2;
const RUNS = 12;

const [folder, count] = process.argv.slice(2);
const [base, head] = ['base', 'head'].map((name) => join(folder, name));
const stacks = [base, head].map((output) => join(output, 'stacks/stack/cdk.tf.json'));
const bundle = pathToFileURL(join(folder, 'review.mjs')).href;
const { planOfSource, diffOf, renderPlan } = await import(bundle);
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

console.log(heading(`${count} restores`, 'review', 'read+parse'));
console.log(line('plan', times.plan, times['read and parse one'], AIM));
console.log(line('diff', times.diff, times['read and parse both'], AIM));
for (const [name, own] of Object.entries(rendered)) {
  console.log(`${name.padEnd(16)} ${`${median(own).toFixed(1)} ms`.padStart(11)}`);
}
