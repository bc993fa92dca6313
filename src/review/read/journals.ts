import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { WrongInput } from '../wrong-input';

const JOURNALS = '.cluster-restore';

/** The parts of a journal that tell what a restore created. */
const Entry = z.object({
  path: z.string(),
  vendor: z.optional(z.string()),
  state: z.string(),
  facts: z._default(z.record(z.string(), z.string()), {}),
  requests: z.array(
    z.object({ state: z._default(z.string(), ''), facts: z.record(z.string(), z.string()) }),
  ),
});

/** A cluster that a restore of this output created, by the journal beside the stack. */
export interface CreatedCluster {
  /** The folder of the stack, below the output. */
  readonly stack: string;
  readonly key: string;
  readonly path: string;
  readonly clusterId: string;
  /** Whether Terraform went on to the wait: its state holds the cluster then. */
  readonly isRecorded: boolean;
}

/** A request that may have created a cluster: its answer was lost, and nobody looked since. */
export interface UnknownOutcome {
  readonly path: string;
  readonly vendor: string;
  /** What the journal recorded before it was sent. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What the journals tell of clusters that restores created. */
export interface Created {
  readonly clusters: readonly CreatedCluster[];
  readonly unknown: readonly UnknownOutcome[];
}

/**
 * The clusters that restores created and did not drop again, by the journals in an output folder: those of
 * stacks and blocks that were removed from the code as well.
 */
export function createdClusters(output: string): Created {
  const stacks = join(output, 'stacks');
  if (!existsSync(stacks)) {
    throw new WrongInput(
      `${output}: is not an output of cdktf synth: it has no folder "stacks". Name the output folder (cdktf.out).`,
    );
  }
  const all = journalFolders(output).flatMap(({ stack, folder }) =>
    readdirSync(folder)
      .sort()
      .map((key) => ofJournal(stack, key, join(folder, key, 'journal.json'))),
  );
  return {
    clusters: all.flatMap(({ clusters }) => clusters),
    unknown: all.flatMap(({ unknown }) => unknown),
  };
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

const NOTHING: Created = { clusters: [], unknown: [] };

function ofJournal(stack: string, key: string, file: string): Created {
  if (!existsSync(file)) return NOTHING;
  const parsed = z.safeParse(Entry, parsedJson(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    throw new WrongInput(
      `${file}: is not a journal that this version can read. Use the version that wrote it, or check the vendor’s console.`,
    );
  }
  const { path, vendor = '', state, facts: recorded, requests } = parsed.data;
  if (state === 'dropped') return NOTHING;
  const isRecorded = state !== 'open';
  return {
    clusters: requests.flatMap(({ facts: { cluster_id: clusterId } }) =>
      clusterId === undefined ? [] : [{ stack, key, path, clusterId, isRecorded }],
    ),
    unknown: requests.flatMap((request) =>
      request.state === 'intent' && request.facts.cluster_id === undefined
        ? [{ path, vendor, facts: { ...recorded, ...request.facts } }]
        : [],
    ),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
