import { pause } from '../../client/settings';
import { backendOf } from '../state/state-place';

// Terraform writes the state of a remote backend when a resource ends, and at most each 20 s.
const INTERVAL_SECONDS = 21;

/**
 * Ends when Terraform, on its end, will write its state. A remote backend gets the state at most each 20 s,
 * and only when a resource ends: without this step it would learn of the submission after the wait, and a
 * machine that is lost meanwhile would take the knowledge with it. A local backend writes at once.
 */
export async function hold(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const backend = backendOf(env)?.type;
  if (backend === undefined || backend === 'local') return;
  say(`${INTERVAL_SECONDS} s, so that backend "${backend}" holds the submission before the wait`);
  await pause(INTERVAL_SECONDS);
}
