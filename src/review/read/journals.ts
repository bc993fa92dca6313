import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { WrongInput } from '../wrong-input';

const JOURNALS = '.cluster-restore';

/** The parts of a journal that tell what a restore created. */
const Entry = z.object({
  path: z.string(),
  state: z.string(),
  requests: z.array(z.object({ facts: z.record(z.string(), z.string()) })),
});

/** A cluster that a restore of this output created, by the journal beside the stack. */
export interface CreatedCluster {
  /** The folder of the stack, below the output. */
  readonly stack: string;
  readonly key: string;
  readonly path: string;
  readonly clusterId: string;
}

/**
 * The clusters that restores created and did not drop again, by the journals in an output folder: those of
 * stacks and blocks that were removed from the code as well.
 */
export function createdClusters(output: string): CreatedCluster[] {
  const stacks = join(output, 'stacks');
  if (!existsSync(stacks)) {
    throw new WrongInput(
      `${output}: is not an output of cdktf synth: it has no folder "stacks". Name the output folder (cdktf.out).`,
    );
  }
  return journalFolders(output).flatMap(({ stack, folder }) =>
    readdirSync(folder)
      .sort()
      .flatMap((key) => ofJournal(stack, key, join(folder, key, 'journal.json'))),
  );
}

/** The folders of the journals of each stack: in the output, or beside `cdktf.json`; and of each workspace. */
function journalFolders(output: string): { readonly stack: string; readonly folder: string }[] {
  const stacks = join(output, 'stacks');
  const inOutput = foldersIn(stacks).map((stack) => ({
    stack,
    folder: join(stacks, stack, JOURNALS),
  }));
  const beside = projectJournals(resolve(output));
  const inProject = new Set(foldersIn(beside).map((name) => name.replace(/\.d$/, '')));
  const places = [
    ...inOutput,
    ...[...inProject].sort().map((stack) => ({ stack, folder: join(beside, stack) })),
  ];
  // As Terraform's local backend: the default workspace in the folder, others in `<folder>.d`.
  return places
    .flatMap(({ stack, folder }) => [
      { stack, folder },
      ...foldersIn(`${folder}.d`).map((name) => ({ stack, folder: join(`${folder}.d`, name) })),
    ])
    .filter(({ folder }) => existsSync(folder));
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** The folder of journals beside the `cdktf.json` above an output. */
function projectJournals(output: string): string {
  for (let place = dirname(output); ; place = dirname(place)) {
    const folder = join(place, JOURNALS);
    if (existsSync(join(place, 'cdktf.json')) || place === dirname(place)) return folder;
  }
}

function ofJournal(stack: string, key: string, file: string): CreatedCluster[] {
  if (!existsSync(file)) return [];
  const parsed = z.safeParse(Entry, parsedJson(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    throw new WrongInput(
      `${file}: is not a journal that this version can read. Use the version that wrote it, or check the vendor’s console.`,
    );
  }
  const { path, state, requests } = parsed.data;
  if (state === 'dropped') return [];
  return requests.flatMap(({ facts: { cluster_id: clusterId } }) =>
    clusterId === undefined ? [] : [{ stack, key, path, clusterId }],
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
