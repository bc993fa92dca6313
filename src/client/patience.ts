import { monotonicMs } from './clock';

/** Rounds of reading after the time is up: enough for the largest response, and an end for one that never stops. */
const MOST_ROUNDS = 64;
/** A timer that is so late means that the machine stood still; the server could not answer meanwhile. */
const STOOD_STILL_MS = 1000;

/**
 * Waits for a response, and gives up when nothing has come. What has arrived is read first: a suspended process finds
 * the response and the timer at the same time. One that stood still beyond the end waits once more.
 *
 * @param bytesRead what has been read so far
 */
export function patience(
  seconds: number,
  bytesRead: () => number,
  giveUp: () => void,
): { end(): void } {
  let ended = false;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const due = monotonicMs() + seconds * 1000;
    timer = setTimeout(() => {
      if (monotonicMs() > due + STOOD_STILL_MS) wait();
      else afterReading(bytesRead, MOST_ROUNDS, () => ended || giveUp());
    }, seconds * 1000);
  };
  wait();
  return {
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}

/** An immediate comes after the next check of the network, which does not block. */
function afterReading(bytesRead: () => number, rounds: number, then: () => void): void {
  const before = bytesRead();
  setImmediate(() => {
    if (rounds > 0 && bytesRead() > before) afterReading(bytesRead, rounds - 1, then);
    else then();
  });
}
