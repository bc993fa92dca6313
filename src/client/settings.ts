import { wrongUsage } from './errors';

/** The variables by which the caller sets how the runner waits; `docs/exit-codes.md` lists them. */
export interface Settings {
  /** A constant poll interval, for tests; otherwise the runner chooses. */
  readonly pollSeconds: number | undefined;
  /** How long one request may take. */
  readonly requestTimeoutSeconds: number;
}

const MOST_SECONDS = 24 * 60 * 60;

/** Reads the settings, or says which variable is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    pollSeconds: seconds(env, 'CLUSTER_RESTORE_POLL_SECONDS'),
    requestTimeoutSeconds: seconds(env, 'CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS', 0.01) ?? 30,
  };
}

function seconds(env: NodeJS.ProcessEnv, name: string, least = 0): number | undefined {
  const given = env[name];
  if (given === undefined || given === '') return undefined;
  const value = Number(given);
  if (value >= least && value <= MOST_SECONDS) return value;
  throw wrongUsage(
    `${name} must be a number of seconds from ${least} to ${MOST_SECONDS}, got ${JSON.stringify(given)}`,
    'Correct it or unset it',
  );
}

/** Waits; a wait of 0 still lets other work run. */
export function pause(secondsToWait: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, secondsToWait * 1000));
}
