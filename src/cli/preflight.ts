import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { ledgerOf } from '../records/ledger';
import { type ApiOf, sourcesOf } from '../records/look';
import { readRecords } from '../records/records';
import { restoredLine } from '../records/restored';
import { type PreflightStep, preflightSteps } from '../review/preflight';
import { spans } from '../review/render/spans';
import { pluralize, printable } from '../text/text';
import type { PreflightLine } from '../vendor/facts';
import { example } from './options';
import { apisFor, readerOf, stateOption } from './records-options';
import { jsonDocument, jsonOption, renderOptions } from './rendering';
import { CliExit, type Terminal } from './terminal';

/** `cluster-restore preflight`: asks the vendors, without a write, whether the restores can work. */
export function preflightCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('preflight')
    .summary('ask the vendors whether the restores can work (read-only, with your keys)')
    .description(
      'Checks backups, version policies, projects, names, destinations and roles through the vendors’ ' +
        'APIs. It only reads. Keys come from the environment, as for the runner.',
    )
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out')
    .addOption(stateOption())
    .addOption(jsonOption())
    .action(async (output: string, { json, state }: { json?: boolean; state: string[] }) => {
      const apis = apisFor('preflight', terminal);
      const steps = preflightSteps(output, terminal.cwd, terminal.now());
      const restored = restoredIn(output, state, apis, terminal);
      const all: PreflightLine[] = [];
      const restores: object[] = [];
      for (const step of steps) {
        const { vendor: name } = step.vendor.definition;
        const done = await restored(step.path);
        const lines = done ? [done] : await step.lines(apis(step.vendor), terminal.now);
        // Step by step: looking takes its time.
        if (!json) terminal.write(renderStep(step, lines, terminal));
        restores.push({ path: step.path, vendor: name, conditions: lines.map(plainOf) });
        all.push(...lines);
      }
      const passed = all.every(({ state }) => state !== 'wrong');
      terminal.write(
        json ? jsonDocument('preflight', { passed, restores }) : `${verdictOf(all)}\n`,
      );
      if (!passed) terminal.end(CliExit.OBJECTED);
    });
  example(command, 'cluster-restore preflight cdktf.out');
}

/** What shows that a restore was made already, where states and journals are beside the output. */
function restoredIn(
  output: string,
  states: readonly string[],
  apis: ApiOf,
  terminal: Terminal,
): (path: string) => Promise<PreflightLine | undefined> {
  const isFolder = existsSync(isAbsolute(output) ? output : join(terminal.cwd, output));
  if (!isFolder && states.length === 0) return async () => undefined;
  const records = readRecords(output, states, readerOf(terminal));
  const entries = ledgerOf(records);
  const sources = sourcesOf(entries);
  return (path) => {
    const own = entries.filter((one) => one.path === path);
    return restoredLine(records, own, apis, sources);
  };
}

/** For programs: no marks around values. */
function plainOf({ state, check, text, fix }: PreflightLine): PreflightLine {
  const plain = (marked: string) => marked.replaceAll('`', '');
  const advice = fix === undefined ? {} : { fix: plain(fix) };
  return { state, check, text: plain(text), ...advice };
}

/** Whether it failed, and how much could not be checked. */
function verdictOf(lines: readonly PreflightLine[]): string {
  const [wrong, unknown] = (['wrong', 'unknown'] as const).map(
    (wanted) => lines.filter(({ state }) => state === wanted).length,
  ) as [number, number];
  const parts = [
    ...(wrong === 0 ? [] : [`${pluralize(wrong, 'condition')} not met`]),
    ...(unknown === 0 ? [] : [`${unknown} could not be checked`]),
  ];
  const tally = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  return `preflight ${wrong === 0 ? 'passed' : 'failed'}${tally}`;
}

function renderStep(
  { path }: PreflightStep,
  lines: readonly PreflightLine[],
  terminal: Terminal,
): string {
  const { bold, green, red, yellow } = createColors(renderOptions(terminal).colour);
  const words = { ok: green('ok     '), wrong: red('WRONG  '), unknown: yellow('unknown') };
  const text = (marked: string) => spans(marked, printable, printable);
  const rows = lines.map(({ state, check, text: line, fix }) => {
    const advice = fix === undefined ? '' : `. ${printable(fix)}.`;
    return `  ${words[state]} ${check.padEnd(15)} ${text(line)}${advice}`;
  });
  return `${[bold(printable(path)), ...rows].join('\n')}\n`;
}
