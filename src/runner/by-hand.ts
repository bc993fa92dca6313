import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ExitCode, RunnerError } from './exit-code';
import { JOURNAL_FOLDER, Journal, type JournalEntry } from './journal';
import { lock } from './lock';

const ADOPTABLE = /^(job_id|cluster_id)=(.+)$/s;

/**
 * `adopt <key> <name>=<value>…` and `discard <key>`: the two ways on from a request of unknown outcome, for
 * a person who has looked in the vendor's console.
 */
export async function continueByHand(
  args: readonly string[],
  program: string,
  say: (line: string) => void,
): Promise<void> {
  const [command, key = '', ...pairs] = args;
  const folder = key === '' ? undefined : folderOf(key);
  if (folder === undefined) {
    const what = key === '' ? 'no key given' : `no journal ${JSON.stringify(key)} here`;
    throw usage(program, what);
  }
  process.chdir(folder);
  const base = key.includes('/') ? dirname(key) : JOURNAL_FOLDER;
  const journal = new Journal(basename(key), base);
  const free = await lock(journal.folder, say);
  try {
    const entry = journal.read();
    if (entry === undefined) throw usage(program, 'the journal is empty');
    if (command === 'discard') say(discard(journal, entry));
    else if (command === 'adopt') say(adopt(journal, entry, pairs, program));
    else throw usage(program, `${JSON.stringify(command)} is no command`);
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
    return `discarded: the next apply restores ${entry.path} anew`;
  }
  const requests = entry.requests.map((request) =>
    request.state === 'intent' ? { ...request, state: 'pending' as const, at: '' } : request,
  );
  journal.write({ ...entry, requests });
  return `discarded: the next apply sends ${open.join(', ')} of ${entry.path} again`;
}

function adopt(journal: Journal, entry: JournalEntry, pairs: readonly string[], program: string) {
  const [only, ...others] = entry.requests;
  const unsent = entry.state === 'open' && others.length === 0 && only?.state !== 'submitted';
  const request =
    entry.requests.find(({ state }) => state === 'intent') ?? (unsent ? only : undefined);
  if (request === undefined) throw usage(program, 'nothing is of unknown outcome');
  if (pairs.length === 0 || !pairs.every((pair) => ADOPTABLE.test(pair))) {
    throw usage(program, 'nothing to adopt: give job_id=<id> or cluster_id=<id>');
  }
  const given = Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2)));
  const { job_id: jobId = '', ...facts } = given as Record<string, string>;
  const at = request.at === '' ? new Date().toISOString() : request.at;
  const adopted = { ...request.facts, ...facts };
  journal.update(entry, request.name, { state: 'submitted', at, jobId, facts: adopted });
  return `adopted ${pairs.join(' ')}: apply again to wait for it`;
}

function usage(program: string, problem: string): RunnerError {
  return new RunnerError(
    ExitCode.INVALID,
    problem,
    `Run "${program} adopt <key> <name>=<value>" or "${program} discard <key>" in the folder of the stack`,
  );
}
