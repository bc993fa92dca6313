// What a step costs, because Terraform starts the runner for each: from the start of the process to the first byte of its
// first request, against the whole life of `node -e 0` (wall time); and the peak of memory of a whole step.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { inFolder } from './support/process.mjs';
import { recordedIn, stepsIn } from './support/steps.mjs';

const { Simulator } = createRequire(import.meta.url)('../lib/bin/cluster-restore-simulator.cjs');
const PEAK_HOOK = join(import.meta.dirname, 'support/peak.cjs');
const START = 1.25;
/** What a change must not exceed, while the aim is not reached. */
const PROMISED_START = 1.5;
const PEAK_MIB = 50;

export default async function runner(bench) {
  await inFolder('runner', async (folder) => {
    const app = stepsIn(join(folder, 'app'));
    await start(bench, app, folder);
    await memory(bench, app, folder);
  });
}

async function start(bench, { runner, steps }, folder) {
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
  const env = { ...steps.submit, ZILLIZ_BASE_URL: `http://127.0.0.1:${server.address().port}` };
  const firstByte = async (round) => {
    // A folder for each round: the journal of one must not change the start of the next.
    const cwd = workFolder(folder, `start-${round}`);
    const since = performance.now();
    const child = spawn(process.execPath, [runner], { cwd, env, stdio: 'ignore' });
    const ended = once(child, 'exit');
    const early = ended.then(([code]) =>
      Promise.reject(new Error(`the runner ended with ${code}`)),
    );
    const [arrived] = await Promise.race([once(server, 'first byte'), early]);
    early.catch(() => {});
    child.kill('SIGKILL');
    await ended;
    return arrived - since;
  };
  const emptyProcess = async () => {
    const since = performance.now();
    await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
    return performance.now() - since;
  };
  const { baseline: empty, ours } = await bench.compare({
    ...{ title: 'first byte against node -e 0', unit: 'ms', aim: START, rounds: 41, warm: 1 },
    ...{ ours: firstByte, baseline: emptyProcess },
  });
  const samples = { ours, baseline: empty };
  bench.judge({ title: 'first byte, as promised', unit: 'ms', aim: PROMISED_START, ...samples });
  server.close();
}

async function memory(bench, { runner, steps }, folder) {
  const peaks = { submit: [], wait: [] };
  for (let round = 0; round < 5; round += 1) {
    const simulator = await Simulator.start();
    const cwd = workFolder(folder, `peak-${round}`);
    const run = async (step, values = {}) => {
      const env = {
        ...steps[step],
        ...values,
        ZILLIZ_BASE_URL: simulator.url,
        BENCH_PEAK_FILE: join(cwd, step),
      };
      env.CLUSTER_RESTORE_POLL_SECONDS = '0.05';
      const child = spawn(process.execPath, ['-r', PEAK_HOOK, runner], {
        cwd,
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`${step} ended with ${code}`);
      peaks[step].push(Number(readFileSync(join(cwd, step))));
    };
    await run('submit');
    await run('wait', recordedIn(join(cwd, '.cluster-restore/clone-0/submitted-1.json')));
    await simulator.stop();
  }
  for (const [step, ours] of Object.entries(peaks)) {
    bench.judge({ title: `memory of ${step}`, unit: 'MiB', aim: PEAK_MIB, ours });
  }
}

function workFolder(folder, name) {
  const cwd = join(folder, name, 'stacks');
  mkdirSync(cwd, { recursive: true });
  return cwd;
}
