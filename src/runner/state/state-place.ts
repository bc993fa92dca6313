import { join, resolve } from 'node:path';
import { JOURNALS_VARIABLE } from '../../spec/names';
import { parseJson } from '../../text/nesting';
import { readIfThere } from '../journal/durable-file';

/** The backend of Terraform's state, as `terraform init` noted it. */
export interface Backend {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What `terraform init` wrote about the backend; nothing where there is none but the default. */
export function backendOf(env: NodeJS.ProcessEnv): Backend | undefined {
  const text = readIfThere(join(env.TF_DATA_DIR || '.terraform', 'terraform.tfstate'));
  const { backend } = (parseJson(text ?? '') ?? {}) as { backend?: Partial<Backend> };
  if (typeof backend?.type !== 'string') return undefined;
  return { type: backend.type, config: backend.config ?? {} };
}

// Settings of Terraform's backends that say where a state is. Credentials, which change from run to run, are none.
const PLACES: readonly string[] = [
  ...['path', 'workspace_dir', 'bucket', 'key', 'prefix', 'workspace_key_prefix', 'region'],
  ...['storage_account_name', 'container_name', 'address', 'namespace', 'secret_suffix'],
  ...['conn_str', 'schema_name', 'hostname', 'organization', 'workspaces'],
];

/**
 * Where Terraform keeps its state, in one text: it is the same for each run of a state, on any machine, and another
 * one for another state of the same code. A local state is identified by its file.
 */
export function statePlace(env: NodeJS.ProcessEnv, folder = process.cwd()): string {
  // In HCP Terraform each run has its own folder.
  const workspace = env.TFC_WORKSPACE_SLUG ?? '';
  if (workspace !== '') return JSON.stringify(['cloud', workspace]);
  const { type, config } = backendOf(env) ?? { type: 'local', config: {} };
  const place = PLACES.flatMap((name) => {
    const value = config[name];
    return value === undefined || value === null ? [] : [[name, withoutCredentials(name, value)]];
  });
  const file =
    type === 'local' ? [resolve(folder, String(config.path ?? 'terraform.tfstate'))] : [];
  // The folder of the journals has the workspace in its name.
  return JSON.stringify([type, ...file, env[JOURNALS_VARIABLE] ?? '', ...place]);
}

const CREDENTIAL =
  /(?<![^\s])(?:user|password|passfile|sslpassword)\s*=\s*(?:'(?:[^'\\]|\\.)*'|(?:[^\s\\]|\\.)*)\s*/gs;

/** The user, the password and the options of a URL do not say where a state is, nor do those of PostgreSQL's keywords. */
function withoutCredentials(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (!URL.canParse(value)) {
    return name === 'conn_str' ? value.replace(CREDENTIAL, '').trim() : value;
  }
  const { protocol, host, pathname } = new URL(value);
  return host === '' ? value : `${protocol}//${host}${pathname}`;
}
