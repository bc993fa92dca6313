// How well a wait finds the end of its job: polls of the job, and the lag between its end and the poll that sees it,
// against a poll every 5 seconds, in simulated time. The same figures on every machine: a job of each kind, of each length.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inFolder } from './support/process.mjs';

const require = createRequire(import.meta.url);
const { compared } = require('./support/waiting.cjs');

/** For a job whose end cannot be predicted: what a poll every 30 s would have at most. */
const LONGEST_LAG = 30;

export default async function waiting(bench) {
  await inFolder('waiting', async (folder) => {
    const outfile = join(folder, 'polling.cjs');
    const entryPoints = [join(import.meta.dirname, '../src/runner/wait/polling.ts')];
    await build({ entryPoints, bundle: true, platform: 'node', outfile });
    const results = compared(require(outfile).Schedule);
    for (const result of results) judge(bench, result);
    plots(bench, results);
  });
}

/** The worst length decides. */
function judge(bench, { job, foretells, lengths }) {
  const worst = (ratio) => [Math.max(...lengths.map(ratio))];
  const polls = ({ ours, fixed }) => ours.polls / fixed.polls;
  const lag = ({ ours, fixed }) => ours.lag / fixed.lag;
  bench.judge({ title: `${job}: polls`, unit: 'times', aim: 1, ours: worst(polls) });
  if (foretells) {
    bench.judge({ title: `${job}: mean lag`, unit: 'times', aim: 1, ours: worst(lag) });
  } else {
    const ours = worst((length) => length.ours.longest);
    bench.judge({ title: `${job}: longest lag`, unit: 's', aim: LONGEST_LAG, ours });
  }
}

const SHOWN = ['steady', 'is at 100 % for a fifth of the time', 'reports nothing'];

function plots(bench, results) {
  const [{ lengths: fixed }] = results;
  const lines = (of) => [
    { name: 'every 5 s', points: fixed.map((length) => [length.seconds, of(length.fixed)]) },
    ...results
      .filter(({ job }) => SHOWN.includes(job))
      .map(({ job, lengths }) => ({
        name: job.split(' for')[0],
        points: lengths.map((length) => [length.seconds, of(length.ours)]),
      })),
  ];
  const x = 'length of the job in seconds';
  bench.plot({
    ...{ file: 'bench-waiting-polls', title: 'Polls of a job until its end is seen' },
    ...{ x, y: 'polls', lines: lines(({ polls }) => polls) },
  });
  bench.plot({
    ...{ file: 'bench-waiting-lag', title: 'From the end of a job to the poll that sees it' },
    ...{ x, y: 'seconds (mean)', lines: lines(({ lag }) => lag) },
  });
}
