import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { makeFolder } from '../client/folder';
import { WrongInput } from '../review/wrong-input';
import { shellWord } from '../text/shell-word';
import { quote } from '../text/text';
import { vendors } from '../vendors';
import { FRAMEWORK_NODE } from './framework-node';
import { appFiles, hasTemplate, WORKFLOW } from './init-files';
import { example } from './options';
import type { Terminal } from './terminal';

/** A `.git` alone does not fill a folder: a repository often comes before its first file. */
const IGNORED = new Set(['.git']);

/** `cluster-restore init`: an app that synthesises at once. */
export function initCommand(program: Command, terminal: Terminal): void {
  const names = vendors.map(({ name }) => name).filter(hasTemplate);
  const command = program
    .command('init')
    .summary('write a new app with one restore')
    .description(
      'Writes an app with one restore, its test, a workflow that reviews pull requests, and its settings, into an ' +
        'empty folder. Nothing is installed, and nothing that exists is overwritten.',
    )
    .argument('[folder]', 'the folder of the app', '.')
    .addOption(
      new Option('--vendor <vendor>', 'the vendor of the restored cluster')
        .choices(names)
        .default(names[0]),
    )
    .option('--name <name>', 'the name in package.json; by default the name of the folder')
    .action((folder: string, { vendor, name }: { vendor: string; name?: string }) => {
      requireNode(process.versions.node);
      const target = resolve(terminal.cwd, folder);
      requireEmpty(target, folder);
      const project = name ?? basename(target);
      requireNpmName(project, name === undefined);
      const root = repositoryOf(target);
      const app = root === undefined ? '' : relative(root, target).split(sep).join('/');
      const files = appFiles(vendor, project, app || '.');
      write(target, files);
      terminal.write(`${nextSteps(target, Object.keys(files), terminal).join('\n')}\n`);
      const note = frameworkNote(process.versions.node);
      if (note !== undefined) terminal.error(note);
      if (app !== '') {
        terminal.error(
          `GitHub reads workflows only at the root of the repository, which is ${root}: move ${join(folder, WORKFLOW)} to its ${dirname(WORKFLOW)}.`,
        );
      }
      if (!hasTerraform(terminal.env)) {
        terminal.error(
          'terraform is not on the PATH: synth and plan work without it. Install Terraform 1.5 or newer before you apply.',
        );
      }
    });
  example(command, `cluster-restore init restores --vendor ${names.at(-1)}`);
}

/** Refuses a Node that the packages of the app do not run on. */
export function requireNode(version: string): void {
  if (isAtLeast(version, '20.19')) return;
  throw new WrongInput(`Node.js must be 20.19 or newer, got ${version}. Install a newer release.`);
}

/** What is said where the command line of the framework does not run on this Node; `undefined` where it does. */
export function frameworkNote(version: string, oldest = FRAMEWORK_NODE): string | undefined {
  if (isAtLeast(version, oldest)) return undefined;
  return `cdktf-cli needs Node.js ${oldest} or newer, got ${version}. Install a newer release before you run "npx cdktf synth".`;
}

function isAtLeast(version: string, oldest: string): boolean {
  const [[major = 0, minor = 0], [oldestMajor = 0, oldestMinor = 0]] = [version, oldest].map(
    (text) => text.split('.').map(Number),
  ) as [number[], number[]];
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The root of the git repository that a folder is in, or will be in. */
function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

function requireEmpty(target: string, folder: string): void {
  if (!existsSync(target)) return;
  let entries: string[];
  try {
    entries = readdirSync(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new WrongInput(`${folder}: must be a folder that can be read (${code}). Name another.`);
  }
  const [first] = entries.filter((entry) => !IGNORED.has(entry)).sort();
  if (first === undefined) return;
  throw new WrongInput(
    `${folder}: must be an empty folder, but contains ${quote(first)}. Name a new folder.`,
  );
}

function requireNpmName(name: string, isOfFolder: boolean): void {
  if (/^[a-z0-9][a-z0-9._-]{0,213}$/.test(name) && name !== 'node_modules') return;
  const where = isOfFolder ? 'the name of the folder' : '--name';
  throw new WrongInput(
    `${where}: must be a name for npm (lower case letters, digits, "-", "." and "_"), got ${quote(name)}. Give another with --name.`,
  );
}

function write(target: string, files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    const path = join(target, file);
    try {
      makeFolder(dirname(path));
      writeFileSync(path, content, { flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new WrongInput(
        `${path}: cannot be written (${code}). Name a folder that you may write.`,
      );
    }
  }
}

function nextSteps(target: string, files: readonly string[], { cwd }: Terminal): string[] {
  const inside = relative(cwd, target);
  const folder = inside.startsWith('..') ? target : inside;
  return [
    `Wrote ${files.length} files${folder === '' ? '' : ` to ${folder}`}: ${files.join(', ')}`,
    'Next:',
    ...(folder === '' ? [] : [`  cd ${shellWord(folder)}`]),
    '  npm install',
    '  npx cdktf synth',
    '  npx cluster-restore plan',
  ];
}

function hasTerraform({
  PATH,
  TERRAFORM_BINARY_NAME: name = 'terraform',
}: NodeJS.ProcessEnv): boolean {
  return (PATH ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, name)) || existsSync(join(folder, `${name}.exe`)));
}
