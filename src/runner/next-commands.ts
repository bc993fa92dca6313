/** The command by which a person adopts what the API showed, for a message. */
export function adoptCommand(program: string, key: string, ...pairs: readonly string[]): string {
  return `"${[program, 'adopt', key, ...pairs.map(shellWord)].join(' ')}"`;
}

/** The command by which a person gives up what the journal tells. */
export function discardCommand(program: string, key: string): string {
  return `"${program} discard ${key}"`;
}

/** One word of a shell: an id of the server, pasted into a terminal, must not be a command. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./<>-]+$/.test(text) && !/[<>]/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
