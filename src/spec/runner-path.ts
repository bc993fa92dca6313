import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SPEC_VERSION } from './names';

/** The file name of the bundled runner: `.cjs`, because a `.js` is read by whatever package.json stands above it. */
export const RUNNER_FILE = 'cluster-restore-runner.cjs';

/** What stands for the hash in the path: a path that no release changes without need keeps the diff of the output small. */
export const RUNNER_HASH = `v${SPEC_VERSION}`;

/** The path of the runner from the folder of a stack, where Terraform runs. */
export const RUNNER_PATH = `assets/cluster-restore/${RUNNER_HASH}/${RUNNER_FILE}`;

/**
 * The runner of the installed release that knows these vendors, or all of them if none is named, from a folder of its compiled programs, or built, from one of its sources, as
 * tests run them.
 */
export function installedRunner(
  vendors: readonly string[] = [],
  from: string = __dirname,
): string | undefined {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const runner = runnerPlaces(folder, vendors).find((file) => existsSync(file));
    if (runner !== undefined) return runner;
    if (existsSync(join(folder, 'package.json'))) return undefined;
  }
  return undefined;
}

/** Where the runner of these vendors may be from a folder of the package. */
export function runnerPlaces(folder: string, vendors: readonly string[] = []): string[] {
  // For one vendor alone there is a smaller one: Node.js reads the whole file for each step.
  const file = vendors.length === 1 ? join(...vendors, RUNNER_FILE) : RUNNER_FILE;
  return [join(folder, 'runner', file), join(folder, 'lib', 'runner', file)];
}
