import { type CompletedCommand, commandCases, functionOf } from './words';

/** The script for bash; where nothing of ours fits, it offers files. */
export function bashCompletion(name: string, commands: readonly CompletedCommand[]): string {
  const shell = functionOf(name);
  const values = commands.flatMap(({ words, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flag, choices }) => `    '${words} ${flag}') ${reply(choices)}; return ;;`),
  );
  const own = commands.map(({ words, commands: below, options, choices }) => {
    const first = [...below.map((one) => one.name), ...choices];
    return `    '${words}') flags='${options.map(({ flag }) => flag).join(' ')}' first='${first.join(' ')}' ;;`;
  });
  return `# Completion of ${name} for bash: source <(${name} completion bash)
${shell}() {
  local word command='' flags='' first=''
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case "\${command:+$command }$word" in
${commandCases(commands)}
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${values.join('\n')}
  esac
  case "$command" in
${own.join('\n')}
  esac
  [[ $current == -* ]] && first=$flags
  COMPREPLY=($(compgen -W "$first" -- "$current"))
}
complete -o default -F ${shell} ${name}
`;
}

function reply(choices: readonly string[]): string {
  return choices.length === 0
    ? ':'
    : `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current"))`;
}
