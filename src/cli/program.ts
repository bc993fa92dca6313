import { Command, CommanderError } from 'commander';
import { ClientError } from '../client/errors';
import { renderError } from '../client/render-error';
import { WrongInput } from '../review/wrong-input';
import { adoptCommand } from './adopt';
import { backupsCommand } from './backups';
import { catalogCommand } from './catalog';
import { checkCommand } from './check';
import { completionCommand } from './completion';
import { diffCommand } from './diff';
import { drillsCommand } from './drills';
import { initCommand } from './init';
import { planCommand } from './plan';
import { preflightCommand } from './preflight';
import { simulateCommand } from './simulate';
import { statusCommand } from './status';
import { sweepCommand } from './sweep';
import { CliExit, type Terminal } from './terminal';
import { version } from './version';

/** The commands, in the order in which the help shows them; each file adds one. */
const commands = [
  initCommand,
  planCommand,
  diffCommand,
  checkCommand,
  preflightCommand,
  backupsCommand,
  catalogCommand,
  statusCommand,
  sweepCommand,
  drillsCommand,
  adoptCommand,
  simulateCommand,
  completionCommand,
];

/** Runs the command line to its end; a mistake of the caller is said in a line, never as a stack. */
export async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  const program = new Command('cluster-restore')
    .description('Reviews, checks and tries out the cluster restores that cdktf synth wrote')
    .version(version, '--version', 'show the version of this program')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => {
        for (const line of text.trimEnd().split('\n')) terminal.error(line.replace(/^error: /, ''));
      },
    });
  for (const add of commands) add(program, terminal);
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    terminal.end(codeOf(error, terminal));
  }
}

function codeOf(error: unknown, terminal: Terminal): CliExit {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? CliExit.CLEAN : CliExit.WRONG_INPUT;
  }
  if (error instanceof ClientError) {
    terminal.error(renderError(error, { again: 'try again' }));
    return error.kind === 'usage' ? CliExit.WRONG_INPUT : CliExit.FAILED;
  }
  if (error instanceof WrongInput) {
    for (const line of error.lines) terminal.error(line);
    return CliExit.WRONG_INPUT;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.error('cluster-restore failed unexpectedly; please report this:');
  for (const line of stack.split('\n')) terminal.error(line);
  return CliExit.INTERNAL;
}
