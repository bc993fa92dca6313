import * as z from 'zod/mini';
import {
  isOfOtherState,
  isUnfinished,
  type JournalEntry,
  type JournalRequest,
  restoresOf,
} from '../../spec/journal-entry';
import type { Recorded } from '../../spec/spec';
import { parseJson } from '../../text/nesting';
import { once } from '../../text/once';
import { quote } from '../../text/text';
import { restoreAgain } from '../by-hand/next-commands';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { earlierOf } from '../journal/earlier-clones';
import { otherStateError } from '../state/other-state';
import type { StepContext } from '../step/step-context';

/** The journal of this machine, or, on another machine, what Terraform's state remembers. */
export function entryOf(context: StepContext<'wait'>): JournalEntry {
  const { spec, stateMark } = context;
  const jobs = recordedJobs(spec.recorded, context.operation.name);
  const here = journalHere(context, Object.values(jobs));
  if (here?.state === 'dropped') refuseDropped(here, context);
  const known = new Map(here?.requests.map((request) => [request.name, request]));
  const recorded = Object.entries(jobs).map(([name, jobId]): JournalRequest => {
    const mine = known.get(name);
    // A newer job of the same name was sent by a wait on this machine, after the state was written.
    const isMine = mine !== undefined && (mine.jobId === jobId || mine.facts.repeats === jobId);
    return isMine ? mine : { name, state: 'submitted', at: '', jobId, facts: {} };
  });
  // What a wait on this machine sent in the place of what failed, after the state was written.
  const isOurs = recorded.some((request) => here?.requests.includes(request));
  const sentSince = isOurs && here ? restoresOf(here).filter(({ name }) => !(name in jobs)) : [];
  const requests = [...recorded, ...sentSince];
  if (requests.length === 0) {
    throw new RunnerError(
      ExitCode.JOURNAL,
      "Terraform's state holds no job of this restore",
      `Look in the vendor console whether it began; if not, ${restoreAgain(spec)}`,
    );
  }
  const { key, path, vendor, operation } = spec;
  // Without a journal the state came from elsewhere, and was written: there is nothing left to lose.
  const state = here?.state === 'open' || here?.state === 'waiting' ? 'waiting' : 'recorded';
  const ours = { version: 1, key, path, vendor, operation } as const;
  // What another state restored with this journal is not forgotten where this one writes over it.
  const earlier = here === undefined ? earlierOf(context.journal.read(), context) : {};
  return { ...ours, identity: {}, facts: {}, ...earlier, ...here, stateMark, state, requests };
}

/** The journal, unless it is of another state of Terraform: its jobs and clusters show which state it belongs to. */
function journalHere(
  context: StepContext<'wait'>,
  jobs: readonly string[],
): JournalEntry | undefined {
  const here = context.journal.read();
  if (here === undefined || !isOfOtherState(here, context.stateMark)) return here;
  const { cluster_id: clusterId } = context.spec.recorded;
  const isRecorded = ({ jobId, facts }: JournalRequest) =>
    (jobId && jobs.includes(jobId)) || (clusterId && facts.cluster_id === clusterId);
  if (here.requests.some(isRecorded)) return here;
  if (isUnfinished(here)) throw otherStateError(context, here);
  return undefined;
}

/** A replaced or removed `submitted` drops its cluster, and its successor records the same one. */
function refuseDropped({ requests }: JournalEntry, { spec }: StepContext<'wait'>): void {
  const { cluster_id: clusterId } = spec.recorded;
  if (!clusterId || !requests.some(({ facts }) => facts.cluster_id === clusterId)) return;
  throw new RunnerError(
    ExitCode.JOURNAL,
    `the cluster ${clusterId} of this restore was dropped`,
    `If it is still needed, ${restoreAgain(spec)}`,
  );
}

const jobsByRequest = once(() => z.record(z.string(), z.string()));

/** The jobs that the state remembers: one, or several by the names of their requests. */
export function recordedJobs(recorded: Recorded, name: string): Record<string, string> {
  const { jobs, job_id: jobId, cluster_id: clusterId } = recorded;
  if (jobs !== undefined) {
    const parsed = z.safeParse(jobsByRequest(), parseJson(jobs || '{}'));
    if (parsed.success) return parsed.data;
    throw new RunnerError(
      ExitCode.JOURNAL,
      `Terraform's state holds jobs of this restore that cannot be read: ${quote(jobs)}`,
      'Somebody has changed the state: restore an earlier copy of it',
    );
  }
  // A restore that was adopted by its cluster has no job, and is followed by the cluster itself.
  return jobId || clusterId ? { [name]: jobId ?? '' } : {};
}

/** What Terraform's state will hold of the jobs: those that count. */
export function jobsOf(entry: JournalEntry): Record<string, string> {
  const counting = entry.requests.filter(({ state }) => state !== 'replaced');
  const jobs = Object.fromEntries(counting.map(({ name, jobId }) => [name, jobId ?? '']));
  return { job_id: counting[0]?.jobId ?? '', jobs: JSON.stringify(jobs) };
}
