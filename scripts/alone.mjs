// Keeps two processes from preparing the same clone at once: two builds would mix their files.
import { createHash } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PAUSE_MS = 200;
const TEN_MINUTES = (10 * 60 * 1000) / PAUSE_MS;

/** The file that the process which works on a folder holds. */
export function lockFile(folder) {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `cdktf-cluster-restore-${name}.lock`);
}

/** Runs `work`, after any other process that works on the same folder has ended. Looks at most `looks` times. */
export function alone(folder, work, looks = TEN_MINUTES) {
  const lock = lockFile(folder);
  for (let look = 0; !take(lock); ) {
    const holder = holderOf(lock);
    if (holder === undefined) {
      rmSync(lock, { force: true });
      continue;
    }
    if (look === 0) console.error(`Process ${holder} prepares this clone: waiting for it …`);
    if (look === looks) {
      throw new Error(
        `process ${holder} holds ${lock} for too long: end it, or remove the file when it does something else`,
      );
    }
    look += 1;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The lock appears together with its content: one without would belong to nobody. */
function take(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** The process that wrote the lock, unless it has ended: a killed one leaves its lock behind. */
function holderOf(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (!(holder > 0)) return undefined;
    process.kill(holder, 0);
    return holder;
  } catch (error) {
    return error.code === 'EPERM' ? 'of another user' : undefined;
  }
}
