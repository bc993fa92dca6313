import { existsSync } from 'node:fs';
import { ExitCode } from '../contract/exit-code';
import { RestoreError } from '../contract/restore-error';
import { JOURNAL_FOLDER, Journal } from './journal';

/**
 * `adopt <key> <name>=<value>…` and `discard <key>`: the two ways on from a request of unknown outcome, for
 * a person who has looked in the vendor's console.
 */
export function continueByHand(args: readonly string[], program: string): string {
  const [command, key, ...pairs] = args;
  if (key === undefined || !existsSync(`${JOURNAL_FOLDER}/${key}/journal.json`)) {
    const what = key === undefined ? 'no key given' : `no journal ${JSON.stringify(key)} here`;
    throw usage(program, what);
  }
  const journal = new Journal(key);
  const entry = journal.read();
  if (entry === undefined) throw usage(program, 'the journal is empty');
  if (command === 'discard') {
    journal.write({ ...entry, state: 'dropped' });
    return `discarded: the next apply restores ${entry.path} anew`;
  }
  const request = entry.requests.find(({ state }) => state === 'intent');
  if (request === undefined) throw usage(program, 'nothing is of unknown outcome');
  const facts = Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2)));
  const wrong = pairs.some((pair) => !/^[a-z_]+=./s.test(pair));
  if (command !== 'adopt' || pairs.length === 0 || wrong) throw usage(program, 'nothing to adopt');
  const { job_id: jobId = '', ...others } = facts as Record<string, string>;
  journal.update(entry, request.name, { state: 'submitted', jobId, facts: others });
  return `adopted ${pairs.join(' ')}: apply again to wait for it`;
}

function usage(program: string, problem: string): RestoreError {
  return new RestoreError(
    ExitCode.INVALID,
    problem,
    `Run "${program} adopt <key> <name>=<value>" or "${program} discard <key>" in the folder of the stack`,
  );
}
