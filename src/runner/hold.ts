import { join } from 'node:path';
import { pause } from '../client/settings';
import { readIfThere } from './durable-file';

// Terraform writes the state of a remote backend when a resource ends, and at most each 20 s.
const INTERVAL_SECONDS = 21;

/**
 * Ends when Terraform, on its end, will write its state. A remote backend gets the state at most each 20 s,
 * and only when a resource ends: without this step it would learn of the submission after the wait, and a
 * machine that is lost meanwhile would take the knowledge with it. A local backend writes at once.
 */
export async function hold(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const backend = backendType(env);
  if (backend === undefined || backend === 'local') return;
  say(`${INTERVAL_SECONDS} s, so that backend "${backend}" holds the submission before the wait`);
  await pause(INTERVAL_SECONDS);
}

/** What `terraform init` wrote about the backend; nothing where there is none but the default. */
function backendType(env: NodeJS.ProcessEnv): string | undefined {
  const text = readIfThere(join(env.TF_DATA_DIR || '.terraform', 'terraform.tfstate'));
  try {
    const { backend } = JSON.parse(text ?? '') as { backend?: { type?: unknown } };
    return typeof backend?.type === 'string' ? backend.type : undefined;
  } catch {
    return undefined;
  }
}
