import { ClientError } from '../../client/errors';
import { drillResult, verdictText } from '../../drill/measure';
import { type DrillCheck, type DrillResult, readDrillResult } from '../../drill/result';
import type { JournalEntry } from '../../spec/journal-entry';
import { cut, printable } from '../../text/text';
import { vendorNow } from '../../vendor/vendor-clock';
import { ExitCode, exitCodeOf, RunnerError } from '../exit/exit-code';
import { writeResult } from '../step/result-file';
import type { StepContext } from '../step/step-context';
import { submit } from '../submit/submit';
import { followToEnd } from '../wait/wait';
import { entryOf } from '../wait/wait-entry';
import { checkTarget } from './drill-checks';
import { writeDrillResult } from './drill-file';

type Context = StepContext<'wait'>;

/** Starts the restore of a drill. A backup that the vendor refuses to restore is a failed drill, and has its result. */
export async function submitDrill(context: StepContext<'submit'>): Promise<void> {
  try {
    await submit(context);
  } catch (error) {
    if (exitCodeOf(error) === ExitCode.REFUSED) {
      const startedAt = vendorNow(context.driver);
      writeDrillResult(context, resultOf(context, { startedAt }, [failedCheck(error as Error)]));
    }
    throw error;
  }
}

/**
 * Follows the restore of a drill, checks its target, and always drops it. It succeeds whatever the drill found,
 * so that Terraform's state holds the result: the next step fails where the drill did. What was found is in the journal
 * before the drop, so that a run that was killed continues with the drop.
 */
export async function drill(context: Context): Promise<void> {
  const { spec, journal, driver } = context;
  const before = journal.read();
  const earlier = earlierResult(before, spec.recorded);
  const entry = before !== undefined && earlier !== undefined ? before : entryOf(context);
  const result = earlier ?? (await conduct(context, entry));
  const found = { ...(journal.read() ?? entry), drill: JSON.stringify(result) };
  journal.write(found);
  await dropTarget(context, result);
  journal.write({ ...found, state: 'dropped' });
  const file = writeDrillResult(context, result);
  writeResult(context, 'restored', {
    ...spec.recorded,
    drill_result: JSON.stringify(result),
    drill_passed: String(result.passed),
  });
  const verdict = result.passed ? 'passed' : 'failed';
  driver.say(`the drill ${verdict} (${verdictText(result)}): ${file}`);
}

/** What an earlier run of this very drill found. */
function earlierResult(
  entry: JournalEntry | undefined,
  { started_at: startedAt }: Context['spec']['recorded'],
): DrillResult | undefined {
  const result = readDrillResult(entry?.drill ?? '');
  return typeof result !== 'string' && result.startedAt === startedAt ? result : undefined;
}

async function conduct(context: Context, entry: JournalEntry): Promise<DrillResult> {
  const { recorded } = context.spec;
  context.journal.write(entry);
  try {
    const { facts } = await followToEnd(context, entry);
    const endedAt = vendorNow(context.driver);
    const known = { ...recorded, ...facts };
    const text = 'its job has ended, and what was restored is as declared';
    const checks = await checkTarget(context, known);
    return resultOf(context, { ...known, endedAt }, [
      { name: 'restore', passed: true, text },
      ...checks,
    ]);
  } catch (error) {
    if (!isVerdict(error, context)) throw error;
    return resultOf(context, recorded, [failedCheck(error)]);
  }
}

const VERDICTS: readonly ExitCode[] = [
  ExitCode.JOB_FAILED,
  ExitCode.VERIFICATION,
  ExitCode.PASSWORD,
  ExitCode.TIMED_OUT,
];

/** Whether an end of the wait says something of the restore; a key that is missing, or a network, does not. */
function isVerdict(error: unknown, { terraform }: Context): error is RunnerError {
  if (!(error instanceof RunnerError) || !VERDICTS.includes(error.exitCode)) return false;
  return error.exitCode !== ExitCode.TIMED_OUT || !terraform.isGone();
}

function failedCheck(error: Error): DrillCheck {
  const problem =
    error instanceof RunnerError || error instanceof ClientError ? error.problem : error.message;
  return { name: 'restore', passed: false, text: cut(printable(problem), 600) };
}

type Known = Readonly<Record<string, string | undefined>>;

function resultOf(
  context: Context | StepContext<'submit'>,
  known: Known,
  checks: readonly DrillCheck[],
): DrillResult {
  const { spec, operation, identity } = context;
  const { token = '', rtoMinutes, rpoMinutes } = spec.drill ?? {};
  const recorded = 'recorded' in spec ? spec.recorded : {};
  const { endedAt = vendorNow(context.driver), startedAt = recorded.started_at } = known;
  return drillResult({
    drill: spec.path,
    token,
    vendor: spec.vendor,
    sourceClusterId: identity.source_cluster_id ?? '',
    backupId: recorded.backup_id || (identity.backup_id ?? ''),
    backupTime: recorded.backup_time ?? '',
    target: 'recorded' in spec ? (operation.drill?.target(recorded) ?? '') : '',
    startedAt: startedAt || endedAt,
    endedAt,
    rtoMinutes,
    rpoMinutes,
    checks,
  });
}

/** By the same proofs as the step that drops: what is not proven to be of this drill stays, and the apply fails. */
async function dropTarget(context: Context, result: DrillResult): Promise<void> {
  const { operation, driver, spec, journal } = context;
  const said: string[] = [];
  const say = (line: string) => {
    said.push(line);
    driver.say(line);
  };
  try {
    const dropped = await operation.drop?.({ ...driver, say }, spec.recorded);
    if (dropped !== undefined && dropped !== 'left') return;
  } catch (error) {
    const isForeignKey = error instanceof ClientError && error.kind === 'credentials';
    const entry = journal.read();
    // A key that does not see the target has not seen it fail either.
    if (isForeignKey && !result.passed && entry !== undefined) {
      const { drill: _, ...rest } = entry;
      journal.write(rest);
    }
    throw error;
  }
  throw new RunnerError(
    ExitCode.VERIFICATION,
    `the target of the drill was not dropped: ${said.at(-1) ?? 'this release cannot drop it'}`,
    'Check it in the vendor console, then apply again',
  );
}
