import type { JournalEntry } from '../../spec/journal-entry';
import { releaseCommand } from '../by-hand/next-commands';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { StepContext } from '../step/step-context';

/** Two states share a folder: what one of them began is not continued, and later dropped, by the other. */
export function otherStateError(
  { program, journal }: Pick<StepContext<'submit'>, 'program' | 'journal'>,
  entry: JournalEntry,
): RunnerError {
  return new RunnerError(
    ExitCode.JOURNAL,
    `a restore (${describeEntry(entry)}) that was begun with another state of Terraform, in the same folder, is not finished`,
    `Apply with that state first (its backend, or its -state). If that state was moved or is gone, run ${releaseCommand(program, journal.name)} and apply again: this state then continues the restore`,
  );
}

/** What a journal says about its restore, in few words. */
export function describeEntry(entry: JournalEntry): string {
  const jobs = entry.requests.flatMap(({ jobId }) => (jobId ? [`job ${jobId}`] : []));
  const identity = Object.entries(entry.identity).map(([name, value]) => `${name} ${value}`);
  return [...identity, ...jobs].join(', ');
}
