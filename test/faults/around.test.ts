import { cpSync, existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, PasswordSink, RemovalPolicy } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  startCockroach,
} from '../support/cockroach';
import { type RunnerEnd, runProgram, runStep, stepOf } from '../support/runner';
import { newFolder } from '../support/terraform';
import { restoredCluster, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';

// What people and machines do around a restore. What stops within it is in the matrices of faults and kills; each step that
// is replaced, tainted, targeted or removed, and a lost `restored`, in test/terraform/step-matrix.

interface Vendor {
  readonly key: string;
  start(): Promise<Simulator>;
  build(): string;
  environment(simulator: Simulator): NodeJS.ProcessEnv;
  /** The operation of the request that begins the restore. */
  readonly begins: string;
  /** The claim to what the restore of this number, from 0, began. */
  claim(simulator: Simulator, nth: number): string;
  /** How many restores began. */
  began(simulator: Simulator): number;
  /** What a drop must not touch: as it stands now. */
  others(simulator: Simulator): unknown;
  /** Facts in the state, edited so that they lead to what is not the restore's own. */
  readonly edited: readonly Readonly<Record<string, string>>[];
  /** Ends what is under way. */
  settle(simulator: Simulator): Promise<void>;
}

const clones = ({ zilliz }: Simulator) => zilliz.clusters.filter((one) => one.restoredFrom);
const PATH = `/api/v1/clusters/${LEDGER_STAGING}/restores`;

const VENDORS: Readonly<Record<string, Vendor>> = {
  'a Zilliz cluster': {
    key: 'articles',
    start: () => Simulator.start(),
    build: () =>
      synthesised((stack) => {
        restoredCluster(stack, { uniqueName: false, passwordSink: PasswordSink.discard() });
      }),
    environment: (simulator) => zillizEnvironment(simulator),
    begins: 'restoreCluster',
    claim: (simulator, nth) => `cluster_id=${clones(simulator)[nth]?.clusterId}`,
    began: (simulator) => clones(simulator).length,
    others: ({ zilliz }) => zilliz.clusters.filter((one) => !one.restoredFrom),
    edited: [
      { cluster_id: SOURCE_CLUSTER },
      { cluster_id: SOURCE_CLUSTER.toUpperCase() },
      { cluster_id: `${SOURCE_CLUSTER}/..` },
      { cluster_id: '..' },
    ],
    settle: async () => undefined,
  },
  'databases of CockroachDB': {
    key: 'ledger',
    start: () => startCockroach(),
    build: () =>
      synthesised((stack) => {
        new cockroach.RestoredDatabases(stack, 'ledger', {
          backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
          destinationCluster: LEDGER_STAGING,
          plan: cockroach.Plan.ADVANCED,
          databases: ['ledger'],
          newDbName: 'copy',
          removalPolicy: RemovalPolicy.DESTROY,
        });
      }),
    environment: (simulator) => cockroachEnvironment(simulator),
    begins: 'createRestore',
    claim: (simulator, nth) => `job_id=${simulator.cockroach.restores[nth]?.id}`,
    began: (simulator) => simulator.cockroach.restores.length,
    others: (simulator) =>
      simulator.cockroach.clusters.map(({ id, databases }) => [
        id,
        databases.map(({ name }) => name).filter((name) => name !== 'copy'),
      ]),
    edited: [
      { destination_cluster_id: LEDGER },
      { job_id: '00000000-0000-4000-8000-000000000000' },
      { job_id: '..' },
      { request: JSON.stringify({ type: 'DATABASE', objects: [{ database: 'ledger' }] }) },
    ],
    async settle(simulator) {
      simulator.advance(24 * 3600);
      simulator.askAsOperator({ method: 'GET', path: PATH });
    },
  },
};

describe.each(Object.entries(VENDORS))('%s', (_title, vendor) => {
  let simulator: Simulator;
  let folder: string;
  beforeEach(async () => {
    simulator = await vendor.start();
    folder = vendor.build();
  });
  afterEach(() => simulator.stop());

  const run = (
    step: 'submit' | 'wait' | 'submitted',
    more: NodeJS.ProcessEnv = {},
    at = folder,
  ): Promise<RunnerEnd> =>
    runStep(at, step, { ...vendor.environment(simulator), ...more }, {}, vendor.key);
  const posts = () => simulator.requests.filter(({ operation }) => operation === vendor.begins);
  const lose = () =>
    simulator.inject({ operation: vendor.begins, fault: { kind: 'drop', acts: true } });

  /** What a step left for Terraform's state, as a later step gets it. */
  function recorded(id = '1', journals = '.cluster-restore'): Record<string, string> {
    const file = join(folder, journals, vendor.key, `submitted-${id}.json`);
    const facts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    return asVariables(facts);
  }
  const asVariables = (facts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [
        `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`,
        value,
      ]),
    );

  test('a restore whose machine is gone is adopted by its claim, and by no other', async () => {
    lose();
    await run('submit');
    const other = newFolder('elsewhere');
    cpSync(folder, other, {
      recursive: true,
      filter: (name) => !name.includes('.cluster-restore'),
    });
    const claim = vendor.claim(simulator, 0);
    const wrong = claim.replace(/=.*/, '=00000000-0000-4000-8000-000000000000');
    const refused = await run('submit', { CLUSTER_RESTORE_ADOPT: wrong }, other);
    expect(refused).toMatchObject({ code: 4 });
    expect(refused.stderr).toContain(`CLUSTER_RESTORE_ADOPT=${claim}`);
    const byHand = [stepOf(other, 'submit', vendor.key).command, 'adopt', vendor.key];
    const environment = vendor.environment(simulator);
    expect(await runProgram(other, [...byHand, wrong], environment)).toMatchObject({ code: 4 });
    expect(await runProgram(other, [...byHand, claim], environment)).toMatchObject({ code: 0 });
    expect(await run('submit', {}, other)).toMatchObject({ code: 0 });
    expect([posts().length, vendor.began(simulator)]).toEqual([1, 1]);
  });

  test('an edited state leads no drop to what is not its own', async () => {
    expect(await run('submit')).toMatchObject({ code: 0 });
    expect(await run('wait', recorded())).toMatchObject({ code: 0 });
    const before = JSON.stringify(vendor.others(simulator));
    for (const edit of vendor.edited) {
      const end = await run('submitted', { ...recorded(), ...asVariables(edit) });
      // It is left, with a line, or the id cannot be asked for; nothing is called dropped.
      expect([0, 4]).toContain(end.code);
      expect(end.stdout).not.toMatch(/^dropped/m);
    }
    expect(simulator.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
    expect(JSON.stringify(vendor.others(simulator))).toBe(before);
    const end = await run('submitted', recorded());
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.stdout).toMatch(/^dropped/m);
  });

  test('a folder from before gives a new restore neither its job nor its result', async () => {
    expect(await run('submit')).toMatchObject({ code: 0 });
    expect(await run('wait', recorded())).toMatchObject({ code: 0 });
    const stale = newFolder('stale');
    cpSync(join(folder, '.cluster-restore'), stale, { recursive: true });
    expect(await run('submitted', recorded())).toMatchObject({ code: 0 });
    expect(await run('submit', { CLUSTER_RESTORE_RESOURCE_ID: '2' })).toMatchObject({ code: 0 });
    const second = recorded('2');
    // A CI cache brings back what existed before.
    renameSync(join(folder, '.cluster-restore'), join(folder, 'gone'));
    cpSync(stale, join(folder, '.cluster-restore'), { recursive: true });
    expect(existsSync(join(folder, '.cluster-restore', vendor.key, 'submitted-2.json'))).toBe(
      false,
    );
    const end = await run('wait', { ...second, CLUSTER_RESTORE_RESOURCE_ID: '3' });
    expect(end).toMatchObject({ code: 0, stderr: '' });
    const claim = vendor.claim(simulator, 1).replace(/^.*=/, '');
    const results = readdirSync(join(folder, '.cluster-restore', vendor.key));
    expect(results).toContain('restored-3.json');
    expect(Object.values(second)).toContain(claim);
    expect(await run('submitted', second)).toMatchObject({ code: 0 });
    expect(posts()).toHaveLength(2);
  });

  test('a second workspace does not continue with what the first one began', async () => {
    expect(await run('submit')).toMatchObject({ code: 0 });
    await vendor.settle(simulator);
    const journals = '.cluster-restore.d/pr';
    const end = await run('submit', { CLUSTER_RESTORE_JOURNALS: journals });
    // What is there has the name: it is offered, and nothing is sent and nothing taken over.
    expect(end).toMatchObject({ code: 4 });
    expect(end.stdout).not.toContain('adopted');
    expect(existsSync(join(folder, journals, vendor.key, 'submitted-1.json'))).toBe(false);
    expect(posts()).toHaveLength(1);
  });

  test('a process that is stopped beyond its time reads what has arrived', async () => {
    const { command, environment } = stepOf(folder, 'submit', vendor.key);
    const fault = { kind: 'slow-drip', pieces: 8, tickMilliseconds: 40 } as const;
    simulator.inject({ operation: vendor.begins, fault });
    const end = await runProgram(
      folder,
      [command],
      {
        ...environment,
        ...vendor.environment(simulator),
        CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: '1',
      },
      (child) => {
        simulator.observe(({ operation }) => {
          if (operation !== vendor.begins) return;
          child.kill('SIGSTOP');
          setTimeout(() => child.kill('SIGCONT'), 1500);
        });
      },
    );
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(vendor.began(simulator)).toBe(1);
  });
});
