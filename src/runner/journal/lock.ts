import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { pause } from '../../client/settings';
import { ExitCode, RunnerError } from '../exit/exit-code';

const LOOKS = 90;
const LOCK = /^lock\.(.+)\.(\d+)\.(\d+)$/;

interface Holder {
  readonly file: string;
  readonly host: string;
  readonly pid: number;
  readonly started: string;
}

/**
 * Holds the journal of one restore for one runner at a time; returns what gives it free. Each runner first
 * writes its own file, then looks for those of others: of two, at least one sees the other and steps
 * back. Nobody ever removes the file of a runner that is alive, so there is nothing to race for.
 */
export async function lock(
  folder: string,
  say: (line: string) => void,
  pauseSeconds = 1,
): Promise<() => void> {
  const mine = `${folder}/lock.${place()}.${process.pid}.${startOf(process.pid)}`;
  for (let look = 1; ; look += 1) {
    closeSync(openSync(mine, 'w', 0o600));
    const other = otherHolder(folder, mine);
    if (other === undefined) return () => rmSync(mine, { force: true });
    rmSync(mine, { force: true });
    if (look === LOOKS) throw inUse(other);
    if (look === 1) say(`process ${other.pid} works on this restore: waiting for it to end`);
    // Two that see each other must not step back for ever in the same rhythm.
    await pause(pauseSeconds * (0.5 + Math.random()));
  }
}

/** Another runner that is alive, as far as this machine can see. What the dead left is removed. */
function otherHolder(folder: string, mine: string): Holder | undefined {
  for (const name of readdirSync(folder)) {
    const [, host, pid, started] = LOCK.exec(name) ?? [];
    const file = `${folder}/${name}`;
    if (host === undefined || started === undefined || file === mine) continue;
    const holder = { file, host, pid: Number(pid), started };
    if (mayBeAlive(holder)) return holder;
    rmSync(file, { force: true });
  }
  return undefined;
}

function mayBeAlive({ host, pid, started }: Holder): boolean {
  if (host !== place()) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const status = statusOf(pid);
  const [state = ''] = status;
  // It has ended, and keeps its number until its parent asks: in a container whose first process never does, for ever.
  if (/^[ZX]/.test(state)) return false;
  // Linux gives a number to another process once it is free; the start time distinguishes them.
  const now = status[START] ?? '0';
  return started === '0' || now === '0' || now === started;
}

/** When a process started, in the kernel's ticks; `0` where the system does not report it. */
export function startOf(pid: number): string {
  return statusOf(pid)[START] ?? '0';
}

/** The place of the start, counted from the state. */
const START = 19;

/** What Linux reports of a process, from its state on; empty where the system does not report it. */
function statusOf(pid: number): string[] {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** Where process numbers mean the same: the machine, and on Linux the container in it. */
function place(): string {
  const host = hostname().replace(/[^A-Za-z0-9-]/g, '-');
  try {
    return `${host}-${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`;
  } catch {
    return host;
  }
}

function inUse({ file, host, pid }: Holder): RunnerError {
  return new RunnerError(
    ExitCode.JOURNAL,
    `another runner works on this restore (process ${pid} on ${host}), or ended without removing ${file}`,
    'Wait until it has ended; if none is running on any machine, remove the file and apply again',
  );
}
