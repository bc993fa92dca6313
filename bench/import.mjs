// What an app pays to load the library: with cdktf and the null provider, which it needs, against those alone. CPU time.
import { inProcess } from './support/process.mjs';

const NEEDED = ['cdktf', '@cdktf/provider-null'];
const LIBRARY = 'cdktf-cluster-restore';

export default async function load(bench) {
  const row = { unit: 'ms', aim: 1.25, rounds: 21, warm: 1 };
  for (const [title, vendors] of [
    ['the library, used for one vendor', ':zilliz'],
    ['the library, used for both vendors', ':zilliz:cockroach'],
  ]) {
    await bench.compare({
      ...{ ...row, title },
      ours: () => inProcess('import-process.mjs', ...NEEDED, `${LIBRARY}${vendors}`),
      baseline: () => inProcess('import-process.mjs', ...NEEDED),
    });
  }
}
