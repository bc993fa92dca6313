import { type ClientError, UnusableResponse } from '../client/errors';
import { mayPass } from '../client/retry';
import { pause } from '../client/settings';
import type { Progress } from '../vendor/protocol';
import { ExitCode, RunnerError } from './exit-code';
import { nextPause } from './polling';
import type { StepContext } from './step-context';

const LOOK_FOR_TERRAFORM_SECONDS = 5;

/** How long a step may wait, and what the person at the terminal sees of it. */
export interface Watch {
  /** Says the line when it is news: Terraform tells that the step goes on, and repeats all of it in its error. */
  report(line: string, about: string): void;
  /** Sleeps until the next look, or throws when the budget is used up. */
  next(progress: Progress | undefined): Promise<void>;
}

/** Starts the timeout of a step. */
export function watchFor(
  context: StepContext<'submit'> | StepContext<'wait'>,
  still = 'the restore had not ended',
): Watch {
  const { spec, driver, api, settings, terraform } = context;
  const started = context.elapsed();
  api.until(spec.timeoutMinutes * 60);
  const elapsed = () => context.elapsed() - started;
  const last = new Map<string, string>();
  return {
    report(line, about) {
      if (last.get(about) === line) return;
      last.delete(about);
      last.set(about, line);
      driver.say(`${line} (${Math.round(elapsed())} s of ${spec.timeoutMinutes} min)`);
    },
    async next(progress) {
      const seconds = nextPause(elapsed(), progress, settings.pollSeconds);
      if (elapsed() + seconds > spec.timeoutMinutes * 60) {
        // What is said last is what it waits for: a cluster that somebody suspended, for example.
        const latest = [...last.values()].at(-1);
        throw timedOut(spec.timeoutMinutes, still, latest);
      }
      for (let left = seconds; left >= 0; left -= LOOK_FOR_TERRAFORM_SECONDS) {
        await pause(Math.min(left, LOOK_FOR_TERRAFORM_SECONDS));
        if (terraform.isGone()) throw leftAlone();
      }
    },
  };
}

/** Whether waiting may help: no response, a rate limit, a fault of the server. */
export function isPassing(error: unknown): error is ClientError {
  return error instanceof UnusableResponse || mayPass(error);
}

function timedOut(timeoutMinutes: number, still: string, latest: string | undefined): RunnerError {
  const why = latest === undefined ? '' : `: ${latest}`;
  return new RunnerError(
    ExitCode.TIMED_OUT,
    `${still} after ${timeoutMinutes} min (timeoutMinutes)${why}`,
    'Apply again to keep waiting: nothing is submitted again',
  );
}

/** A Terraform that was killed leaves its steps running; this one would keep the next apply waiting. */
function leftAlone(): RunnerError {
  return new RunnerError(
    ExitCode.TIMED_OUT,
    'Terraform has ended, so nothing waits for this restore',
    'Apply again to keep waiting: nothing is submitted again',
  );
}
