// How much the review costs beyond reading: plan and diff of 1,000 restores against reading and parsing the
// same files. Since every resource is built again and compared, the aim is missed: see docs/review.md.
// The measuring is done in a process of its own: synth leaves a large heap behind.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { appWith, restores } from './support/apps.mjs';

const COUNT = 1000;

const folder = mkdtempSync(join(tmpdir(), 'bench-review-'));
appWith(join(folder, 'base'), restores(COUNT)).synth();
// A pull request touches some of them: one in ten has another size and another backup.
appWith(join(folder, 'head'), restores(COUNT, 10)).synth();

// The review is a part of the command line's bundle: here it is bundled alone, to be called in a process.
await build({
  stdin: {
    contents: `
      export { planOfSource } from './src/review/plan-source';
      export { diffOf } from './src/review/diff/diff';
      export { renderPlan } from './src/review/render';
    `,
    resolveDir: process.cwd(),
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: {
    js:
      "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __dirname = " +
      JSON.stringify(join(process.cwd(), 'lib')) +
      ';',
  },
  outfile: join(folder, 'review.mjs'),
});
const measure = join(import.meta.dirname, 'support/review-times.mjs');
execFileSync(process.execPath, [measure, folder, String(COUNT)], { stdio: 'inherit' });
rmSync(folder, { recursive: true, force: true });
