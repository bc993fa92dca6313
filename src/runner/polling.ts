import type { Progress } from '../vendor/protocol';

const FASTEST_SECONDS = 5;
const SLOWEST_SECONDS = 60;

/**
 * Seconds until the next look at a job: soon at first, later by the job's own progress, a tenth of the
 * time that it still needs at its present pace.
 */
export function nextPause(
  elapsedSeconds: number,
  progress: Progress | undefined,
  constantSeconds: number | undefined,
): number {
  if (constantSeconds !== undefined) return constantSeconds;
  const percent = progress?.percent ?? 0;
  const remaining = percent > 0 ? (elapsedSeconds * (100 - percent)) / percent : elapsedSeconds;
  return Math.min(SLOWEST_SECONDS, Math.max(FASTEST_SECONDS, remaining / 10));
}
