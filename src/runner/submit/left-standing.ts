import { isOfOtherState, restoresOf, sameIdentity } from '../../spec/journal-entry';
import type { Recorded } from '../../spec/spec';
import { shorten } from '../../text/text';
import { isNamedIn } from '../by-hand/named-by-person';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { StepContext } from '../step/step-context';

/** The id of what an earlier restore made and a drop should have removed, and that stays beside the next one. */
const KEEP_VARIABLE = 'CLUSTER_RESTORE_KEEP';

/**
 * Refuses to restore again while what the last restore made, which a drop should have removed first, stands: Terraform
 * runs no drop of what it replaces in the order of `create_before_destroy`, which any resource that depends on a restore
 * extends to its steps, also one within a module. What a drop itself would leave, and says why, does not count.
 */
export async function refuseLeftStanding(context: StepContext<'submit'>): Promise<void> {
  const { spec, operation, journal, driver, env, identity, stateMark } = context;
  const { removalPolicy, replacement, drill } = spec;
  if (removalPolicy !== 'destroy' || replacement !== undefined || drill !== undefined) return;
  const last = journal.read();
  if (last?.state !== 'recorded' || sameIdentity(last.identity, identity)) return;
  if (operation.drop === undefined || operation.inspect === undefined) return;
  for (const { name, jobId = '', facts } of restoresOf(last)) {
    const recorded: Recorded = { ...last.facts, job_id: jobId, ...facts };
    const { cluster_id: clusterId } = recorded;
    const id = clusterId || jobId || name;
    if (isNamedIn(env, KEEP_VARIABLE, id)) continue;
    const {
      presence,
      doubts,
      drift,
      text,
      kept = [],
      unconfirmed,
    } = await operation.inspect(driver, recorded);
    // Of databases that are not there as they were recorded nothing is proven.
    const isWhole = clusterId !== undefined || drift.length === 0;
    // A drop waits for what has not ended, and leaves what there is a reason to keep.
    const isLeft = doubts.length > 0 || kept.some((reason) => !unconfirmed.includes(reason));
    if (presence !== 'there' || isLeft || !isWhole) continue;
    const standing = `${id} of the previous restore (${shorten(text)}) still exists`;
    const keep = `apply once with ${KEEP_VARIABLE}=${id}`;
    if (isOfOtherState(last, stateMark)) {
      throw new RunnerError(
        ExitCode.JOURNAL,
        `${standing}: another Terraform state in the same folder restored it and may hold it`,
        `Nothing was sent. To restore next to it, ${keep}`,
      );
    }
    throw new RunnerError(
      ExitCode.JOURNAL,
      `${standing}: Terraform has not run its drop, which happens if something that depends on this restore has create_before_destroy`,
      `Nothing was sent. Remove create_before_destroy from what depends on it, also in modules, and apply again. To keep both, ${keep}`,
    );
  }
}
