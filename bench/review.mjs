// What the review costs beyond reading: plan and diff of an output against reading and parsing the same files. CPU time in a
// process of its own, whose rounds are also the first: a command line reviews once.
import { join } from 'node:path';
import { inFolder, inProcess } from './support/process.mjs';
import { bundleReview } from './support/review-bundle.mjs';

const AIM = 2;
/** Rounds of a process each, by the number of restores. */
const ROUNDS = new Map([
  [1000, 11],
  [10_000, 1],
]);

export default async function review(bench) {
  for (const [n, rounds] of ROUNDS) {
    if (n <= bench.upTo) await inFolder('review', (folder) => reviewOf(bench, folder, n, rounds));
  }
}

async function reviewOf(bench, folder, n, rounds) {
  inProcess('apps-process.mjs', join(folder, 'base'), n);
  // A pull request touches some of them: one in ten has another size and another backup.
  inProcess('apps-process.mjs', join(folder, 'head'), n, 10);
  await bundleReview(folder);
  const once = (kind) => inProcess('review-process.mjs', folder, 1, kind);
  const peaks = { ours: [], baseline: [] };
  const sample = (kind, peak) => () => {
    const { samples, peakMiB } = once(kind);
    if (peak !== undefined) peaks[peak].push(peakMiB);
    return samples[kind][0];
  };
  const title = n.toLocaleString('en-US');
  const row = { n, unit: 'ms', aim: AIM, rounds };
  await bench.compare({
    ...{ ...row, title: `plan of ${title}` },
    ...{ ours: sample('plan'), baseline: sample('read one') },
  });
  await bench.compare({
    ...{ ...row, title: `diff of ${title}` },
    ...{ ours: sample('diff', 'ours'), baseline: sample('read both', 'baseline') },
  });
  bench.judge({ title: `memory of a diff of ${title}`, n, unit: 'MiB', aim: AIM, ...peaks });
}
