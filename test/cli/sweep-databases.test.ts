import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, RemovalPolicy } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  COCKROACH_KEY,
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  startCockroach,
} from '../support/cockroach';
import { stateText, writeJournal } from '../support/records';
import { newFolder } from '../support/terraform';
import { cli } from './cli';

let simulator: Simulator;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  simulator = await startCockroach();
  env = { ...process.env, ...cockroachEnvironment(simulator) };
});
afterEach(() => simulator.stop());

const bodyFor = (name: string) => ({
  type: 'DATABASE',
  source_cluster_id: LEDGER,
  backup_id: LEDGER_BACKUP,
  objects: [{ database: 'ledger' }],
  restore_opts: { new_db_name: name },
});

/** Restores the database under this name, and waits for its end; the id of the restore. */
async function restored(name: string): Promise<string> {
  const url = `${simulator.url}/api/v1/clusters/${LEDGER_STAGING}/restores`;
  const headers = {
    authorization: `Bearer ${COCKROACH_KEY}`,
    'content-type': 'application/json',
    'cc-version': '2024-09-16',
  };
  const sent = await fetch(url, { method: 'POST', headers, body: JSON.stringify(bodyFor(name)) });
  const { id } = (await sent.json()) as { id: string };
  for (;;) {
    const response = await fetch(`${url}/${id}`, { headers });
    const { status } = (await response.json()) as { status: string };
    if (status === 'SUCCESS') return id;
    if (!['PENDING', 'RUNNING', 'CREATED'].includes(status)) throw new Error(status);
  }
}

const factsFor = (name: string, before = '') => ({
  destination_cluster_id: LEDGER_STAGING,
  backup_id: LEDGER_BACKUP,
  request: JSON.stringify(bodyFor(name)),
  restores_before: before,
});

/** The journal of a restore that the vendor accepted, or of one whose response was lost. */
function journalOf(outdir: string, key: string, name: string, jobId: string, change: object = {}) {
  const isLost = jobId === '';
  const operation = 'restoreDatabases';
  const state = isLost ? 'intent' : 'submitted';
  const request = { name: operation, state, at: '', facts: {}, ...(isLost ? {} : { jobId }) };
  const entry = { vendor: 'cockroach', operation, facts: factsFor(name), requests: [request] };
  writeJournal(outdir, key, { ...entry, ...change });
}

/** An output that declares the restore of a database under each of these names. */
function output(names: readonly string[]): string {
  const outdir = newFolder('sweep-databases');
  synthesised((stack) => {
    for (const name of names) {
      new cockroach.RestoredDatabases(stack, name.replaceAll('_', '-'), {
        backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
        destinationCluster: LEDGER_STAGING,
        plan: cockroach.Plan.ADVANCED,
        databases: ['ledger'],
        newDbName: name,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    }
  }, outdir);
  writeFileSync(join(outdir, 'stacks/stack/terraform.tfstate'), stateText([]));
  return outdir;
}

const databases = () =>
  (simulator.cockroach.clusters.find(({ id }) => id === LEDGER_STAGING)?.databases ?? [])
    .map(({ name }) => name)
    .sort();

interface Document {
  readonly findings: readonly {
    readonly reason: string;
    readonly databases: readonly string[];
    readonly doubts: readonly string[];
    readonly command?: string;
  }[];
  readonly undecided: readonly { readonly text: string }[];
}
const sweep = async (outdir: string, ...args: string[]) => {
  const { out, errors, code } = await cli(['sweep', outdir, ...args], { env });
  return { out, errors, code };
};
const document = async (outdir: string) =>
  JSON.parse((await sweep(outdir, '--json')).out) as Document;

test('databases that restores and drills left are listed and dropped by their names, and those of others stay', async () => {
  const decoys = ['ledger', 'ledger_pr_1', 'ledger_pr_12_old', 'restore_drill', 'audit'];
  for (const name of decoys) {
    if (!databases().includes(name)) await restored(name);
  }
  const outdir = output(['ledger_pr_13']);
  // Its block was removed; it is declared, and no state holds it; its response was lost; its drill was stopped.
  journalOf(outdir, 'removed', 'ledger_pr_12', await restored('ledger_pr_12'));
  journalOf(outdir, 'ledger-pr-13', 'ledger_pr_13', await restored('ledger_pr_13'));
  const before = simulator.cockroach.restores.map(({ id }) => id).join(' ');
  journalOf(outdir, 'lost', 'ledger_pr_14', '', {
    state: 'open',
    facts: factsFor('ledger_pr_14', before),
  });
  await restored('ledger_pr_14');
  const drill = 'restore_drill-0a1b2c3d';
  journalOf(outdir, 'drill', drill, await restored(drill), {
    state: 'waiting',
    operation: 'drillDatabase',
    facts: { ...factsFor(drill), database_name: drill, started_at: '2026-11-20T08:00:00Z' },
  });
  // One of the same name was restored by somebody else since: it is told, and not dropped.
  journalOf(outdir, 'reused', 'ledger_pr_15', await restored('ledger_pr_15'));
  const { clusters } = simulator.cockroach;
  const staging = clusters.find(({ id }) => id === LEDGER_STAGING);
  if (staging !== undefined)
    staging.databases = staging.databases.filter(({ name }) => name !== 'ledger_pr_15');
  const reused = await restored('ledger_pr_15');

  const { findings, undecided } = await document(outdir);
  expect(undecided).toEqual([]);
  expect(findings.map(({ reason, databases: [name] }) => `${reason} ${name}`).sort()).toEqual([
    'forgotten ledger_pr_13',
    'removed ledger_pr_12',
    'removed ledger_pr_14',
    'removed ledger_pr_15',
    `removed ${drill}`,
  ]);
  expect(findings.flatMap(({ doubts }) => doubts)).toEqual([
    `restore ${reused} did not end before it`,
  ]);
  const [first] = findings;
  expect(first?.command).toMatch(/^npx cluster-restore sweep \S+ --delete --yes-name /);
  const refused = await sweep(outdir, '--delete', '--yes-name', 'ledger_pr_15');
  expect(refused.errors[0]).toContain('must not be dropped here: restore ');
  const all = databases();
  const left = ['ledger_pr_12', 'ledger_pr_13', 'ledger_pr_14', drill];
  await sweep(outdir, '--delete', ...left.flatMap((name) => ['--yes-name', name]));
  expect(databases()).toEqual(all.filter((name) => !left.includes(name)));
  expect(databases()).toEqual(expect.arrayContaining([...decoys, 'ledger_pr_15']));
  expect((await document(outdir)).findings).toHaveLength(1);
});

test('of two restores of which either may be the one whose response was lost nothing is said to be gone', async () => {
  const outdir = output([]);
  journalOf(outdir, 'lost', 'ledger_pr_14', '', { state: 'open' });
  await restored('ledger_pr_14');
  const staging = simulator.cockroach.clusters.find(({ id }) => id === LEDGER_STAGING);
  if (staging !== undefined)
    staging.databases = staging.databases.filter(({ name }) => name !== 'ledger_pr_14');
  await restored('ledger_pr_14');
  const { findings, undecided } = await document(outdir);
  expect(findings).toEqual([]);
  expect(undecided).toEqual([
    expect.objectContaining({
      text: expect.stringContaining(
        `2 restores of the same backup to ${LEDGER_STAGING} began since, and the API does not say whose`,
      ),
    }),
  ]);
});

test('--unrecorded lists databases that restores made in the destinations of the app, and that nothing here records', async () => {
  const outdir = output(['ledger_pr_13']);
  journalOf(outdir, 'removed', 'ledger_pr_12', await restored('ledger_pr_12'));
  const other = await restored('of_another_app');
  const drill = await restored('restore_drill-0a1b2c3d');
  const own = await restored('ledger_pr_13');
  const staging = simulator.cockroach.clusters.find(({ id }) => id === LEDGER_STAGING);
  staging?.databases.push({ name: 'made_by_hand', tables: [] });
  const { out } = await sweep(outdir, '--unrecorded', '--json');
  const { unrecorded } = JSON.parse(out) as {
    unrecorded: { clusterId: string; text: string; signs: string[] }[];
  };
  const gave = (id: string) => expect.stringMatching(`^restore ${id} of .* gave it this name$`);
  expect(unrecorded.map(({ text, signs }) => [text.split(' ')[1], signs])).toEqual([
    ['"ledger_pr_13"', ['its name is one that stack/ledger-pr-13 gives', gave(own)]],
    ['"of_another_app"', [gave(other)]],
    ['"restore_drill-0a1b2c3d"', [gave(drill), 'its name is one that a drill gives']],
  ]);
});
