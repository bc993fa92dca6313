import { RESOURCE_ID_VARIABLE } from '../../spec/names';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { writeDurably } from '../journal/durable-file';
import type { StepContext } from './step-context';

/**
 * Leaves what Terraform's state will hold. The file carries the id of the resource that wrote it, in its name and
 * inside: what an earlier submission left is never read for this one.
 */
export function writeResult(
  { env, journal }: Pick<StepContext<'submit' | 'wait'>, 'env' | 'journal'>,
  step: 'submitted' | 'restored',
  facts: Readonly<Record<string, string>>,
): void {
  const id = resourceId(env);
  const result = { ...facts, recorded_from: id };
  writeDurably(journal.resultFile(step, id), `${JSON.stringify(result)}\n`);
}

/** The id of the resource whose step runs. */
export function resourceId(env: NodeJS.ProcessEnv): string {
  const id = env[RESOURCE_ID_VARIABLE] ?? '';
  if (/^[\w-]+$/.test(id)) return id;
  throw new RunnerError(
    ExitCode.INVALID,
    `${RESOURCE_ID_VARIABLE} must be the id of the resource, got ${JSON.stringify(id)}`,
    'Run cdktf synth again with the same version of cdktf-cluster-restore',
  );
}
