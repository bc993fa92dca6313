// Writes API.md, the public API in words, from the built library; with `--check` it only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiIn } from './api-pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, 'API.md');
const text = await apiIn(root, 'TYPESCRIPT');

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('API.md is not that of the sources: run `npm run api` and read what changed.');
  process.exit(1);
}
