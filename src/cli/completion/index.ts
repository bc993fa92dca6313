import { Argument, type Command } from 'commander';
import { example } from '../options';
import type { Terminal } from '../terminal';
import { bashCompletion } from './bash';
import { fishCompletion } from './fish';
import { completedCommands } from './words';
import { zshCompletion } from './zsh';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `cluster-restore completion`: commands and options behind the key for completion. */
export function completionCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('completion')
    .summary('write a completion script for a shell')
    .description(
      'Writes a script that completes commands, options and their values. Source it, or keep it where the shell looks for such scripts.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scripts)))
    .action((shell: keyof typeof scripts) => {
      terminal.write(scripts[shell](program.name(), completedCommands(program)));
    });
  example(command, 'source <(cluster-restore completion bash)');
}
