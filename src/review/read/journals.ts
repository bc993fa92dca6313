import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { WrongInput } from '../wrong-input';

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
  return readdirSync(stacks)
    .sort()
    .flatMap((stack) => {
      const journals = join(stacks, stack, '.cluster-restore');
      if (!existsSync(journals)) return [];
      return readdirSync(journals)
        .sort()
        .flatMap((key) => ofJournal(stack, key, join(journals, key, 'journal.json')));
    });
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
