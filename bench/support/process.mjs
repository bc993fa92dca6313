import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What its own process measured: the JSON that it prints at last. */
export function inProcess(script, ...args) {
  const file = join(import.meta.dirname, script);
  const output = execFileSync(process.execPath, [file, ...args.map(String)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.trim().split('\n').at(-1));
}

/** Milliseconds of CPU that the work took in this process: other programs on the machine do not count. */
export function cpuMs(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A folder for the work, removed after it. */
export async function inFolder(name, work) {
  const folder = mkdtempSync(join(tmpdir(), `bench-${name}-`));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
