import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, relative, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { makeFolder } from '../client/folder';
import { WrongInput } from '../review/wrong-input';
import { quoted } from '../text/text';
import { vendors } from '../vendors';
import { appFiles, hasTemplate } from './init-files';
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
      new Option('--vendor <vendor>', 'whose cluster is restored').choices(names).default(names[0]),
    )
    .option('--name <name>', 'the name in package.json; by default that of the folder')
    .action((folder: string, { vendor, name }: { vendor: string; name?: string }) => {
      requireNode(process.versions.node);
      const target = resolve(terminal.cwd, folder);
      requireEmpty(target, folder);
      const project = name ?? basename(target);
      requireNpmName(project, name === undefined);
      const files = appFiles(vendor, project);
      write(target, files);
      terminal.write(`${nextSteps(target, Object.keys(files), terminal).join('\n')}\n`);
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
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new WrongInput(`Node.js must be 20.19 or newer, got ${version}. Install a newer release.`);
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
    `${folder}: must be an empty folder, and has ${quoted(first)}. Name a new folder.`,
  );
}

function requireNpmName(name: string, isOfFolder: boolean): void {
  if (/^[a-z0-9][a-z0-9._-]{0,213}$/.test(name) && name !== 'node_modules') return;
  const where = isOfFolder ? 'the name of the folder' : '--name';
  throw new WrongInput(
    `${where}: must be a name for npm (lower case letters, digits, "-", "." and "_"), got ${quoted(name)}. Give another with --name.`,
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
    ...(folder === '' ? [] : [`  cd ${/^[\w./-]+$/.test(folder) ? folder : `'${folder}'`}`]),
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
