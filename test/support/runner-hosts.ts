import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { RunnerEnd } from './runner';

/** How a hosted run ended; `output` is all that it said, in its order. */
interface HostedEnd extends RunnerEnd {
  readonly output: string;
}

const HOST = join(__dirname, 'runner-host.cjs');
const idle: ChildProcess[] = [];
const all = new Set<ChildProcess>();

afterAll(() => {
  for (const host of all) host.disconnect();
});

/**
 * Runs the bundled runner in a folder with just these variables, in a process that ran it before; `started` gets
 * that process. For what its own process shows, see `runProgram`.
 */
export async function runInHost(
  folder: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
  started: (host: ChildProcess) => void = () => undefined,
): Promise<HostedEnd> {
  const host = idle.pop() ?? begun();
  host.send({ folder, args, variables: { PATH: process.env.PATH, ...variables } });
  await message(host);
  started(host);
  const end = (await message(host)) as HostedEnd;
  idle.push(host);
  return end;
}

function begun(): ChildProcess {
  const host = fork(HOST, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  host.unref();
  all.add(host);
  host.once('exit', () => all.delete(host));
  return host;
}

/** What a host says next; throws where it ends instead. */
async function message(host: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(host, 'message', { signal: ended.signal }).then(([said]) => said),
      once(host, 'exit', { signal: ended.signal }).then(([code, signal]) => {
        throw new Error(`the host of the runner ended with ${code ?? signal}`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}
