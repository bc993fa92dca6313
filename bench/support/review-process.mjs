// What the review of the outputs `base` and `head` in a folder costs, with the review bundled beside them: samples of CPU
// time of each work, in turn, and the peak of memory. A process of its own: synth leaves a large heap behind.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuMs } from './process.mjs';

const [folder, rounds, kind] = process.argv.slice(2);
const [base, head] = ['base', 'head'].map((name) => join(folder, name));
const stacks = [base, head].map((output) => join(output, 'stacks/stack/cdk.tf.json'));
const bundle = pathToFileURL(join(folder, 'review.mjs')).href;
const { planOfSource, diffOf } = await import(bundle);
const now = new Date('2026-11-21T00:00:00Z');

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const works = {
  'read one': () => read(stacks[0]),
  plan: () => planOfSource(base, folder, now),
  'read both': () => stacks.map(read),
  diff: () => diffOf(planOfSource(base, folder, now), planOfSource(head, folder, now)),
};
const wanted = kind === undefined ? Object.keys(works) : [kind];

const samples = Object.fromEntries(wanted.map((name) => [name, []]));
for (let round = 0; round < Number(rounds); round += 1) {
  for (const name of wanted) samples[name].push(cpuMs(works[name]));
}
console.log(JSON.stringify({ samples, peakMiB: process.resourceUsage().maxRSS / 1024 }));
