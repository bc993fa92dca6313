import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { StackOutput } from '../review/read/output';
import { readStack } from '../review/read/stack';
import { JOURNAL_FOLDER } from '../spec/names';
import { isRecord, listOf } from '../text/json-value';

/** The name that Terraform has for the workspace that nobody made. */
export const DEFAULT_WORKSPACE = 'default';

/** A stack in one workspace: where its journals are, and its state, where that is a file of this machine. */
export interface Place {
  readonly stack: string;
  readonly workspace: string;
  readonly journals: readonly string[];
  /**
   * The file of the state, which may be missing; `undefined` where it is kept elsewhere, or where the stack is not in
   * the output any more.
   */
  readonly state: string | undefined;
}

/** The places of the stacks of an output, and of stacks of which only journals are left. */
export function placesOf(folder: string, stacks: readonly StackOutput[]): Place[] {
  const root = resolve(folder);
  const beside = projectJournals(root);
  const left = namesIn(beside).map((name) => name.replace(/\.d$/, ''));
  const inOutput = namesIn(join(root, 'stacks')).filter((name) =>
    [JOURNAL_FOLDER, `${JOURNAL_FOLDER}.d`].some((one) =>
      existsSync(join(root, 'stacks', name, one)),
    ),
  );
  const named = new Map(stacks.map((stack) => [stack.name, stack]));
  const names = [...new Set([...named.keys(), ...inOutput, ...left])].sort();
  return names.flatMap((stack) => {
    const output = named.get(stack);
    const home = dirname(join(root, output?.file ?? join('stacks', stack, 'cdk.tf.json')));
    const bases = [join(home, JOURNAL_FOLDER), join(beside, stack)];
    const backend = output === undefined ? undefined : localBackend(output, home);
    const workspaces = new Set([
      DEFAULT_WORKSPACE,
      ...bases.flatMap((base) => namesIn(`${base}.d`)),
      ...(backend === undefined ? [] : namesIn(backend.workspaces)),
    ]);
    return [...workspaces].map((workspace): Place => {
      const isDefault = workspace === DEFAULT_WORKSPACE;
      return {
        stack,
        workspace,
        // As Terraform's local backend: the default workspace in the folder, others in `<folder>.d`.
        journals: bases
          .map((base) => (isDefault ? base : join(`${base}.d`, workspace)))
          .filter((base) => existsSync(base)),
        state: backend && (isDefault ? backend.file : join(backend.workspaces, workspace, FILE)),
      };
    });
  });
}

const FILE = 'terraform.tfstate';

/** Where Terraform's local backend keeps the states of a stack; `undefined` where they are not on this machine. */
function localBackend(output: StackOutput, home: string) {
  const stack = readStack(output);
  if (stack.backend !== undefined && stack.backend !== 'local') return undefined;
  const settings = stack.blocks.flatMap(({ kind, body }) => {
    const backend = kind === 'terraform' ? listOf(body.backend).find(isRecord) : undefined;
    return backend === undefined ? [] : listOf(backend.local).filter(isRecord);
  });
  const { path = FILE, workspace_dir: folder = `${FILE}.d` } = settings[0] ?? {};
  const absolute = (name: unknown) =>
    isAbsolute(String(name)) ? String(name) : join(home, String(name));
  return { file: absolute(path), workspaces: absolute(folder) };
}

/** A link that leads nowhere, or in a circle, is not a folder. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The names of the folders in a folder, sorted; none where there is no such folder. */
export function namesIn(folder: string): string[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder)
    .filter((name) => isFolder(join(folder, name)))
    .sort();
}

/** The folder of journals beside the `cdktf.json` above an output. */
function projectJournals(output: string): string {
  for (let place = dirname(output); ; place = dirname(place)) {
    const folder = join(place, JOURNAL_FOLDER);
    if (existsSync(join(place, 'cdktf.json')) || place === dirname(place)) return folder;
  }
}
