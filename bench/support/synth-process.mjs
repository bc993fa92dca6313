// One synth in its own process, as `cdktf synth` is: `restores <count> <outdir>`, or `by-hand <cdk.tf.json> <outdir>`.
// Prints milliseconds of CPU; loading the modules is not counted.
import { readFileSync } from 'node:fs';
import { appWith, byHand, restores } from './apps.mjs';
import { cpuMs } from './process.mjs';

const [kind, argument, outdir] = process.argv.slice(2);
const fill =
  kind === 'restores'
    ? restores(Number(argument))
    : byHand(JSON.parse(readFileSync(argument, 'utf8')).resource.null_resource);
console.log(cpuMs(() => appWith(outdir, fill).synth()));
