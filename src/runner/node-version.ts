import { ExitCode, RunnerError } from './exit-code';

const OLDEST = 20;

/** The machine that applies may have another Node.js than the one that ran synth. */
export function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST) return;
  throw new RunnerError(
    ExitCode.INVALID,
    `the steps of a restore need Node.js ${OLDEST} or newer, got ${version}`,
    `Nothing was called. Install Node.js ${OLDEST} where Terraform runs: "node" on the PATH is started`,
  );
}
