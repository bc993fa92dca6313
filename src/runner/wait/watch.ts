import { type ClientError, RefusedError, UnusableResponse } from '../../client/errors';
import { mayPass, RETRY } from '../../client/retry';
import { pause } from '../../client/settings';
import type { Progress } from '../../vendor/outcomes';
import { ExitCode, RunnerError } from '../exit/exit-code';
import type { StepContext } from '../step/step-context';
import { Schedule } from './polling';

const LOOK_FOR_TERRAFORM_SECONDS = 5;

/** How long a step may wait, and what the person at the terminal sees of it. */
export interface Watch {
  /** Prints the line when it is new: Terraform reports that the step is running, and repeats all of it in its error. */
  report(line: string, about: string): void;
  /** Notes a poll of something that is running: what it reported, or why the poll failed. */
  looked(about: string, seen?: Progress | ClientError): void;
  /** Sleeps until the first of what is polled is due again, at the latest when the timeout ends; throws after that. */
  next(): Promise<void>;
}

/** What a step waits with. */
export interface Waiting extends Pick<StepContext<'wait'>, 'settings' | 'terraform' | 'elapsed'> {
  readonly spec: { readonly timeoutMinutes: number };
  readonly api: { until(timeoutSeconds: number): void };
  readonly driver: { say(line: string): void };
}

/** How a step waits otherwise than most. */
export interface WatchOptions {
  /** What is said of the timeout. */
  readonly still?: string;
  /** Whether the timeout has passed already, so that there is one look and no more. */
  readonly isOver?: boolean;
  /** Seconds between two polls, at least: many are followed at once. */
  readonly atLeast?: () => number;
}

/** Starts the timeout of a step. */
export function watchFor(
  context: Waiting,
  { still = 'the restore had not ended', isOver = false, atLeast = () => 0 }: WatchOptions = {},
): Watch {
  const { spec, driver, api, settings, terraform } = context;
  const timeoutSeconds = spec.timeoutMinutes * 60;
  const started = context.elapsed() - (isOver ? timeoutSeconds : 0);
  api.until(isOver ? 0 : timeoutSeconds);
  const elapsed = () => context.elapsed() - started;
  const last = new Map<string, string>();
  const schedules = new Map<string, Schedule>();
  let pauses: number[] = [];
  return {
    report(line, about) {
      if (last.get(about) === line) return;
      last.delete(about);
      last.set(about, line);
      driver.say(`${line} (${Math.round(elapsed())} s of ${spec.timeoutMinutes} min)`);
    },
    looked(about, seen) {
      const schedule = schedules.get(about) ?? new Schedule();
      schedules.set(about, schedule);
      const percent = seen !== undefined && 'percent' in seen ? seen.percent : undefined;
      const pause = schedule.pauseAfter(elapsed(), percent);
      pauses.push(settings.pollSeconds ?? Math.max(pause, askedFor(seen), atLeast()));
    },
    async next() {
      const remaining = timeoutSeconds - elapsed();
      const seconds = Math.min(...pauses, remaining);
      pauses = [];
      if (remaining <= 0) {
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

/** A server that asks for a pause gets it, within reason: what asks for years is a fault. */
function askedFor(seen: Progress | ClientError | undefined): number {
  const asked = seen instanceof RefusedError ? (seen.retryAfterSeconds ?? 0) : 0;
  return Math.min(asked, RETRY.longestRetryAfterSeconds);
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
