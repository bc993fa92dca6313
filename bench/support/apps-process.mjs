// Writes an output of so many restores in its own process: `<outdir> <count> [changedIn]`, see `restores`.
import { appWith, restores } from './apps.mjs';

const [outdir, count, changedIn = Number.POSITIVE_INFINITY] = process.argv.slice(2);
appWith(outdir, restores(Number(count), Number(changedIn))).synth();
console.log(count);
