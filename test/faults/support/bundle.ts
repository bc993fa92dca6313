import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { newFolder } from '../../support/terraform';

const ROOT = join(__dirname, '..', '..', '..');

/** A change of one source file, for a runner that is broken on purpose. */
export interface Mutation {
  readonly title: string;
  /** Below `src`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The runner as one file, from the sources as they are, or with one of them broken. */
export async function bundledRunner(mutation?: Mutation): Promise<string> {
  const outfile = join(newFolder('runner'), 'cluster-restore-runner.cjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/runner/main.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
    plugins: mutation === undefined ? [] : [mutating(mutation)],
  });
  return outfile;
}

function mutating({ title, file, from, to }: Mutation) {
  const path = join(ROOT, 'src', file);
  return {
    name: 'mutation',
    setup(building: {
      onLoad(
        options: { filter: RegExp },
        load: (args: { path: string }) => { contents: string; loader: 'ts' } | undefined,
      ): void;
    }) {
      building.onLoad({ filter: /\.ts$/ }, (args) => {
        if (args.path !== path) return undefined;
        const source = readFileSync(path, 'utf8');
        if (!source.includes(from)) throw new Error(`${title}: ${file} does not hold ${from}`);
        return { contents: source.replace(from, to), loader: 'ts' };
      });
    },
  };
}
