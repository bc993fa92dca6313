import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { JournalEntry, JournalRequest } from '../../spec/journal-entry';
import { JOURNAL_FOLDER } from '../../spec/names';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { Journal } from '../journal/journal';
import { lock } from '../journal/lock';
import type { Operation } from '../step/step-context';
import { adopt, adoptableIn, type Claimed, claimedIn, notProven } from './adoption';
import { ADOPT_VARIABLE, discardCommand, PASSWORD_DELIVERED } from './next-commands';

/** What a command of a person works with. */
export interface ByHand {
  /** How this runner is started, for the commands in messages. */
  readonly program: string;
  readonly say: (line: string) => void;
  /** Asks the vendor why what is claimed may not be the outcome of the request. */
  readonly doubtsOf: (
    entry: JournalEntry,
    request: JournalRequest,
    claimed: Claimed,
  ) => Promise<readonly string[]>;
  /** What the restore of a journal is of. */
  readonly operationOf: (entry: JournalEntry) => Operation;
}

/**
 * `adopt <key> <name>=<value>…` and `discard <key>`: the two ways on from a request of unknown outcome, for
 * a person who has looked in the vendor's console. `release <key>`: the way on where Terraform's state was moved.
 */
export async function continueByHand(args: readonly string[], by: ByHand): Promise<void> {
  const [command, key = '', ...pairs] = args;
  const { program, say } = by;
  const folder = key === '' ? undefined : folderOf(key);
  if (folder === undefined) {
    if (key === '') throw usage(program, `${command || 'a command'} needs the key of a journal`);
    throw noJournal(program, key);
  }
  process.chdir(folder);
  const base = key.includes('/') ? dirname(key) : JOURNAL_FOLDER;
  const journal = new Journal(basename(key), base);
  const free = await lock(journal.folder, say);
  try {
    const entry = journal.read();
    if (entry === undefined) throw usage(program, 'the journal is empty');
    if (command === 'discard') say(discard(journal, entry));
    else if (command === 'adopt') say(await adoptByHand(journal, entry, pairs, by));
    else if (command === 'release') say(release(journal, entry));
    else throw usage(program, `${JSON.stringify(command)} is not a command`);
  } finally {
    free();
  }
}

/** The folder of the stack: this one, or one that holds the runner itself. */
function folderOf(key: string): string | undefined {
  const places = [process.cwd()];
  for (let place = dirname(process.argv[1] ?? ''); !places.includes(place); place = dirname(place))
    places.push(place);
  return places.find((place) =>
    existsSync(join(place, key.includes('/') ? '' : JOURNAL_FOLDER, key, 'journal.json')),
  );
}

/** Only what is of unknown outcome is given up; what was accepted stays, unless there is nothing else. */
function discard(journal: Journal, entry: JournalEntry): string {
  const open = entry.requests.filter(({ state }) => state === 'intent').map(({ name }) => name);
  if (open.length === 0) {
    journal.write({ ...entry, state: 'dropped' });
    return `discarded: the next apply restores ${entry.path} again`;
  }
  const requests = entry.requests.map((request) =>
    request.state === 'intent' ? { ...request, state: 'pending' as const, at: '' } : request,
  );
  journal.write({ ...entry, requests });
  return `discarded: the next apply sends ${open.join(', ')} of ${entry.path} again`;
}

/** Whichever state of Terraform is applied next continues it: what was sent stays sent. */
function release(journal: Journal, entry: JournalEntry): string {
  journal.write({ ...entry, stateMark: undefined });
  return `released: the state that is applied next continues ${entry.path}`;
}

/** Adopts what the vendor proves to be the outcome of the request, and nothing else. */
async function adoptByHand(
  journal: Journal,
  entry: JournalEntry,
  pairs: readonly string[],
  { program, doubtsOf, operationOf }: ByHand,
): Promise<string> {
  const request = adoptableIn(entry);
  if (request === undefined) throw usage(program, 'no request has an unknown outcome');
  const ids = pairs.filter((pair) => pair !== PASSWORD_DELIVERED);
  const claimed = claimedIn(ids);
  if (claimed === undefined) {
    throw usage(program, 'nothing to adopt: give job_id=<id> or cluster_id=<id>, each once');
  }
  const doubts = await doubtsOf(entry, request, claimed);
  if (doubts.length > 0) {
    const other = discardCommand(program, journal.name);
    const fix = `Check it in the vendor console. Give another id, or run ${other} if none is this restore`;
    throw notProven(claimed, doubts, fix);
  }
  const isDelivered = ids.length < pairs.length;
  const known = isDelivered ? { ...entry, password: 'delivered' as const } : entry;
  adopt(journal, known, request, claimed, operationOf(entry));
  return `adopted ${pairs.join(' ')}: apply again to wait for it`;
}

/** Each job of a CI in its own folder: what an earlier one printed names a journal that is gone. */
function noJournal(program: string, key: string): RunnerError {
  const { problem, fix } = usage(program, `no journal ${JSON.stringify(key)} here`);
  const elsewhere = `${fix}; if that folder is not kept, apply once with ${ADOPT_VARIABLE}=<name>=<value>`;
  return new RunnerError(ExitCode.INVALID, problem, elsewhere);
}

function usage(program: string, problem: string): RunnerError {
  return new RunnerError(
    ExitCode.INVALID,
    problem,
    `Run "${program} adopt <key> <name>=<value>", "${program} discard <key>" or "${program} release <key>" in the folder of the stack`,
  );
}
