import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { ledgerOf } from '../records/ledger';
import { lookAt, sourcesOf } from '../records/look';
import { readRecords } from '../records/records';
import { fails, isWorthALook, type StatusLine, statusOf } from '../records/status';
import { counted, cut, printable } from '../text/text';
import { example } from './options';
import { apisFor, readerOf, stateOption } from './records-options';
import { jsonDocument, jsonOption, renderOptions } from './rendering';
import { CliExit, type Terminal } from './terminal';

/** `cluster-restore status`: what has become of what was restored. */
export function statusCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('status')
    .summary('compare what was restored with what is there now, read-only')
    .description(
      'Reads what the code, the state of Terraform and the journals tell of restores, and asks the vendors whether each ' +
        'cluster is there, with the recorded name, project and size. It reads only; exit code 1 when something ' +
        'differs, is gone, is past its end, or is not known.',
    )
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out')
    .addOption(stateOption())
    .addOption(jsonOption())
    .action(async (output: string, options: { state: string[]; json?: boolean }) => {
      const records = readRecords(output, options.state, readerOf(terminal));
      const entries = ledgerOf(records);
      const sources = sourcesOf(entries);
      const apis = apisFor('status', terminal);
      const lines: StatusLine[] = [];
      for (const entry of entries) {
        const looked = isWorthALook(entry) ? await lookAt(entry, apis, sources) : undefined;
        // A request of unknown outcome that made nothing is no restore.
        if (entry.isUnknown && looked?.presence === 'gone') continue;
        lines.push(statusOf(records, entry, looked, terminal.now()));
      }
      const passed = !lines.some(fails);
      terminal.write(
        options.json
          ? jsonDocument('status', { passed, restores: lines })
          : textOf(lines, terminal),
      );
      if (!passed) terminal.end(CliExit.OBJECTED);
    });
  example(command, 'cluster-restore status cdktf.out');
}

function textOf(lines: readonly StatusLine[], terminal: Terminal): string {
  if (lines.length === 0) return 'status: no restores\n';
  const { green, red, yellow } = createColors(renderOptions(terminal).colour);
  const rows = lines.map((line) => {
    const { standing, isExpired, text, causes, command } = line;
    const word = (isExpired ? 'EXPIRED' : fails(line) ? standing.toUpperCase() : standing).padEnd(
      10,
    );
    const mark = fails(line) ? red : standing === 'ok' ? green : yellow;
    const what = [cut(text, 200), ...causes].map(printable).join('; ');
    const advice = command === undefined ? '' : `. Run: ${printable(command)}`;
    return `${mark(word)} ${titleOf(line)}: ${what}${advice}`;
  });
  return `${[...rows, verdictOf(lines)].join('\n')}\n`;
}

function titleOf({ path, workspace, clusterId }: StatusLine): string {
  const where = workspace === 'default' ? '' : ` in workspace ${printable(workspace)}`;
  const id = clusterId === undefined ? '' : ` (${printable(cut(clusterId))})`;
  return `${printable(path)}${where}${id}`;
}

function verdictOf(lines: readonly StatusLine[]): string {
  const failing = lines.filter(fails);
  const words = failing.map(({ standing, isExpired }) => (isExpired ? 'expired' : standing));
  const counts = [...new Set(words)]
    .sort()
    .map((word) => `${words.filter((one) => one === word).length} ${word}`);
  const tally = counts.length === 0 ? '' : `: ${counts.join(', ')}`;
  return `status ${failing.length === 0 ? 'passed' : 'failed'} for ${counted(lines.length, 'restore')}${tally}`;
}
