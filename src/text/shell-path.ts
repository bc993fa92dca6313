/**
 * Whether a path begins with what a shell replaces by a folder (`~/`, `$HOME/`, `%USERPROFILE%`). No shell is there: a folder
 * of that very name would be made, where nobody looks for it.
 */
export function needsShell(path: string): boolean {
  return /^(?:~[^/\\]*|\$\w+|\$\{\w+\}|\$env:\w+|%\w+%)(?:[/\\]|$)/.test(path);
}

/** What is wrong with such a path, and what to write. */
export const NO_SHELL = 'must not begin with what only a shell replaces';
