import { createHash } from 'node:crypto';

/**
 * The ids of the clusters that the restores of an app read from, as the specs have them. A short list is in each
 * spec, where people can read it. A longer one is in a file beside the runner, once for a stack, and the specs have its
 * hash: in each step of a thousand restores the list of a thousand would be a million ids, and one variable of the
 * environment holds 128 KiB.
 */
export function listedSources(ids: Iterable<string>): {
  readonly text: string;
  readonly isFile: boolean;
} {
  const text = [...ids].sort().join(' ');
  return { text, isFile: text.length > MOST_CHARACTERS };
}

/** Of a list that is in each spec, or in each state. */
export const MOST_CHARACTERS = 1000;

/** What is in the specs for a list that is in a file. */
export function sourcesHash(text: string): string {
  return `${PREFIX}${createHash('sha256').update(text).digest('hex')}`;
}

const PREFIX = 'sha256:';

/** Whether the list is in a file. No id of a cluster has a colon. */
export function isSourcesHash(sources: string): boolean {
  return sources.startsWith(PREFIX);
}

/** The ids of a list; the order says nothing. */
export function sourceIds(text: string): string[] {
  return text.split(' ').filter((id) => id !== '');
}

/** The name of the file with the list of a vendor, beside the runner. */
export function sourcesFile(vendor: string): string {
  return `${vendor}-sources.txt`;
}

/** Names another folder of that file, where no synth wrote one beside the runner. */
export const SOURCES_FOLDER_VARIABLE = 'CLUSTER_RESTORE_SOURCES_FOLDER';
