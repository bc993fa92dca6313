// How fast the runner starts: from the start of its process to the first byte of its first request,
// against the whole life of `node -e 0`. Runs alternate, so that a busy moment hits both.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appWith, restores } from './support/apps.mjs';
import { heading, line } from './support/table.mjs';

const AIM = 1.5;
const RUNS = 41;

const folder = mkdtempSync(join(tmpdir(), 'bench-runner-'));
appWith(join(folder, 'app'), restores(1)).synth();
const stack = join(folder, 'app/stacks/stack');
const { resource } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
const submit = Object.entries(resource.null_resource).find(([name]) => name.includes('submit_'));
const { command, environment } = submit[1].provisioner[0]['local-exec'];

/** A server that tells when the first byte comes, and hangs up. */
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => {
    server.emit('first byte', performance.now());
    socket.destroy();
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

async function firstByte(run) {
  const env = {
    ...process.env,
    ...environment,
    // What Terraform evaluates.
    CLUSTER_RESTORE_JOURNALS: '.cluster-restore',
    CLUSTER_RESTORE_RESOURCE_ID: '1',
    ZILLIZ_API_KEY: 'a-key-of-the-bench',
    ZILLIZ_BASE_URL: `http://127.0.0.1:${server.address().port}`,
  };
  // A folder for each run: the journal of one must not change the start of the next.
  const cwd = join(folder, `run-${run}`, 'stacks');
  mkdirSync(cwd, { recursive: true });
  const started = performance.now();
  const child = spawn(process.execPath, [join(stack, command)], { cwd, env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const ending = ended.then(([code]) => Promise.reject(new Error(`the runner ended with ${code}`)));
  const [arrived] = await Promise.race([once(server, 'first byte'), ending]);
  ending.catch(() => {});
  child.kill('SIGKILL');
  await ended;
  return arrived - started;
}

async function emptyProcess() {
  const started = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - started;
}

const ours = [];
const theirs = [];
for (let run = -1; run < RUNS; run += 1) {
  const times = [await firstByte(run), await emptyProcess()];
  // The first run warms the disk cache and does not count.
  if (run < 0) continue;
  ours.push(times[0]);
  theirs.push(times[1]);
}
server.close();
rmSync(folder, { recursive: true, force: true });
console.log(heading('runner', 'first byte', 'node -e 0'));
console.log(line('submit', ours, theirs, AIM));
