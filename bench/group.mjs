// A thousand restores in one group: the step that waits for all of them, in real time, against a simulator that enforces the
// rate limits of both vendors. Jobs of 1 to 4 minutes; the step is killed after a minute, and another machine goes on.
// The baseline is what the same jobs take ten at a time, as Terraform waits for them without a group: computed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inFolder } from './support/process.mjs';
import { lengthsOf, tenAtATime } from './support/slots.mjs';

const require = createRequire(import.meta.url);
const { RealClock, Simulator } = require('../lib/bin/cluster-restore-simulator.cjs');
const RUNNER = join(import.meta.dirname, '../lib/runner/cluster-restore-runner.cjs');
const PEAK_HOOK = join(import.meta.dirname, 'support/peak.cjs');

const RESTORES = 1000;
const SHORTEST_SECONDS = 60;
const LONGEST_SECONDS = 240;
const KILLED_AFTER_SECONDS = 60;

export default async function group(bench) {
  await inFolder('group', async (folder) => {
    const simulator = await Simulator.start({
      clock: new RealClock(1),
      behaviour: { zilliz: { requestsPerSecond: 20 }, cockroach: { requestsPerSecond: 10 } },
    });
    try {
      const n = Math.min(RESTORES, bench.upTo);
      const lengths = lengthsOf(n, SHORTEST_SECONDS, LONGEST_SECONDS);
      const members = lengths.map((seconds, at) =>
        at % 2 === 0 ? zilliz(simulator, seconds, at) : cockroach(simulator, seconds, at),
      );
      const since = performance.now();
      const first = start(simulator, members, join(folder, 'first'));
      await Promise.race([first.ended, sleep(KILLED_AFTER_SECONDS)]);
      first.child.kill('SIGKILL');
      await first.ended;
      const second = start(simulator, members, join(folder, 'second'));
      const code = await second.ended;
      const minutes = (performance.now() - since) / 60_000;
      const done = simulator.zilliz.jobs.filter(({ done }) => done).length;
      const restored = simulator.cockroach.restores.filter(({ ended }) => ended).length;
      if (code !== 0 || done + restored !== n) {
        throw new Error(
          `${done + restored} of ${n} ended, the step with ${code}:\n${second.output()}`,
        );
      }
      const longest = Math.max(...lengths) / 60;
      const row = (title, unit, aim, ours, baseline) =>
        bench.judge({
          title,
          unit,
          aim,
          n,
          ours: [ours],
          ...(baseline && { baseline: [baseline] }),
        });
      const refused = sum(simulator.limitCounts, 'refused');
      const requests = simulator.requests.length;
      row(
        'the group, against ten jobs at a time (computed)',
        'min',
        1,
        minutes,
        tenAtATime(lengths) / 60,
      );
      row(
        'from the end of the longest job to that of the group',
        's',
        rounds(n),
        (minutes - longest) * 60,
      );
      row('requests refused with 429', '%', 0.1, (refused / requests) * 100);
      row('requests other than reads', '', 0, writes(simulator));
      row('reads of a restore, killed and continued', '', 12, requests / n);
      row('peak of memory', 'MiB', 300, Number(readFileSync(join(folder, 'second/peak'), 'utf8')));
    } finally {
      await simulator.stop();
    }
  });
}

/** Two rounds of polls, at half of what the slower vendor allows: at its job, and at what that made. */
const rounds = (n) => (2 * n) / 2 / (10 * 0.5);

const writes = ({ requests }) => requests.filter(({ method }) => method !== 'GET').length;

function zilliz({ zilliz: cloud }, seconds, at) {
  const [{ clusterId }] = cloud.clusters;
  cloud.scriptNextJob({ seconds });
  const effect = { kind: 'collections', clusterId, added: [] };
  const { jobId } = cloud.startJob('restoreCollection', effect, []);
  const recorded = {
    jobs: JSON.stringify({ [`a.b -> a.b_${at}`]: jobId }),
    target_cluster_id: clusterId,
  };
  return member('zilliz', 'restoreCollections', at, recorded);
}

function cockroach({ cockroach: cloud }, seconds, at) {
  const [{ id, name }] = cloud.clusters;
  cloud.scriptNextRestore({ seconds });
  const restore = cloud.startRestore(
    {
      ...{ backup_id: '', type: 'DATABASE', destinationId: id, backup_end_time: '' },
      ...{ source_cluster_name: name, destination_cluster_name: name },
      effect: { kind: 'add', databases: [] },
    },
    undefined,
  );
  return member('cockroach', 'restoreDatabases', at, {
    job_id: restore.id,
    destination_cluster_id: id,
  });
}

function member(vendor, operation, at, recorded) {
  const key = `restore-${at}`;
  return { vendor, operation, path: `stack/${key}`, key, timeoutMinutes: 60, recorded };
}

/** The step as Terraform starts it, in its own folder. */
function start(simulator, members, cwd) {
  mkdirSync(cwd, { recursive: true });
  const spec = { version: 1, path: 'stack/all', step: 'wait-for-all', members: members.length };
  const env = {
    PATH: process.env.PATH,
    CLUSTER_RESTORE_SPEC: JSON.stringify(spec),
    ...Object.fromEntries(
      members.map((one, at) => [`CLUSTER_RESTORE_MEMBER_${at}`, JSON.stringify(one)]),
    ),
    ...{ ZILLIZ_API_KEY: 'sim-zilliz-owner-key', ZILLIZ_BASE_URL: simulator.url },
    ...{ COCKROACH_API_KEY: 'sim-cockroach-admin-key', COCKROACH_SERVER: simulator.url },
    ...{ NODE_OPTIONS: `--require=${PEAK_HOOK}`, BENCH_PEAK_FILE: join(cwd, 'peak') },
  };
  const child = spawn(process.execPath, [RUNNER], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  return { child, ended: once(child, 'close').then(([code]) => code), output: () => text };
}

const sum = (counts, name) => Object.values(counts).reduce((total, one) => total + one[name], 0);
const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
