// How long synth takes: restores of this package against null resources written by hand with the same
// strings. Each run is a process of its own, as `cdktf synth` is; loading the modules is not counted.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { heading, line } from './support/table.mjs';

const AIM = 1.25;
const RUNS = new Map([
  [1, 21],
  [100, 11],
  [1000, 5],
]);

/** The part of one process: builds one app, synthesises it and prints how long that took. */
async function measure(kind, argument, outdir) {
  const { appWith, byHand, restores } = await import('./support/apps.mjs');
  const fill =
    kind === 'restores'
      ? restores(Number(argument))
      : byHand(JSON.parse(readFileSync(argument, 'utf8')).resource.null_resource);
  const started = performance.now();
  appWith(outdir, fill).synth();
  console.log(performance.now() - started);
}

function measured(...args) {
  return Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args]));
}

function compare(count, runs) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const model = join(folder, 'model');
  measured('restores', String(count), model);
  const ours = [];
  const theirs = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(measured('restores', String(count), join(folder, 'ours')));
    const stack = join(model, 'stacks/stack/cdk.tf.json');
    theirs.push(measured('by-hand', stack, join(folder, 'theirs')));
  }
  rmSync(folder, { recursive: true });
  console.log(line(`${count} restores`, ours, theirs, AIM));
}

if (process.argv.length > 2) {
  await measure(...process.argv.slice(2));
} else {
  console.log(heading('synth', 'restores', 'by hand'));
  for (const [count, runs] of RUNS) compare(count, runs);
}
