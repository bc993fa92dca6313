import { type CompletedCommand, inQuotes } from './words';

/** The script for fish, with descriptions. */
export function fishCompletion(name: string, commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap((command) => linesOf(name, command));
  return `# Completion of ${name} for fish: ${name} completion fish | source\n${lines.join('\n')}\n`;
}

function linesOf(name: string, command: CompletedCommand): string[] {
  const { words, commands, options, choices } = command;
  const start = `complete -c ${name} -n ${inQuotes(conditionOf(command))}`;
  const below = commands.map((one) => `${start} -f -a ${one.name} -d ${inQuotes(one.summary)}`);
  const first = choices.length === 0 ? [] : [`${start} -f -a ${inQuotes(choices.join(' '))}`];
  const flags = options.map(({ flag, description, takesValue, choices: values }) => {
    const value = !takesValue
      ? ''
      : values.length === 0
        ? ' -r'
        : ` -x -a ${inQuotes(values.join(' '))}`;
    return `${start} -l ${flag.replace(/^--/, '')} -d ${inQuotes(description)}${value}`;
  });
  return [`# ${words === '' ? name : words}`, ...below, ...first, ...flags];
}

/** When the words so far name this command, and none below it. */
function conditionOf({ words, commands }: CompletedCommand): string {
  const seen = words.split(' ').filter((word) => word !== '');
  const conditions = seen.map((word) => `__fish_seen_subcommand_from ${word}`);
  if (seen.length === 0) return '__fish_use_subcommand';
  const below = commands.map((one) => one.name);
  if (below.length > 0) conditions.push(`not __fish_seen_subcommand_from ${below.join(' ')}`);
  return conditions.join('; and ');
}
