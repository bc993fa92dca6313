import { restoreAgain } from '../by-hand/next-commands';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { StepContext } from '../step/step-context';
import { untilThere } from './follow';
import type { Watch } from './watch';

/** Waits until the result exists, and returns what is known of it; throws where it is not what was sent. */
export async function verifyResult(context: StepContext<'wait'>, watch: Watch) {
  const { operation, driver, spec } = context;
  const found = await untilThere(async () => {
    const result = await operation.verify(driver, spec.recorded);
    if ('notThere' in result) return result;
    const { problems, unconfirmed = [], facts } = result;
    if (problems.length > 0) throw await notAsDeclared(context, problems);
    if (unconfirmed.length > 0) throw notConfirmed(unconfirmed);
    refuseLongFacts(facts);
    return { facts };
  }, watch);
  if ('notThere' in found) throw gone(context, found.notThere);
  return found.facts;
}

/** Facts go into Terraform's state, and into the variables of whatever uses them: one of those holds 128 KiB. */
const LONGEST_FACT = 4096;

function refuseLongFacts(facts: Readonly<Record<string, string>>): void {
  for (const [name, { length }] of Object.entries(facts)) {
    if (length <= LONGEST_FACT) continue;
    throw new RunnerError(
      ExitCode.VERIFICATION,
      `the API reports ${name} with ${length} characters, more than ${LONGEST_FACT}`,
      'What was restored was left as it is: check it in the vendor console before anyone uses it, then apply again',
    );
  }
}

/** Dropped in the console, or by a run that was killed before it could say so. */
function gone({ spec }: StepContext<'wait'>, notThere: string) {
  return new RunnerError(
    ExitCode.VERIFICATION,
    `what was restored does not exist: ${notThere}`,
    `If it was dropped, ${restoreAgain(spec)}. If not, apply with a key that can see it`,
  );
}

/** What nobody confirms fails the wait, and is not a reason to drop anything. */
function notConfirmed(unconfirmed: readonly string[]) {
  return new RunnerError(
    ExitCode.VERIFICATION,
    `the API does not confirm everything about the restored cluster: ${unconfirmed.join('; ')}`,
    'It was left as it is: check it in the vendor console before anyone uses it',
  );
}

/** Whether the journal here has this cluster, and no wait has verified it: later it may be in use. */
function isUnverified({ journal, spec }: StepContext<'wait'>): boolean {
  const entry = journal.read();
  const id = spec.recorded.cluster_id;
  const isOurs = entry?.requests.some(({ facts }) => facts.cluster_id === id) === true;
  return isOurs && entry?.verified !== true;
}

async function notAsDeclared(context: StepContext<'wait'>, problems: readonly string[]) {
  const { operation, driver, spec } = context;
  const mayDrop = spec.removalPolicy === 'destroy' && isUnverified(context);
  const dropped = mayDrop && (await operation.drop?.(driver, spec.recorded)) === 'dropped';
  const isRetained = operation.drop !== undefined && spec.removalPolicy !== 'destroy';
  const why = isRetained ? ' (removalPolicy RETAIN)' : '';
  return new RunnerError(
    ExitCode.VERIFICATION,
    `the restored cluster is not as declared: ${problems.join('; ')}`,
    dropped
      ? `It was dropped. Correct the cause, then ${restoreAgain(spec)}`
      : `It was left as it is${why}: check it before anyone uses it`,
  );
}
