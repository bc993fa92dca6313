import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInHost } from './runner-hosts';

/** How the runner ended, and what it said where. */
export interface RunnerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface LocalExec {
  readonly command: string;
  readonly environment: Record<string, string>;
}
type Resources = Record<
  string,
  { '//': { metadata: { path: string } }; provisioner?: { 'local-exec': LocalExec }[] }
>;

type Step = 'submit' | 'submitted' | 'wait' | 'settings' | 'verdict';

/** What Terraform evaluates for each step. */
const EVALUATED = {
  CLUSTER_RESTORE_JOURNALS: '.cluster-restore',
  CLUSTER_RESTORE_RESOURCE_ID: '1',
};

/** What `local-exec` of a step would start, as it is in the synthesised stack. */
export function stepOf(folder: string, step: Step, id = 'articles'): LocalExec {
  const file = readFileSync(join(folder, 'cdk.tf.json'), 'utf8');
  const json = JSON.parse(file) as { resource: { null_resource: Resources } };
  const found = Object.values(json.resource.null_resource).find(({ '//': comment }) =>
    comment.metadata.path.endsWith(`/${id}/${step}`),
  );
  const exec = found?.provisioner?.[0]?.['local-exec'];
  if (exec === undefined)
    throw new Error(`${folder} has no step ${id}/${step} that starts a program`);
  return { ...exec, environment: { ...exec.environment, ...EVALUATED } };
}

/**
 * Runs the bundled runner as Terraform would, in the folder of the stack. `values` stand for what
 * Terraform would put into the variables `CLUSTER_RESTORE_VALUE_…`.
 */
export function runStep(
  folder: string,
  step: Step,
  variables: NodeJS.ProcessEnv,
  values: Record<string, string> = {},
  id = 'articles',
): Promise<RunnerEnd> {
  const { command, environment } = stepOf(folder, step, id);
  const unescaped = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace(/([$%])\1\{/g, '$1{')]),
  );
  return runInHost(folder, [command], { ...unescaped, ...values, ...variables });
}

/** Starts Node in the folder with just these variables, and the PATH; `started` gets the process. */
export function runProgram(
  folder: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
  started: (child: ChildProcess) => void = () => undefined,
): Promise<RunnerEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started(child);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
