import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Simulator } from '../../src/simulator';
import { SOURCE_CLUSTER, STAGING_PROJECT } from './zilliz';

type Facts = Readonly<Record<string, string>>;
type Cluster = ReturnType<Simulator['zilliz']['addCluster']>;

/** The moment of the requests of these tests; what restores created is younger. */
export const REQUESTED_AT = '2026-11-20T08:00:00.000Z';

/** A cluster as a restore makes it, in the simulated cloud. */
export function restoredClone(
  { zilliz }: Simulator,
  clusterName: string,
  change: Parameters<Simulator['zilliz']['addCluster']>[0] = {},
): Cluster {
  return zilliz.addCluster({
    clusterName,
    projectId: STAGING_PROJECT,
    cuSize: 2,
    createTime: '2026-11-20T08:01:00Z',
    ...change,
  });
}

/** What is recorded with the submission of its restore. */
export function factsOf(cluster: Cluster, change: Facts = {}): Record<string, string> {
  const { clusterId, clusterName, projectId, cuSize } = cluster;
  return {
    cluster_id: clusterId,
    job_id: `job-${clusterId}`,
    backup_id: 'backup11_0f5d2c9a7e3b41d',
    username: 'db_admin',
    cluster_name: clusterName,
    project_id: projectId,
    source_cluster_ids: SOURCE_CLUSTER,
    requested_at: REQUESTED_AT,
    request: JSON.stringify({ targetProjectId: projectId, clusterName, cuSize }),
    region_id: '',
    project_plan: '',
    ...change,
  };
}

/** A journal as the runner leaves it. */
export function writeJournal(
  outdir: string,
  key: string,
  { folder = 'stacks/stack/.cluster-restore', ...change }: Record<string, unknown>,
): void {
  const file = join(outdir, String(folder), key, 'journal.json');
  mkdirSync(dirname(file), { recursive: true });
  const entry = {
    version: 1,
    key,
    path: `stack/${key}`,
    vendor: 'zilliz',
    operation: 'restoreCluster',
    submitAddress: `null_resource.${key}_submit`,
    identity: {},
    state: 'recorded',
    facts: {},
    requests: [],
    ...change,
  };
  writeFileSync(file, JSON.stringify(entry));
}

/** The one request of a restored cluster, accepted. */
export function requestOf(facts: Facts, state = 'submitted'): object[] {
  const { job_id: jobId = '' } = facts;
  return [{ name: 'restoreCluster', state, at: REQUESTED_AT, jobId, facts }];
}

/** One restore in a state file. */
export interface InState {
  /** Names of the resources of its steps, as the stack has them. */
  readonly names: { readonly submit: string; readonly submitted: string };
  readonly facts: Facts;
  readonly status?: 'tainted';
  readonly deposed?: boolean;
  /** Whether its wait has ended; by default. */
  readonly isFinished?: boolean;
  readonly connectAddress?: string;
  /** The triggers of the step that sends the request. */
  readonly declared?: Facts;
}

/** A state file of version 4, as Terraform's local backend keeps it. */
export function stateText(restores: readonly InState[]): string {
  const resources = restores.flatMap((one, at) => resourcesOf(one, `${at + 1}`));
  return JSON.stringify({ version: 4, serial: 1, lineage: 'l', outputs: {}, resources });
}

function resourcesOf(one: InState, at: string): object[] {
  const { names, facts, status, deposed = false, isFinished = true, connectAddress = '' } = one;
  const { declared = { source_cluster_id: SOURCE_CLUSTER, cu_size: '2' } } = one;
  const base = names.submit.replace(/submit/, '');
  const resource = (name: string, id: string, triggers: Facts, more: object = {}) => ({
    ...{ mode: 'managed', type: 'null_resource', name, provider: 'null' },
    instances: [{ schema_version: 0, attributes: { id, triggers }, ...more }],
  });
  const [submit, submitted, wait] = [`1${at}`, `2${at}`, `3${at}`];
  const more = { ...(status && { status }), ...(deposed && { deposed: 'a1b2c3d4' }) };
  return [
    ...(deposed ? [] : [resource(names.submit, submit, declared)]),
    resource(
      names.submitted,
      submitted,
      { submit_id: submit, recorded_from: submit, ...facts },
      more,
    ),
    ...(isFinished && !deposed
      ? [
          resource(`wait_${base}`, wait, { submitted }),
          resource(`restored_${base}`, `4${at}`, {
            ...facts,
            wait_id: wait,
            recorded_from: wait,
            connect_address: connectAddress,
          }),
        ]
      : []),
  ];
}

/** The names of the steps of a restore in a stack, by the paths of their constructs. */
export function namesIn(outdir: string, id = 'articles', stack = 'stack'): InState['names'] {
  const file = join(outdir, 'stacks', stack, 'cdk.tf.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as {
    resource: { null_resource: Record<string, { '//': { metadata: { path: string } } }> };
  };
  const all = Object.entries(json.resource.null_resource);
  const name = (step: string) =>
    all.find(([, body]) => body['//'].metadata.path === `${stack}/${id}/${step}`)?.[0] ?? step;
  return { submit: name('submit'), submitted: name('submitted') };
}
