import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const BUNDLES = pathToFileURL(join(ROOT, 'scripts', 'bundles.mjs')).href;

/** The one line that makes a vendor of a folder. */
const LINE = "  (require('./meadow/vendor') as typeof import('./meadow/vendor')).vendor,\n";

/**
 * This package with one more vendor: its sources with the folder of the vendor among them and one line more, compiled
 * to lib/, where the programs are bundled as the build does it. Returns its folder.
 */
export function packageWithThirdVendor(): string {
  const folder = newFolder('third-vendor');
  for (const name of ['package.json', '.dependency-cruiser.cjs', 'templates', 'src']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  cpSync(join(__dirname, 'src'), join(folder, 'src'), { recursive: true });
  const app = readFileSync(join(__dirname, 'app.ts'), 'utf8');
  writeFileSync(join(folder, 'app.ts'), app.replace('./src/', './lib/'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  addLine(join(folder, 'src', 'vendors.ts'));
  const program = `
    import { readdirSync } from 'node:fs';
    import { build } from 'esbuild';
    import { bundlesOf, bundleProgram } from ${JSON.stringify(BUNDLES)};
    const sources = readdirSync('src', { recursive: true }).filter((name) => name.endsWith('.ts'));
    const options = { format: 'cjs', platform: 'node', target: 'node20' };
    const entryPoints = sources.map((name) => 'src/' + name);
    await build({ ...options, entryPoints, outbase: 'src', outdir: 'lib' });
    await build({ ...options, entryPoints: ['app.ts'], outdir: '.' });
    for (const bundle of bundlesOf(process.cwd())) await bundleProgram(process.cwd(), bundle);`;
  const args = ['--input-type=module', '-e', program];
  execFileSync(process.execPath, args, { cwd: folder, stdio: 'pipe' });
  return folder;
}

function addLine(file: string): void {
  const text = readFileSync(file, 'utf8');
  const end = text.lastIndexOf('];');
  writeFileSync(file, text.slice(0, end) + LINE + text.slice(end));
}
