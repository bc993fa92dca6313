// Loads modules in a process of its own, and prints the milliseconds of CPU that took.
import { createRequire } from 'node:module';
import { cpuMs } from './process.mjs';

const require = createRequire(import.meta.url);
console.log(cpuMs(() => process.argv.slice(2).forEach((name) => void require(name))));
