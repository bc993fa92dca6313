import { wrongUsage } from './errors';

/** The variables by which the caller sets how the runner waits; `docs/exit-codes.md` lists them. */
export interface Settings {
  /** A constant poll interval, for tests; otherwise the runner chooses. */
  readonly pollSeconds: number | undefined;
  /** How long one request may take. */
  readonly requestTimeoutSeconds: number;
  /** Replaces the vendor's limit, for example where several machines share it. */
  readonly requestsPerSecond?: number | undefined;
}

const MOST_SECONDS = 24 * 60 * 60;
const REQUESTS = { least: 0.01, most: 100 };

/** Reads the settings, or says which variable is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    pollSeconds: seconds(env, 'CLUSTER_RESTORE_POLL_SECONDS'),
    requestTimeoutSeconds: seconds(env, 'CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS', 0.01) ?? 30,
    requestsPerSecond: numberIn(env, 'CLUSTER_RESTORE_REQUESTS_PER_SECOND', 'requests', REQUESTS),
  };
}

function seconds(env: NodeJS.ProcessEnv, name: string, least = 0): number | undefined {
  return numberIn(env, name, 'seconds', { least, most: MOST_SECONDS });
}

function numberIn(
  env: NodeJS.ProcessEnv,
  name: string,
  unit: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const given = env[name];
  if (given === undefined || given === '') return undefined;
  const value = Number(given);
  if (value >= least && value <= most) return value;
  throw wrongUsage(
    `${name} must be a number of ${unit} from ${least} to ${most}, got ${JSON.stringify(given)}`,
    'Correct it or unset it',
  );
}

/** Waits; a wait of 0 still lets other work run. */
export function pause(secondsToWait: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, secondsToWait * 1000));
}
