import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { JOURNALS_VARIABLE } from '../../spec/names';
import { backendOf, statePlace } from './state-place';

/**
 * Tells one state of Terraform from others that share a folder: `terraform init -reconfigure` with another backend, or
 * `-state`. A hash, because a backend may be configured with credentials. A local state is identified by its path from the
 * journal, so that a project may be moved.
 */
export function stateMark(
  env: NodeJS.ProcessEnv,
  journal: string,
  options: readonly string[] = stateOptions(env),
): string {
  const { type, config } = backendOf(env) ?? { type: 'local', config: {} };
  const isLocal = type === 'local' && !env.TFC_WORKSPACE_SLUG;
  const wayTo = (file: string) => relative(resolve(journal), resolve(file));
  const place = isLocal
    ? wayTo(String(config.path ?? 'terraform.tfstate'))
    : // The folder of the journals is the same: it holds this one.
      statePlace({ ...env, [JOURNALS_VARIABLE]: '' });
  const material = JSON.stringify([place, ...options.map(wayTo)]);
  return createHash('sha256').update(material).digest('hex').slice(0, 16);
}

const OPTION = /^--?state(?:=(.*))?$/s;

/** The file of `-state`, on the command line of Terraform or in its variables; none where the system does not report it. */
export function stateOptions(
  env: NodeJS.ProcessEnv,
  commandLine: readonly string[] = commandLineOf(process.ppid),
): string[] {
  const names = ['TF_CLI_ARGS', 'TF_CLI_ARGS_apply', 'TF_CLI_ARGS_destroy'];
  const words = names.flatMap((name) => (env[name] ?? '').split(/\s+/));
  const all = [...words, ...commandLine];
  const files = all.flatMap((word, at) => {
    const found = OPTION.exec(word);
    return found === null ? [] : [found[1] ?? all[at + 1] ?? ''];
  });
  // The last one counts, and the command line is read last.
  return files.slice(-1);
}

function commandLineOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
