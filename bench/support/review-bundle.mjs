import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** The review is a part of the command line's bundle: here it is bundled alone, into a folder, to be called in a process. */
export async function bundleReview(folder) {
  const outfile = join(folder, 'review.mjs');
  await build({
    stdin: {
      contents: `
        export { planOfSource } from './src/review/plan-source';
        export { diffOf } from './src/review/diff/diff';
        export { renderPlan } from './src/review/render';
      `,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js:
        "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __dirname = " +
        `${JSON.stringify(join(root, 'lib'))};`,
    },
    outfile,
  });
  return outfile;
}
