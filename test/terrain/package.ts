import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newFolder } from '../support/terraform';

export const ROOT = join(__dirname, '..', '..');

/** The package for CDK Terrain, as `npm run build:cdktn` makes it. */
export const PACKAGE = join(ROOT, 'dist', 'cdktn-cluster-restore');

/** Makes the package, unless a build of the same sources is there. */
export function buildPackage(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'terrain.mjs')], { cwd: ROOT });
}

const NAMES = join(ROOT, 'scripts', 'terrain-names.mjs');

/** The texts of apps, with the names of CDK Terrain. */
export function allRenamed(texts: readonly string[]): string[] {
  const program = `
    import { readFileSync } from 'node:fs';
    import { named } from ${JSON.stringify(pathToFileURL(NAMES).href)};
    const texts = JSON.parse(readFileSync(0, 'utf8'));
    process.stdout.write(JSON.stringify(texts.map((text) => named(text, 'main.ts'))));`;
  const options = ['--input-type=module', '-e', program];
  const input = JSON.stringify(texts);
  return JSON.parse(execFileSync(process.execPath, options, { input, encoding: 'utf8' }));
}

/** The text of an app, with the names of CDK Terrain. */
export function renamed(text: string): string {
  return allRenamed([text])[0] ?? '';
}

/** Where the modules of an app come from. */
export type Modules = Readonly<Record<string, string>>;

/** What an app of CDK Terrain installs. */
export const TERRAIN: Modules = {
  cdktn: join(ROOT, 'terrain', 'node_modules', 'cdktn'),
  constructs: join(ROOT, 'terrain', 'node_modules', 'constructs'),
  'cdktn-cluster-restore': PACKAGE,
};

/** What an app of CDK for Terraform installs. */
export const TERRAFORM: Modules = {
  cdktf: join(ROOT, 'node_modules', 'cdktf'),
  constructs: join(ROOT, 'node_modules', 'constructs'),
  '@cdktf/provider-null': join(ROOT, 'node_modules', '@cdktf', 'provider-null'),
  'cdktf-cluster-restore': join(ROOT, 'node_modules', 'cdktf-cluster-restore'),
};

/** A new project with one app and these modules, and nothing above it; `files` of this repository stand as they do here. */
export function project(source: string, modules: Modules, files: string[] = []): string {
  const folder = newFolder('project');
  for (const [name, from] of Object.entries(modules)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(from, link, 'junction');
  }
  for (const file of files) cpSync(file, join(folder, relative(ROOT, file)));
  writeFileSync(join(folder, 'main.ts'), source);
  writeFileSync(join(folder, 'cdktf.json'), '{}\n');
  return folder;
}

const tsx = createRequire(__filename).resolve('tsx');

/** Synthesises the app of a project as the command line of the framework does. Returns what it printed. */
export function synthesise(
  folder: string,
  outdir = join(folder, 'cdktf.out'),
  context = '{}',
): string {
  return execFileSync(process.execPath, ['--import', pathToFileURL(tsx).href, 'main.ts'], {
    cwd: folder,
    env: { ...process.env, CDKTF_OUTDIR: outdir, CDKTF_CONTEXT_JSON: context },
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

/** Synthesises apps one after another in one process, which loads the package once. */
export function synthesiseAll(
  apps: readonly { readonly folder: string; readonly outdir: string; readonly context: string }[],
): void {
  const program = `for (const { folder, outdir, context } of ${JSON.stringify(apps)}) {
    process.chdir(folder);
    process.env.CDKTF_OUTDIR = outdir;
    process.env.CDKTF_CONTEXT_JSON = context;
    require(folder + '/main.ts');
  }`;
  execFileSync(process.execPath, ['--import', pathToFileURL(tsx).href, '--eval', program], {
    cwd: ROOT,
    stdio: 'pipe',
  });
}

/** The last lines that the app printed when synth failed. */
export function failureOf(folder: string): string {
  try {
    synthesise(folder);
  } catch (error) {
    return (error as { stderr: string }).stderr;
  }
  throw new Error('synth succeeded');
}

/** A `cdk.tf.json` without what the framework writes about itself. */
export function ownPart(file: string): unknown {
  const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const { '//': _metadata, ...rest } = json;
  return rest;
}
