import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { newFolder } from './terraform';

/** A real PostgreSQL, for Terraform's `pg` backend. */
export interface Postgres {
  /** The connection string of one of its databases. */
  connection(database: string): string;
  stop(): Promise<void>;
}

/** Starts one in its own folder, with these databases: Terraform locks a whole database at times. */
export async function startPostgres(databases: readonly string[]): Promise<Postgres> {
  const folder = newFolder('postgres');
  // PostgreSQL refuses to run as root: there, the package gives it its own user.
  chmodSync(folder, 0o1777);
  const program = join(__dirname, 'postgres-server.mjs');
  const child = spawn(process.execPath, [program, folder, String(await freePort()), ...databases], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += String(chunk)));
  const closed = once(child, 'close');
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
    closed.then(() => reject(new Error(`PostgreSQL did not start:\n${complaints}`)), reject);
  });
  return {
    connection: (database) => `${address}/${database}?sslmode=disable`,
    async stop() {
      child.stdin.end();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
