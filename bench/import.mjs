// What an app pays to load the library: with cdktf and the null provider, which it needs, against those alone. CPU time.
import { inProcess } from './support/process.mjs';

const NEEDED = ['cdktf', '@cdktf/provider-null'];

export default async function load(bench) {
  await bench.compare({
    ...{ title: 'the library', unit: 'ms', aim: 1.25, rounds: 21, warm: 1 },
    ours: () => inProcess('import-process.mjs', ...NEEDED, 'cdktf-cluster-restore'),
    baseline: () => inProcess('import-process.mjs', ...NEEDED),
  });
}
