// What synth costs: restores of this package against null resources written by hand, as many, with the same strings, which
// are what cdktf itself takes. CPU time; each round is its own process.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './support/judge.cjs';
import { inFolder, inProcess } from './support/process.mjs';

const AIM = 1.25;
const ROUNDS = new Map([
  [1, 21],
  [10, 21],
  [100, 15],
  [1000, 7],
  [10_000, 1],
]);
/** How much more one of the most may cost than one of a hundred. */
const GROWTH = 1.2;

export default async function synth(bench) {
  const rows = new Map();
  for (const [n, rounds] of ROUNDS) {
    if (n <= bench.upTo)
      await inFolder('synth', async (folder) => {
        const [model, own, theirs] = ['model', 'ours', 'theirs'].map((name) => join(folder, name));
        const restores = (outdir) => inProcess('synth-process.mjs', 'restores', n, outdir);
        restores(model);
        const stack = join(model, 'stacks/stack/cdk.tf.json');
        const row = await bench.compare({
          ...{ title: `restores: ${n.toLocaleString('en-US')}`, n, unit: 'ms', aim: AIM, rounds },
          ours: () => restores(own),
          baseline: () => inProcess('synth-process.mjs', 'by-hand', stack, theirs),
        });
        rows.set(n, row);
        if (n <= SAME_UP_TO) requireSame(own, theirs);
      });
  }
  const each = (n) => rows.get(n).ours.map((value) => value / n);
  const most = Math.max(...rows.keys());
  if (most > 100) {
    bench.judge({
      ...{
        title: `one of ${most.toLocaleString('en-US')} against one of 100`,
        unit: 'ms',
        aim: GROWTH,
      },
      ...{ ours: each(most), baseline: each(100) },
    });
  }
  const line = (name, of) => ({
    name,
    points: [...rows].map(([n, row]) => [
      n,
      ...[median, least, greatest].map((one) => one(row[of]) / n),
    ]),
  });
  bench.plot({
    ...{ file: 'bench-synth', title: 'Synth: CPU time per restore', x: 'restores', y: 'ms' },
    lines: [line('this package', 'ours'), line('by hand', 'baseline')],
  });
}

/** A baseline with other resources would say nothing; of very many, both would not fit into the memory. */
const SAME_UP_TO = 1000;

function requireSame(...outdirs) {
  const [ours, theirs] = outdirs.map((outdir) => {
    const file = join(outdir, 'stacks/stack/cdk.tf.json');
    const { resource } = JSON.parse(readFileSync(file, 'utf8'));
    // Of cdktf: the paths of constructs.
    for (const one of Object.values(resource.null_resource)) delete one['//'];
    return JSON.stringify(resource);
  });
  if (ours !== theirs) throw new Error('The resources by hand are not those of the restores.');
}

const least = (values) => Math.min(...values);
const greatest = (values) => Math.max(...values);
