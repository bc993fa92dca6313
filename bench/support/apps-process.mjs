// Writes two outputs of so many restores into a folder, in a process of its own: `base`, and `head`, which a pull request
// changed: one in ten has another size and another backup.
import { join } from 'node:path';
import { appWith, restores } from './apps.mjs';

const [folder, count] = process.argv.slice(2);
appWith(join(folder, 'base'), restores(Number(count))).synth();
appWith(join(folder, 'head'), restores(Number(count), 10)).synth();
console.log(count);
