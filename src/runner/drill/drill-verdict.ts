import { verdictText } from '../../drill/measure';
import { readDrillResult } from '../../drill/result';
import type { StepSpec } from '../../spec/spec';
import { ExitCode, RunnerError } from '../exit/exit-code';

/** Fails where the drill did: its result is in Terraform's state by now, and its target was dropped. */
export function verdict(
  { recorded, submitAddress }: Extract<StepSpec, { step: 'verdict' }>,
  say: (line: string) => void,
): void {
  const again = `repeat it with another token, or: terraform apply -replace='${submitAddress}'`;
  const result = readDrillResult(recorded.drill_result ?? '');
  if (typeof result === 'string') {
    throw new RunnerError(
      ExitCode.DRILL_FAILED,
      `the result of the drill in Terraform's state ${result}`,
      `What it found is not known: ${again}`,
    );
  }
  if (result.passed) {
    say(`the drill ${result.token} passed: ${verdictText(result)}`);
    return;
  }
  throw new RunnerError(
    ExitCode.DRILL_FAILED,
    `the drill ${result.token} failed: ${verdictText(result)}`,
    `Its target was dropped. Correct the cause, then ${again}`,
  );
}
