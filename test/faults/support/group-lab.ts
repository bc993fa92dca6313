import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, RestoreGroup, zilliz } from '../../../src';
import { type RecordedRequest, Simulator, SteppingClock } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { COCKROACH_KEY, LEDGER, LEDGER_BACKUP, LEDGER_STAGING } from '../../support/cockroach';
import { type RunnerEnd, type runProgram, stepOf } from '../../support/runner';
import { runInHost } from '../../support/runner-hosts';
import { newFolder } from '../../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER, ZILLIZ_KEY } from '../../support/zilliz';
import type { Outcome } from './lab';
import { repeat } from './phase';

export const MEMBERS = ['one', 'two', 'three'] as const;
const JOURNALS = '.cluster-restore';

/** A cluster, a collection and a database, of two vendors, in one group. */
function synthesise(): string {
  return synthesised((stack) => {
    const one = new zilliz.RestoredCluster(stack, 'one', clusterProps());
    const two = new zilliz.RestoredCollections(stack, 'two', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: SOURCE_CLUSTER,
      collectionMappings: [
        { dbName: 'default', collectionName: 'authors', destCollectionName: 'people' },
      ],
    });
    const three = new cockroach.RestoredDatabases(stack, 'three', {
      backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
      destinationCluster: LEDGER_STAGING,
      plan: cockroach.Plan.ADVANCED,
      databases: ['ledger'],
      newDbName: 'ledger_clone',
    });
    new RestoreGroup(stack, 'all', { restores: [one, two, three] });
  });
}

/** Both clouds, as they are for each case: jobs take two or three looks. */
async function startClouds(start: Date): Promise<Simulator> {
  const quick = { pendingSeconds: 30, creatingSeconds: 30, restoreClusterSeconds: 60 };
  const simulator = await Simulator.start({
    clock: new SteppingClock(start),
    behaviour: { zilliz: { ...quick, restoreCollectionSeconds: 60 } },
  });
  const asOf = new Date(start.getTime() - 3600_000).toISOString().replace(/\.\d+Z$/, '.637170Z');
  simulator.cockroach.addBackup({ id: LEDGER_BACKUP, clusterId: LEDGER, as_of_time: asOf });
  return simulator;
}

/** The submitted group, from which every case starts. */
export interface Submitted {
  readonly runner: string;
  readonly start: Date;
  /** The folder of the stack after the submissions. */
  readonly folder: string;
  readonly requests: readonly RecordedRequest[];
  readonly environments: Readonly<Record<string, Record<string, string>>>;
}

/** Submits the three restores with the runner. */
export async function submitted(runner: string): Promise<Submitted> {
  const stack = synthesise();
  const start = new Date();
  const folder = newFolder('group');
  const simulator = await startClouds(start);
  const environments: Record<string, Record<string, string>> = {};
  const recorded: Record<string, Record<string, string>> = {};
  for (const id of MEMBERS) {
    const { environment } = stepOf(stack, 'submit', id);
    const end = await runInHost(folder, [runner], { ...environment, ...variablesOf(simulator) });
    if (end.code !== 0) throw new Error(end.stderr);
    const result = readFileSync(join(folder, JOURNALS, id, 'submitted-1.json'), 'utf8');
    recorded[id] = JSON.parse(result) as Record<string, string>;
    const facts = Object.entries(recorded[id] ?? {}).map(
      ([name, value]) => [`CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`, value] as const,
    );
    environments[id] = { ...stepOf(stack, 'wait', id).environment, ...Object.fromEntries(facts) };
  }
  const group = stepOf(stack, 'wait', 'all').environment;
  // What Terraform evaluates.
  MEMBERS.forEach((id, at) => {
    const text = group[`CLUSTER_RESTORE_MEMBER_${at}`] ?? '';
    const names = JSON.parse(/for name in (\[[^\]]*\])/.exec(text)?.[1] ?? '[]') as string[];
    const facts = Object.fromEntries(names.map((name) => [name, recorded[id]?.[name] ?? '']));
    group[`CLUSTER_RESTORE_MEMBER_${at}`] = text.replace(/\$\{.*\}(?=\}$)/, () =>
      JSON.stringify(facts),
    );
  });
  environments.all = group;
  const requests = [...simulator.requests];
  await simulator.stop();
  return { runner, start, folder, requests, environments };
}

function variablesOf({ url, unmetFaults }: Simulator): NodeJS.ProcessEnv {
  const hangs = unmetFaults.some(({ fault }) => fault.kind === 'hang');
  return {
    ...{ ZILLIZ_API_KEY: ZILLIZ_KEY, ZILLIZ_BASE_URL: url },
    ...{ COCKROACH_API_KEY: COCKROACH_KEY, COCKROACH_SERVER: url },
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    // A read that takes longer is asked for again. Where a response hangs that is soon; elsewhere never, because a case
    // counts the reads, also on a slow machine.
    CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: hangs ? '0.5' : '60',
  };
}

/** The group where its submissions are done, in a folder and clouds of its own. */
export class GroupLab {
  output = '';
  readonly problems: string[] = [];
  readonly #before: string;

  private constructor(
    private readonly title: string,
    private readonly group: Submitted,
    readonly simulator: Simulator,
    readonly folder: string,
  ) {
    this.#before = this.#journals();
  }

  static async open(title: string, group: Submitted): Promise<GroupLab> {
    const simulator = await startClouds(group.start);
    const folder = newFolder('group-lab');
    cpSync(group.folder, folder, { recursive: true });
    for (const request of group.requests) {
      const key = request.vendor === 'zilliz' ? ZILLIZ_KEY : COCKROACH_KEY;
      await repeat(simulator, key, request);
    }
    return new GroupLab(title, group, simulator, folder);
  }

  /** Runs the wait of the group, or that of a member. */
  async run(
    step: 'all' | (typeof MEMBERS)[number],
    more: NodeJS.ProcessEnv = {},
    start: typeof runProgram = runInHost,
  ): Promise<RunnerEnd> {
    const environment = { ...this.group.environments[step], ...variablesOf(this.simulator) };
    const end = await start(this.folder, [this.group.runner], { ...environment, ...more });
    this.output += end.stdout + end.stderr;
    return end;
  }

  /** Whether the vendors have finished every job. */
  get hasEnded(): boolean {
    const { zilliz: search, cockroach: sql } = this.simulator;
    return (
      search.jobs.every(({ status }) => ['SUCCESSFUL', 'FAILED'].includes(status)) &&
      sql.restores.every(({ status }) => ['SUCCESS', 'FAILED'].includes(status))
    );
  }

  /** Runs the wait of each member, which must succeed. */
  async waitForEach(): Promise<void> {
    for (const id of MEMBERS) {
      const { code, stderr } = await this.run(id);
      if (code !== 0) this.problems.push(`the wait of ${id} ended with ${code}: ${stderr}`);
    }
  }

  /** Holds what a group may never do against what it did. */
  unchanged(): void {
    const since = this.simulator.requests.slice(this.group.requests.length);
    const writes = since.filter(({ method }) => method !== 'GET');
    if (writes.length > 0) this.problems.push(`it sent ${writes.length} writes`);
    if (this.#journals() !== this.#before) this.problems.push('it changed a journal');
  }

  async conclude(): Promise<Outcome> {
    const created = this.simulator.requests.filter(({ operation }) =>
      ['restoreCluster', 'restoreCollection', 'createRestore'].includes(operation),
    ).length;
    const leaks = [ZILLIZ_KEY, COCKROACH_KEY].filter((key) => this.output.includes(key));
    await this.simulator.stop();
    return {
      ...{ title: this.title, created, delivered: 0, reportedLost: false },
      leaks: leaks.map(() => 'the output'),
      problems: this.problems,
    };
  }

  /** What is in the journals. */
  #journals(): string {
    const hash = createHash('sha256');
    const add = (path: string) => {
      for (const name of readdirSync(path).sort()) {
        const inner = join(path, name);
        if (statSync(inner).isDirectory()) add(inner);
        else hash.update(`${name}\n`).update(readFileSync(inner));
      }
    };
    add(join(this.folder, JOURNALS));
    return hash.digest('hex');
  }
}
