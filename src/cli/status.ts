import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { environmentsOf, type Member, type RecordedEnvironment } from '../records/environments';
import { expiredText } from '../records/expiry';
import { ledgerOf } from '../records/ledger';
import { lookAt, sourcesOf } from '../records/look';
import { readRecords } from '../records/records';
import { fails, isWorthALook, type StatusLine, statusOf } from '../records/status';
import { cut, pluralize, printable } from '../text/text';
import { example } from './options';
import { apisFor, readerOf, stateOption } from './records-options';
import { jsonDocument, jsonOption, renderOptions } from './rendering';
import { CliExit, type Terminal } from './terminal';

/** `cluster-restore status`: what has become of what was restored. */
export function statusCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('status')
    .summary('compare what was restored with what exists now, read-only')
    .description(
      'Reads the restores in the code, in Terraform’s state and in the journals, and asks the vendors whether each ' +
        'cluster still exists with the recorded name, project and size. It only reads. Exit code 1 if something ' +
        'differs, is gone, is past its end, or is unknown.',
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
      const members: Member[] = [];
      for (const entry of entries) {
        const looked = isWorthALook(entry) ? await lookAt(entry, apis, sources) : undefined;
        // A request of unknown outcome that made nothing is not a restore.
        if (entry.isUnknown && looked?.presence === 'gone') continue;
        const line = statusOf(records, entry, looked, terminal.now());
        lines.push(line);
        if (!['pending', 'gone'].includes(line.standing)) members.push({ entry, ...line });
      }
      const environments = environmentsOf(records, members);
      const passed = !lines.some(fails);
      terminal.write(
        options.json
          ? jsonDocument('status', { passed, restores: lines, environments })
          : textOf(lines, environments, terminal),
      );
      if (!passed) terminal.end(CliExit.OBJECTED);
    });
  example(command, 'cluster-restore status cdktf.out');
}

function textOf(
  lines: readonly StatusLine[],
  environments: readonly RecordedEnvironment[],
  terminal: Terminal,
): string {
  if (lines.length === 0) return 'status: no restores\n';
  const { green, red, yellow } = createColors(renderOptions(terminal).colour);
  const row = (word: string, title: string, text: string, command: string | undefined) => {
    const mark = word === 'ok' ? green : word === 'pending' ? yellow : red;
    const advice = command === undefined ? '' : `. Run: ${printable(command)}`;
    return `${mark(word.padEnd(10))} ${title}: ${text}${advice}`;
  };
  const rows = lines.map((line) => {
    const { text, causes, command } = line;
    const what = [cut(text, 200), ...causes.map((one) => cut(one, 300))].map(printable).join('; ');
    return row(wordOf(line), titleOf(line), what, command);
  });
  const ofEnvironments = environments.map((one) => {
    const title = `environment ${printable(one.name)}${inWorkspace(one)}`;
    const size = pluralize(one.restores, 'restore');
    if (one.isExpired) {
      return row('EXPIRED', title, `${size}; ${printable(expiredText(one))}`, one.command);
    }
    const { owner, dataClass, expiresOn } = one;
    const facts = `of ${owner}, ${dataClass}, until ${expiresOn}`;
    return row('ok', title, `${size}, ${printable(facts)}`, undefined);
  });
  return `${[...rows, ...ofEnvironments, verdictOf(lines, environments)].join('\n')}\n`;
}

/** How a restore stands; the end of an environment has its own line. */
function wordOf(line: StatusLine): string {
  const { standing, isExpired, environment } = line;
  if (isExpired && environment === undefined) return 'EXPIRED';
  return fails({ ...line, isExpired: false }) ? standing.toUpperCase() : standing;
}

function titleOf({ path, workspace, clusterId }: StatusLine): string {
  const where = inWorkspace({ workspace });
  const id = clusterId === undefined ? '' : ` (${printable(cut(clusterId))})`;
  return `${printable(path)}${where}${id}`;
}

function inWorkspace({ workspace }: Pick<StatusLine, 'workspace'>): string {
  return workspace === 'default' ? '' : ` in workspace ${printable(workspace)}`;
}

function verdictOf(
  lines: readonly StatusLine[],
  environments: readonly RecordedEnvironment[],
): string {
  const failing = lines.filter(fails);
  const words = failing
    .map(wordOf)
    .filter((word) => word !== word.toLowerCase())
    .map((word) => word.toLowerCase());
  const expired = environments.filter(({ isExpired }) => isExpired).length;
  const counts = [
    ...[...new Set(words)]
      .sort()
      .map((word) => `${words.filter((one) => one === word).length} ${word}`),
    ...(expired === 0 ? [] : [`${pluralize(expired, 'environment')} expired`]),
  ];
  const tally = counts.length === 0 ? '' : `: ${counts.join(', ')}`;
  return `status ${failing.length === 0 ? 'passed' : 'failed'} for ${pluralize(lines.length, 'restore')}${tally}`;
}
