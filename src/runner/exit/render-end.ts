import { ClientError } from '../../client/errors';
import { renderError } from '../../client/render-error';
import { exitCodeOf, RunnerError } from './exit-code';

/** What a check has left undone, by its step. A wait has nothing to say: what it waits for was restored before. */
const NOTHING: Readonly<Record<string, string>> = {
  submit: 'nothing was restored',
  drop: 'nothing was dropped',
  settings: 'nothing was changed',
};

/** The last line of a run that failed: what happened, what to do now, and the exit code. */
export function renderEnd(error: unknown, step: string | undefined): string {
  const code = `[exit ${exitCodeOf(error)}]`;
  if (error instanceof RunnerError) return `${error.message} ${code}`;
  if (error instanceof ClientError) {
    const nothing = NOTHING[step ?? ''];
    const words = { again: 'apply again', ...(nothing === undefined ? {} : { nothing }) };
    return `${renderError(error, words)} ${code}`;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  return `cdktf-cluster-restore failed unexpectedly: ${stack}`;
}
