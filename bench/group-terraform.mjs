// A thousand restores of both vendors in one group, through the real Terraform as people run it (ten steps at a time), with
// its state in PostgreSQL, against a simulator that enforces the rate limits of both vendors. Terraform and all that it
// started are killed while the group waits, the folder is removed, and another one continues with only the state.
//
// Time is real while something is sent, read or planned; while the group waits for jobs, its clock and that of the jobs run
// 40 times as fast, but it polls in real time. The baseline is the time of the same jobs, ten at a time (computed).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { appWith } from './support/apps.mjs';
import { MemoryOfTree } from './support/memory.mjs';
import { inFolder } from './support/process.mjs';
import { lengthsOf, tenAtATime } from './support/slots.mjs';

const require = createRequire(import.meta.url);
const { Simulator } = require('../lib/bin/cluster-restore-simulator.cjs');
const { cockroach, RestoreGroup, zilliz } = require('cdktf-cluster-restore');
const { ensureNullProvider } = require('../test/support/null-provider/mirror.cjs');
const POSTGRES = join(import.meta.dirname, '../test/support/postgres-server.mjs');

const RESTORES = 1000;
const MINUTE = 60;
const [SHORTEST, LONGEST] = [10 * MINUTE, 40 * MINUTE];
const FASTER = 40;
/** Simulated minutes for which the group waits before it is killed. */
const KILLED_AFTER = 15;

/** Simulated time, whose pace can change. */
class PacedClock {
  #speed = 1;
  #from = Date.now();
  #since = performance.now();

  now() {
    return new Date(this.#from + (performance.now() - this.#since) * this.#speed);
  }

  run(speed) {
    [this.#from, this.#since] = [this.now().getTime(), performance.now()];
    this.#speed = speed;
  }
}

export default async function groupTerraform(bench) {
  await inFolder('group-terraform', async (folder) => {
    const n = Math.min(RESTORES, bench.upTo);
    const clock = new PacedClock();
    const simulator = await Simulator.start({
      clock,
      behaviour: { zilliz: { requestsPerSecond: 20 }, cockroach: { requestsPerSecond: 10 } },
    });
    const postgres = await startPostgres(join(folder, 'postgres'));
    const memory = new MemoryOfTree((command) =>
      command.includes('cluster-restore-runner')
        ? 'ours'
        : command.includes('provider')
          ? 'provider'
          : 'terraform',
    );
    try {
      // A smaller run tries the bench itself.
      const scale = n < RESTORES ? 0.2 : 1;
      const lengths = lengthsOf(n, SHORTEST * scale, LONGEST * scale);
      const [first, second] = ['first', 'second'].map((name) => join(folder, name));
      const stack = synthesised(simulator, lengths, join(folder, 'out'));
      const env = await environment(simulator, postgres.address);
      const run = (cwd, ...args) => terraform(cwd, env, memory, args);
      const cloud = new Progress(simulator);
      const note = (text) =>
        console.error(`  ${text}, after ${seconds()} s, ${clock.now().toISOString()}`);
      const since = performance.now();
      const seconds = () => Math.round((performance.now() - since) / 1000);
      const began = clock.now();

      cpSync(stack, first, { recursive: true });
      await run(first, 'init').ended;
      const killed = run(first, 'apply', '-auto-approve');
      await until(() => cloud.looks > 0, killed);
      note(`${cloud.begun} submitted, and the group waits`);
      clock.run(FASTER);
      const waiting = clock.now();
      await until(() => clock.now() - waiting > KILLED_AFTER * scale * MINUTE * 1000, killed);
      clock.run(1);
      process.kill(-killed.child.pid, 'SIGKILL');
      await killed.ended;
      note(`killed, when ${cloud.ended} had ended`);
      rmSync(first, { recursive: true });

      cpSync(stack, second, { recursive: true });
      await run(second, 'init').ended;
      const before = cloud.looks;
      const apply = run(second, 'apply', '-auto-approve');
      await until(() => cloud.looks > before, apply);
      note('another machine waits');
      clock.run(FASTER);
      await until(() => cloud.ended === n, apply);
      clock.run(1);
      const lastJob = clock.now();
      note('all jobs have ended');
      const { code, output } = await apply.ended;
      const ended = clock.now();
      note('recorded');
      if (code !== 0) throw new Error(`terraform ended with ${code}:\n${output.slice(-5000)}`);
      const state = (await run(second, 'state', 'list').ended).output;
      const plan = await run(second, 'plan', '-detailed-exitcode').ended;
      note(`planned once more, with exit code ${plan.code}`);

      const row = (title, unit, aim, ours, baseline) =>
        bench.judge({
          title,
          unit,
          aim,
          n,
          ours: [ours],
          ...(baseline && { baseline: [baseline] }),
        });
      const refused = Object.values(simulator.limitCounts).reduce(
        (sum, one) => sum + one.refused,
        0,
      );
      const { ours, terraform: itself } = memory.peak;
      row(
        'until all are restored, against ten at a time (computed)',
        'h',
        n < RESTORES ? 1 : 0.1,
        (ended - began) / 3.6e6,
        tenAtATime(lengths) / 3600,
      );
      row(
        'from the end of the last job to that of the apply',
        'min',
        1 + n / 100,
        (ended - lastJob) / 60_000,
      );
      row('restores begun at the vendors, less those declared', '', 0, cloud.begun - n);
      row(
        'restores that the state does not record as done',
        '',
        0,
        n - (state.match(/_restored_/g)?.length ?? 0),
      );
      row('changes in the next plan', '', 0, plan.code);
      row('requests refused with 429', '%', 0.1, (refused / simulator.requests.length) * 100);
      row('requests of a restore, killed and continued', '', 20, simulator.requests.length / n);
      if (ours) row('peak of memory of all runners at once (PSS)', 'MiB', 300, ours.pss);
      if (itself) row('peak of memory of Terraform itself (PSS)', 'MiB', 1024, itself.pss);
    } finally {
      memory.stop();
      endWhatIsLeft();
      await postgres.stop();
      await simulator.stop();
    }
  });
}

/** Five of six are of Zilliz Cloud: a submission takes half the calls, and twice as many a second are allowed. Each has its own source. */
function synthesised(simulator, lengths, outdir) {
  const app = appWith(outdir, (stack) => {
    const restores = lengths.map((seconds, at) =>
      at % 6 === 5
        ? database(simulator, stack, seconds, at)
        : collection(simulator, stack, seconds, at),
    );
    new RestoreGroup(stack, 'all', { restores });
  });
  app.synth();
  const folder = join(outdir, 'stacks/stack');
  const file = join(folder, 'cdk.tf.json');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  json.terraform.backend = { pg: {} };
  writeFileSync(file, JSON.stringify(json));
  return folder;
}

function collection({ zilliz: cloud }, stack, seconds, at) {
  const [{ clusterId: targetCluster, databases }] = cloud.clusters;
  const { clusterId } = cloud.addCluster({ clusterName: `tenant-${at}`, databases });
  const { backupId } = cloud.addBackup({ clusterId });
  const destCollectionName = `authors_${at}`;
  cloud.scriptNextJob({ seconds });
  return new zilliz.RestoredCollections(stack, `tenant-${at}`, {
    ...{ backup: zilliz.Backup.fromId({ clusterId, backupId }), targetCluster },
    collectionMappings: [{ dbName: 'default', collectionName: 'authors', destCollectionName }],
  });
}

function database({ cockroach: cloud }, stack, seconds, at) {
  const { id: clusterId } = cloud.addCluster({ plan: 'ADVANCED', name: `tenant-${at}` });
  cloud.addDatabase(clusterId, 'ledger', ['entries']);
  const { id: backupId } = cloud.addBackup({ clusterId });
  cloud.scriptNextRestore({ seconds });
  return new cockroach.RestoredDatabases(stack, `tenant-${at}`, {
    ...{ backup: cockroach.Backup.fromId({ clusterId, backupId }) },
    ...{
      plan: cockroach.Plan.ADVANCED,
      databases: ['ledger'],
      newDbName: 'ledger_before',
      destinationCluster: clusterId,
    },
  });
}

/** What has become of the restores, as the vendors know it. */
class Progress {
  constructor(simulator) {
    this.simulator = simulator;
  }

  get begun() {
    const { zilliz: one, cockroach: other } = this.simulator;
    return one.jobs.length + other.restores.length;
  }

  get ended() {
    const { zilliz: one, cockroach: other } = this.simulator;
    return (
      one.jobs.filter(({ done }) => done).length +
      other.restores.filter(({ ended }) => ended).length
    );
  }

  /** Looks at jobs. */
  get looks() {
    return this.simulator.requests.filter(({ operation }) =>
      ['describeJob', 'getRestore'].includes(operation),
    ).length;
  }
}

async function environment(simulator, address) {
  const { env } = await ensureNullProvider({
    directory: join(import.meta.dirname, '../.bench/mirror'),
  });
  const { PATH, HOME } = process.env;
  return {
    ...{ PATH, HOME, TF_IN_AUTOMATION: '1', PG_CONN_STR: `${address}/bench?sslmode=disable` },
    ...env,
    ...{ ZILLIZ_API_KEY: 'sim-zilliz-owner-key', ZILLIZ_BASE_URL: simulator.url },
    ...{ COCKROACH_API_KEY: 'sim-cockroach-admin-key', COCKROACH_SERVER: simulator.url },
  };
}

/** The heads of the groups of processes that have not ended. */
const running = new Set();

function endWhatIsLeft() {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
}

/** Starts Terraform at the head of a group of processes, so that all of them can be killed. */
function terraform(cwd, env, memory, [command, ...flags]) {
  const colour = command === 'state' ? [] : ['-no-color'];
  const child = spawn('terraform', [command, ...colour, ...flags], { cwd, env, detached: true });
  if (command === 'apply') memory.watch(child.pid);
  running.add(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child.pid);
    return { code, output };
  });
  return { child, ended, output: () => output };
}

async function until(holds, { child, output }) {
  while (!holds()) {
    if (child.exitCode !== null)
      throw new Error(`terraform ended too early:\n${output().slice(-5000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function startPostgres(folder) {
  mkdirSync(folder);
  // PostgreSQL refuses to run as root: there, the package gives it its own user.
  chmodSync(folder, 0o1777);
  chmodSync(join(folder, '..'), 0o755);
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  const child = spawn(process.execPath, [POSTGRES, folder, String(port), 'bench'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return {
    address: String(line).trim(),
    async stop() {
      child.stdin.end();
      await once(child, 'close');
    },
  };
}
