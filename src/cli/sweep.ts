import { type Command, Option } from 'commander';
import { environmentsOf } from '../records/environments';
import { findingOf, reasonOf, type Undecided, unknownStates } from '../records/findings';
import { ledgerOf } from '../records/ledger';
import { type ApiOf, lookAt, sourcesOf } from '../records/look';
import { type Records, readRecords } from '../records/records';
import { unrecordedIn } from '../records/unrecorded';
import { WrongInput } from '../review/wrong-input';
import { collect, example } from './options';
import { apisFor, readerOf, stateOption } from './records-options';
import { jsonDocument, jsonOption } from './rendering';
import { chosenBy, dropAll, type Found } from './sweep-delete';
import { sweepText } from './sweep-text';
import { CliExit, type Terminal } from './terminal';

interface Options {
  readonly state: readonly string[];
  readonly delete?: boolean;
  readonly yesName: readonly string[];
  readonly unrecorded?: boolean;
  readonly json?: boolean;
}

/** `cluster-restore sweep`: what runs and is billed although nothing declares it, or its end is past. */
export function sweepCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('sweep')
    .summary('find restored clusters that no code declares or that have expired')
    .description(
      'Reads the restores in the code, in Terraform’s state and in the journals, and asks the vendors what still ' +
        'exists although no code declares it, no state holds it, its run never ended, or it has expired. It only ' +
        'reads. Exit code 1 if it finds something, or if a state is unknown. --delete drops what provably belongs to a ' +
        'restore and is no longer needed, each by its typed name.',
    )
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out')
    .addOption(stateOption())
    .option('--delete', 'drop what is found, after you type its name')
    .addOption(
      new Option(
        '--yes-name <name>',
        'the full name of a cluster or a database to drop, instead of typing it; repeatable',
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .option(
      '--unrecorded',
      'also list what looks restored and is not recorded here; it may belong to another app, and is never dropped',
    )
    .addOption(jsonOption())
    .action(async (output: string, options: Options) => {
      requireDelete(options, terminal);
      const records = readRecords(output, options.state, readerOf(terminal));
      const apis = apisFor('sweep', terminal);
      const { found, undecided, sources, entries } = await search(records, apis, terminal.now());
      const unrecorded = options.unrecorded
        ? await unrecordedIn(records, [...entries, ...found.map((one) => one.entry)], apis, sources)
        : [];
      const isNamed = options.yesName.length > 0;
      const chosen = isNamed ? chosenBy(found, options.yesName) : found;
      const findings = found.map(({ finding }) => finding);
      const say = (text: string) => (options.json ? undefined : terminal.write(text));
      say(sweepText(findings, undecided, unrecorded));
      const dropped = options.delete
        ? await dropAll(chosen, isNamed, { apis, sources, terminal, say })
        : [];
      if (options.json) {
        const more = options.unrecorded ? { unrecorded } : {};
        terminal.write(jsonDocument('sweep', { findings, undecided, ...more, dropped }));
      }
      const gone = dropped.filter(({ end }) => end === 'dropped').length;
      if (findings.length + undecided.length + unrecorded.length > gone)
        terminal.end(CliExit.OBJECTED);
    });
  example(command, 'cluster-restore sweep cdktf.out');
}

function requireDelete(options: Options, { isTty }: Terminal): void {
  if (options.yesName.length > 0 && !options.delete) {
    throw new WrongInput(
      '--yes-name: drops nothing without --delete. Add --delete, or leave it out.',
    );
  }
  const isTyped = options.yesName.length > 0 || (isTty && !options.json);
  if (options.delete && !isTyped) {
    throw new WrongInput(
      '--delete: needs a person at a terminal to type each name. Name what to drop with --yes-name.',
    );
  }
}

async function search(records: Records, apis: ApiOf, now: Date) {
  const entries = ledgerOf(records);
  const sources = sourcesOf(entries);
  const found: Found[] = [];
  const undecided: Undecided[] = unknownStates(records);
  for (const entry of entries) {
    if (reasonOf(entry, now) === undefined) continue;
    const looked = await lookAt(entry, apis, sources);
    const finding = findingOf(records, entry, looked, now);
    if (finding === undefined) continue;
    const { found: recorded } = looked;
    const known = recorded === undefined ? entry : { ...entry, recorded, isUnknown: false };
    if ('reason' in finding) found.push({ finding, entry: known });
    else undecided.push(finding);
  }
  return { found: takenDownTogether(records, found), undecided, sources, entries };
}

/** What is past its end as a part of an environment is destroyed with all of it. */
function takenDownTogether(records: Records, found: readonly Found[]): Found[] {
  const isOfEnvironment = ({ finding }: Found) =>
    finding.reason === 'expired' && finding.environment !== undefined;
  const members = found.filter(isOfEnvironment).map(({ entry }) => ({ entry, isExpired: true }));
  const environments = environmentsOf(records, members);
  return found.map((one) => {
    if (!isOfEnvironment(one)) return one;
    const { environment, stack, workspace } = one.finding;
    const own = environments.find(
      (each) => each.name === environment && each.stack === stack && each.workspace === workspace,
    );
    return { ...one, finding: { ...one.finding, command: own?.command } };
  });
}
