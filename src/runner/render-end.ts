import { ClientError } from '../client/errors';
import { renderError } from '../client/render-error';
import { exitCodeOf, RunnerError } from './exit-code';

/** The last line of a run that failed: what happened, what to do now, and the exit code. */
export function renderEnd(error: unknown, step: string | undefined): string {
  const code = `[exit ${exitCodeOf(error)}]`;
  if (error instanceof RunnerError) return `${error.message} ${code}`;
  if (error instanceof ClientError) {
    const nothing = step === 'settings' ? 'nothing was changed' : 'nothing was restored';
    return `${renderError(error, { again: 'apply again', nothing })} ${code}`;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  return `cdktf-cluster-restore failed unexpectedly: ${stack}`;
}
