import { shownPath, type VendorRequest } from '../vendor/request';
import { adoptNamed } from './adopt-named';
import { ExitCode, RunnerError } from './exit-code';
import type { JournalEntry } from './journal';
import { refuseLongIds } from './long-ids';
import { adoptCommand, discardCommand } from './next-commands';
import type { StepContext } from './step-context';

/** Decides about a request that may have acted: adopts what is provably its own, or stops. */
export async function settle(
  context: StepContext<'submit'> | StepContext<'wait'>,
  entry: JournalEntry,
  request: VendorRequest,
  at: Date,
  cause?: Error,
): Promise<JournalEntry> {
  const { journal, operation, driver, program } = context;
  const found = await operation.reconcile(driver, request, { at, facts: entry.facts });
  if (found.found === 'ours') {
    const { jobId, facts } = refuseLongIds(found.submitted);
    const known = entry.requests.find(({ name }) => name === request.name);
    driver.say('the restore began: adopted');
    return journal.update(entry, request.name, {
      state: 'submitted',
      jobId,
      facts: { ...known?.facts, ...facts },
    });
  }
  const named =
    found.found === 'unproven' ? await adoptNamed(context, entry, request, found.adopt) : undefined;
  if (named !== undefined) return named;
  const about = `it is not known whether ${request.method} ${shownPath(request.path)} began a restore`;
  const discard = discardCommand(program, journal.name);
  throw found.found === 'nothing'
    ? new RunnerError(
        ExitCode.UNKNOWN_OUTCOME,
        `${about}: ${found.searched}, and found nothing so far`,
        `Apply again later to look again; if the vendor console shows no restore, run ${discard} and apply`,
        cause,
      )
    : new RunnerError(
        ExitCode.UNKNOWN_OUTCOME,
        `${about}: ${found.what}`,
        `If that is this restore, run ${adoptCommand(program, journal.name, found.adopt)}; if not, ${discard}; then apply`,
        cause,
      );
}
