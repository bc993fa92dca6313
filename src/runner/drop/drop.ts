import { ClientError } from '../../client/errors';
import { type JournalRequest, restoresOf } from '../../spec/journal-entry';
import type { Recorded } from '../../spec/spec';
import { exitCodeOf, RunnerError } from '../exit/exit-code';
import type { StepContext } from '../step/step-context';
import { forgetRemoval, isRemoved } from './removal';

/** Removes the cluster that this restore created, by the id that Terraform's state holds. */
export async function drop(context: StepContext<'drop'>): Promise<void> {
  const { spec, operation, driver, journal } = context;
  await requireNext(context);
  const dropped = await operation.drop?.(driver, spec.recorded, spec.next);
  forgetRemoval(journal);
  // What was left is still there: its journal shows that to `sweep`.
  if (dropped === 'left') return;
  const entry = journal.read();
  if (entry === undefined) return;
  // A run that Terraform did not record may have restored once more since: its journal stays.
  const { cluster_id: id } = spec.recorded;
  const isThis = !restoresOf(entry).some((request) => isAnother(request, spec.recorded));
  const earlier = entry.earlier?.filter((one) => one !== id);
  const replaced = entry.replaced?.filter((facts) => facts.cluster_id !== id);
  if (isThis) journal.write({ ...entry, state: 'dropped' });
  else if (earlier !== undefined) journal.write({ ...entry, earlier, replaced });
}

/** Whether a request made, or may have made, something else than what is recorded. */
function isAnother({ state, jobId, facts }: JournalRequest, recorded: Recorded): boolean {
  if (state === 'intent') return true;
  if (facts.cluster_id !== undefined) return facts.cluster_id !== recorded.cluster_id;
  return Boolean(jobId && recorded.job_id) && jobId !== recorded.job_id;
}

/** The id of a cluster that is dropped although what is declared now cannot be restored. */
const DROP_VARIABLE = 'CLUSTER_RESTORE_DROP';

/**
 * A clone that is restored again stays until what is declared now can be restored. Where Terraform destroys it for good
 * that does not matter: its backup may be long gone.
 */
async function requireNext(context: StepContext<'drop'>): Promise<void> {
  const { spec, operation, driver, journal, env, terraform } = context;
  const { next, recorded } = spec;
  // What was restored into a cluster that existed before is known by its job.
  const { cluster_id: clusterId, job_id: jobId } = recorded;
  const id = clusterId || jobId || '';
  if (next === undefined || operation.requireNext === undefined || id === '') return;
  if (isRemoved(journal, terraform) || env[DROP_VARIABLE] === id) return;
  try {
    await operation.requireNext(driver, next);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    throw new RunnerError(
      exitCodeOf(error),
      `${clusterId ? id : `what ${id} restored`} was not dropped, because what is declared now cannot be restored: ${error.problem}`,
      `${error.fix === '' ? 'Correct the backup' : error.fix}, then apply again. To drop it anyway, set ${DROP_VARIABLE}=${id}`,
      error,
    );
  }
}
