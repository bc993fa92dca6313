import { ClientError } from '../../client/errors';
import type { JournalEntry } from '../../spec/journal-entry';
import { shownPath, type VendorRequest } from '../../vendor/request';
import { adoptNamed } from '../by-hand/adopt-named';
import { adoptCommand, discardCommand } from '../by-hand/next-commands';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { StepContext } from '../step/step-context';
import { refuseOddIds } from './odd-ids';

/** Long enough for a request that is still under way to show. */
const SECOND_LOOK_SECONDS = 30;

/**
 * Decides about a request that may have acted: adopts what is provably its own, or stops. `undefined`: nothing was
 * found in two reads, and the vendor refuses a second one, so it may be sent once more.
 */
export async function settle(
  context: StepContext<'submit'> | StepContext<'wait'>,
  entry: JournalEntry,
  request: VendorRequest,
  at: Date,
  cause?: Error,
): Promise<JournalEntry | undefined> {
  const { journal, operation, driver, program } = context;
  const search = () => operation.reconcile(driver, request, { at, facts: entry.facts });
  const known = entry.requests.find(({ name }) => name === request.name);
  let found = await search();
  if (found.found === 'nothing' && found.repeatIsSafe && known?.repeated !== true) {
    await driver.pause(SECOND_LOOK_SECONDS);
    found = await search();
    if (found.found === 'nothing') return undefined;
  }
  if (found.found === 'ours') {
    const { jobId, facts } = refuseOddIds(found.submitted);
    driver.say(
      request.when === 'backup' ? 'a backup was made: adopted' : 'the restore began: adopted',
    );
    return journal.update(entry, request.name, {
      state: 'submitted',
      jobId,
      facts: { ...known?.facts, ...facts },
    });
  }
  const named =
    found.found === 'unproven' ? await adoptNamed(context, entry, request, found.adopt) : undefined;
  if (named !== undefined) return named;
  const [did, thing] =
    request.when === 'backup' ? ['made a backup', 'backup'] : ['began a restore', 'restore'];
  const about = `it is not known whether ${request.method} ${shownPath(request.path)} ${did}`;
  const repeated = known?.repeated === true && cause instanceof ClientError;
  const again = repeated ? `; sent once more, ${cause.problem}` : '';
  const discard = discardCommand(program, journal.name);
  throw found.found === 'nothing'
    ? new RunnerError(
        ExitCode.UNKNOWN_OUTCOME,
        `${about}: ${found.searched}, and found nothing so far${again}`,
        `Apply again later to check again; if the vendor console shows no ${thing}, run ${discard} and apply`,
        cause,
      )
    : new RunnerError(
        ExitCode.UNKNOWN_OUTCOME,
        `${about}: ${found.what}${again}`,
        `If that is this restore, run ${adoptCommand(program, journal.name, found.adopt)}; if not, ${discard}; then apply`,
        cause,
      );
}
