import type { Command, Option } from 'commander';

/** An option, as a shell completes it. */
export interface CompletedOption {
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** What it may be; empty where that is free, or the name of a file. */
  readonly choices: readonly string[];
}

/** A command, as a shell completes it; the first is the program itself. */
export interface CompletedCommand {
  /** The words behind the name of the program: `''`, `plan`, `catalog pull`. */
  readonly words: string;
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly CompletedOption[];
  /** What its first argument may be; empty where that is free, or the name of a file. */
  readonly choices: readonly string[];
}

/** The name of the function that completes a program. */
export function functionOf(program: string): string {
  return `_${program.replaceAll('-', '_')}`;
}

/** The cases by which a shell finds out in which command a line is. */
export function commandCases([, ...named]: readonly CompletedCommand[]): string {
  return named.map(({ words }) => `      '${words}') command='${words}' ;;`).join('\n');
}

/** What there is to complete, read off the commands themselves. */
export function completedCommands(command: Command, words = ''): CompletedCommand[] {
  const help = { flag: '--help', description: 'show the help', takesValue: false, choices: [] };
  const own: CompletedCommand = {
    words,
    commands: command.commands.map((one) => ({ name: one.name(), summary: one.summary() })),
    options: [...command.options.map(completedOption), help],
    choices: command.registeredArguments[0]?.argChoices ?? [],
  };
  const below = command.commands.flatMap((one) =>
    completedCommands(one, `${words} ${one.name()}`.trim()),
  );
  return [own, ...below];
}

function completedOption(option: Option): CompletedOption {
  return {
    flag: option.long ?? option.flags,
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}

/** Text between single quotation marks of a shell. */
export function inQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
