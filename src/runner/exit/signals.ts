import { ExitCode, RunnerError } from './exit-code';

/** A closed terminal, Ctrl-C, and the end of a job. */
const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

let asked: NodeJS.Signals | undefined;

/**
 * Lets work end that must not be cut short: a request whose response is shown once, a password on its way. A signal that
 * comes meanwhile is noted; at any other time it ends the process, which loses nothing.
 */
export async function untilKept<Result>(work: () => Promise<Result>): Promise<Result> {
  const note = (signal: NodeJS.Signals) => {
    asked ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, note);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, note);
  }
}

/** Between two requests: what was asked to stop sends no other. */
export function stopIfAsked(): void {
  if (asked === undefined) return;
  throw new RunnerError(
    ExitCode.TIMED_OUT,
    `${asked} came while requests were being sent`,
    'What was sent is in the journal: apply again to send the rest',
  );
}
