import { type CompletedCommand, commandCases, functionOf, inQuotes } from './words';

/** The script for zsh, with descriptions. */
export function zshCompletion(name: string, commands: readonly CompletedCommand[]): string {
  const shell = functionOf(name);
  const values = commands.flatMap(({ words, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flag, choices }) => {
        const offer = choices.length === 0 ? '_files' : `compadd -- ${choices.join(' ')}`;
        return `    '${words} ${flag}') ${offer}; return ;;`;
      }),
  );
  const own = commands.map(({ words, commands: below, options, choices }) => {
    const flags = options.map(({ flag, description }) => describeWord(flag, description));
    const first = below.map((one) => describeWord(one.name, one.summary));
    const list = [...first, ...choices.map(inQuotes)];
    return `    '${words}')\n      flags=(${flags.join(' ')})\n      first=(${list.join(' ')}) ;;`;
  });
  return `#compdef ${name}
# Completion of ${name} for zsh: source <(${name} completion zsh)
${shell}() {
  local word command=''
  local -a flags first
  for word in \${words[2,CURRENT-1]}; do
    case "\${command:+$command }$word" in
${commandCases(commands)}
    esac
  done
  case "$command \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case "$command" in
${own.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe option flags
  elif (( $#first )); then
    _describe command first
  else
    _files
  fi
}
# Kept in a folder of $fpath, the file is the function itself.
if [[ \${funcstack[1]} == ${shell} ]]; then ${shell} "$@"; else compdef ${shell} ${name}; fi
`;
}

/** A word and what it does; a colon parts them. */
function describeWord(word: string, text: string): string {
  return inQuotes(`${word}:${text.replaceAll(':', ' -')}`);
}
