import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { JOURNAL_FOLDER } from '../../spec/names';

/**
 * Where a file that the app names is: relative to the folder of the `cdktf.json` at or above the working
 * directory, so that tests and `cdktf synth` find the same file; without one, to the working directory.
 */
export function projectFile(path: string, workingDirectory: string = process.cwd()): string {
  if (isAbsolute(path)) return path;
  return join(projectFolder(workingDirectory) ?? resolve(workingDirectory), path);
}

/** The folder in which Terraform will run. */
export function stackFolder(scope: Construct): string {
  const stack = TerraformStack.of(scope);
  return join(resolve(App.of(stack).outdir), 'stacks', stack.node.id);
}

/**
 * The folder of the journals of a stack, from the one in which Terraform runs: beside `cdktf.json`, as cdktf does with
 * local state, because synth deletes the folder of a stack that is absent, and people delete the output at will. An
 * output that lies elsewhere keeps its journals: a path out of it would be another one on each machine.
 */
export function journalsFolder(scope: Construct): string {
  const stack = TerraformStack.of(scope);
  const known = folders.get(stack) ?? newJournalsFolder(stack);
  folders.set(stack, known);
  return known;
}

/** By stack: each restore of it asks. */
const folders = new WeakMap<TerraformStack, string>();

function newJournalsFolder(scope: TerraformStack): string {
  const project = projectFolder(process.cwd());
  const folder = stackFolder(scope);
  if (project === undefined || !folder.startsWith(`${project}${sep}`)) return JOURNAL_FOLDER;
  return [...relative(folder, project).split(sep), JOURNAL_FOLDER, scope.node.id].join('/');
}

/**
 * A folder that the app names, from the one in which Terraform runs: relative to `cdktf.json`, as the journals are. An
 * output that lies elsewhere has it below the folder of the stack.
 */
export function folderFromStack(scope: Construct, path: string): string {
  const project = projectFolder(process.cwd());
  const folder = stackFolder(scope);
  if (isAbsolute(path) || project === undefined || !folder.startsWith(`${project}${sep}`)) {
    return path;
  }
  return relative(folder, resolve(project, path)).split(sep).join('/');
}

/** Whether such a folder lies in the output, although there is a project around that. */
export function isInOutputOf(scope: Construct, path: string): boolean {
  const project = projectFolder(process.cwd());
  const out = resolve(App.of(scope).outdir);
  const isInside = (file: string) => file === out || file.startsWith(`${out}${sep}`);
  if (isAbsolute(path)) return isInside(resolve(path));
  return project !== undefined && out.startsWith(`${project}${sep}`)
    ? isInside(resolve(project, path))
    : false;
}

function projectFolder(workingDirectory: string): string | undefined {
  for (let folder = resolve(workingDirectory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'cdktf.json'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
