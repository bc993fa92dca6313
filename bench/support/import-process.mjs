// Loads modules in its own process, and what a vendor has where its name follows one, and prints the milliseconds of
// CPU that took: `cdktf-cluster-restore:zilliz`.
import { createRequire } from 'node:module';
import { cpuMs } from './process.mjs';

const require = createRequire(import.meta.url);
console.log(
  cpuMs(() => {
    for (const wanted of process.argv.slice(2)) {
      const [name, ...vendors] = wanted.split(':');
      const loaded = require(name);
      for (const vendor of vendors) void loaded[vendor].RestoredCluster;
    }
  }),
);
