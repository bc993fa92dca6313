import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/**
 * Where a file that the app names is: relative to the folder of the `cdktf.json` at or above the working
 * directory, so that tests and `cdktf synth` find the same file; without one, to the working directory.
 */
export function projectFile(path: string, workingDirectory: string = process.cwd()): string {
  if (isAbsolute(path)) return path;
  for (let folder = resolve(workingDirectory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'cdktf.json'))) return join(folder, path);
    if (folder === dirname(folder)) return resolve(workingDirectory, path);
  }
}
