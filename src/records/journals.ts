import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { readRegularFile } from '../review/read/regular-file';
import { WrongInput } from '../review/wrong-input';
import { type JournalEntry, journalEntry } from '../spec/journal-entry';
import type { About, Recorded } from '../spec/spec';
import { parseJson } from '../text/nesting';
import { namesIn } from './places';

/** A cluster that a journal records. */
export interface JournalCluster {
  /** What is recorded of it, with its id. */
  readonly recorded: Recorded;
  /** Whether another submission of the same restore followed. */
  readonly isReplaced: boolean;
}

/** What a journal records. */
export interface JournalRecord {
  /** The folder of the journals, and the key of this one in it. */
  readonly folder: string;
  readonly key: string;
  readonly path: string;
  readonly vendor: string;
  readonly operation: string;
  readonly submitAddress: string | undefined;
  /** What the restore is identified by; another identity is another restore. */
  readonly identity: Recorded;
  readonly about: About;
  /** Whether Terraform has not recorded it, as far as the journal knows. */
  readonly isUnfinished: boolean;
  /** Whether somebody else may have written it: it proves nothing then. */
  readonly mayBeForged: boolean;
  /** Whether it was dropped or given up. */
  readonly isDropped: boolean;
  readonly clusters: readonly JournalCluster[];
  /** What was recorded before requests that may have acted, and whose response was lost. */
  readonly unknown: readonly Recorded[];
  /** The jobs that were accepted, by the names of their requests. */
  readonly jobs: readonly { readonly name: string; readonly jobId: string }[];
  /** What is recorded of the restores that the vendor accepted. */
  readonly accepted: readonly Recorded[];
  /** What was submitted, or was about to be: a job, or a request of unknown outcome. */
  readonly hasSent: boolean;
}

/** The journals in a folder, by their keys. */
export function journalsIn(folder: string): JournalRecord[] {
  return namesIn(folder).flatMap((key) => {
    const file = join(folder, key, 'journal.json');
    // A link that leads nowhere is not a missing journal.
    const isThere = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
    return isThere ? [recordOf(folder, key, file)] : [];
  });
}

function recordOf(folder: string, key: string, file: string): JournalRecord {
  const parsed = z.safeParse(journalEntry(), parseJson(readRegularFile(file)));
  if (!parsed.success) {
    throw new WrongInput(
      `${file}: is not a journal that this version can read. Use the version that wrote it, or check the vendor’s console.`,
    );
  }
  const { vendor = '', operation = '', about = {}, state, facts, requests } = parsed.data;
  const { path, identity, submitAddress } = parsed.data;
  const isDropped = state === 'dropped';
  const sent = isDropped ? [] : requests;
  return {
    ...{ folder, key, path, vendor, operation, submitAddress, identity, about, isDropped },
    mayBeForged: mayBeOfOthers(file) || mayBeOfOthers(join(folder, key)) || mayBeOfOthers(folder),
    isUnfinished: state === 'open' || state === 'waiting',
    clusters: [
      ...earlierClusters(parsed.data),
      ...sent.flatMap((request): JournalCluster[] =>
        request.facts.cluster_id === undefined
          ? []
          : [{ recorded: { ...facts, ...request.facts }, isReplaced: false }],
      ),
    ],
    unknown: sent.flatMap((request) =>
      request.state === 'intent' && request.facts.cluster_id === undefined
        ? [{ ...facts, ...request.facts }]
        : [],
    ),
    jobs: sent.flatMap(({ name, jobId }) => (jobId ? [{ name, jobId }] : [])),
    accepted: sent.flatMap(({ state: is, kind, jobId = '', facts: own }) =>
      is === 'submitted' && kind === undefined ? [{ ...facts, ...own, job_id: jobId }] : [],
    ),
    hasSent: sent.some((request) => !['pending', 'clearing'].includes(request.state)),
  };
}

const WRITABLE_BY_OTHERS = 0o022;

/** Whether another user owns a file or a folder, or may write to it; root may do so anyway. */
function mayBeOfOthers(path: string): boolean {
  if (process.getuid === undefined) return false;
  const { mode, uid } = statSync(path);
  return (mode & WRITABLE_BY_OTHERS) !== 0 || ![process.getuid(), 0].includes(uid);
}

/** Clusters of submissions before, which no drop removed. What older releases kept of them is their ids alone. */
function earlierClusters({ earlier = [], replaced = [] }: JournalEntry): JournalCluster[] {
  return [...new Set(earlier)].map((id) => ({
    recorded: replaced.find(({ cluster_id: one }) => one === id) ?? { cluster_id: id },
    isReplaced: true,
  }));
}
