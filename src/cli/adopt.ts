import type { Command } from 'commander';
import { doubtsOfNamed, reviewedRestore } from '../records/adoption';
import { applyAdopting } from '../records/commands';
import { createdId, ledgerOf } from '../records/ledger';
import { sourcesOf } from '../records/look';
import { readRecords } from '../records/records';
import { WrongInput } from '../review/wrong-input';
import { cut, printable, quote } from '../text/text';
import { example } from './options';
import { apisFor, readerOf, stateOption } from './records-options';
import { jsonDocument, jsonOption } from './rendering';
import { CliExit, type Terminal } from './terminal';

interface Options {
  readonly state: string[];
  readonly json?: boolean;
}

/** `cluster-restore adopt`: whether what was restored by hand can enter the state, and the command that does it. */
export function adoptCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('adopt')
    .summary('prove that a restore made by hand is the one that the code declares')
    .description(
      'Asks the vendor whether a cluster (or a restore, by its job) that was created in the console is what a restore in the ' +
        'code declares: same name and project, not older than the backup, not a source of a restore, and not recorded ' +
        'elsewhere. Prints the apply that adopts it into the state without a restore. It only reads. Exit code 1 if it is ' +
        'not proven.',
    )
    .argument('<path>', 'the construct path of the restore')
    .argument('<id>', 'cluster_id=<id> or job_id=<id>')
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out')
    .addOption(stateOption())
    .addOption(jsonOption())
    .action(async (path: string, id: string, output: string, options: Options) => {
      const [, name = '', value = ''] = /^(cluster_id|job_id)=(.+)$/s.exec(id) ?? [];
      if (name === '') {
        throw new WrongInput(
          `<id>: must be cluster_id=<id> or job_id=<id>, got ${quote(id)}. Correct it.`,
        );
      }
      const reviewed = reviewedRestore(output, terminal.cwd, path);
      const records = readRecords(output, options.state, readerOf(terminal));
      const entries = ledgerOf(records);
      const sources = sourcesOf(entries);
      const holder = entries.find((one) => createdId(one) === value && one.path !== path);
      const own = entries.find((one) => one.path === path && one.inState !== undefined);
      const api = apisFor('adopt', terminal)(reviewed.vendor);
      const { now } = terminal;
      const doubts =
        own !== undefined
          ? ['the state already holds a restore of this path']
          : holder !== undefined
            ? [`it is recorded as the cluster of ${holder.path}`]
            : sources.includes(value)
              ? ['a restore reads from its backups']
              : await doubtsOfNamed(reviewed, { [name]: value }, api, { now, sources });
      const isProven = doubts.length === 0;
      const run = applyAdopting(records, reviewed.step.stack, id);
      terminal.write(
        options.json
          ? jsonDocument('adopt', { path, id, proven: isProven, doubts, ...(isProven && { run }) })
          : isProven
            ? `${printable(id)} is proven to be what ${printable(path)} declares. Take it into the state, without a restore:\n  ${run}\n`
            : `${printable(cut(id))} is not proven to be what ${printable(path)} declares: ${cut(printable(doubts.join('; ')), 600)}\n`,
      );
      if (!isProven) terminal.end(CliExit.OBJECTED);
    });
  example(command, 'cluster-restore adopt staging/articles cluster_id=in01-2f81c0a5d4e6f78');
}
