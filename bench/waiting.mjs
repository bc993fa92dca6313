// How well a wait finds the end of its job: looks at the job, and the lag between its end and the look that sees it,
// against a look every 5 seconds, in simulated time. The same figures on every machine: a job of each kind, of each length.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inFolder } from './support/process.mjs';

const require = createRequire(import.meta.url);
const { compared } = require('./support/waiting.cjs');

/** Of a job that foretells nothing: what a look every 30 s would have at most. */
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
  const looks = ({ ours, fixed }) => ours.looks / fixed.looks;
  const lag = ({ ours, fixed }) => ours.lag / fixed.lag;
  bench.judge({ title: `${job}: looks`, unit: 'times', aim: 1, ours: worst(looks) });
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
    ...{ file: 'bench-waiting-looks', title: 'Looks at a job until it is seen to have ended' },
    ...{ x, y: 'looks', lines: lines(({ looks }) => looks) },
  });
  bench.plot({
    ...{ file: 'bench-waiting-lag', title: 'From the end of a job to the look that sees it' },
    ...{ x, y: 'seconds (mean)', lines: lines(({ lag }) => lag) },
  });
}
