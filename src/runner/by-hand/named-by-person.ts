/** Whether a person names an id in a variable, which lists them with blanks or commas in between. */
export function isNamedIn(env: NodeJS.ProcessEnv, variable: string, id: string): boolean {
  return (env[variable] ?? '').split(/[\s,]+/).includes(id);
}
