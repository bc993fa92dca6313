import * as z from 'zod/mini';
import { notAsDeclared } from '../../client/errors';
import { mark } from '../../text/marked';
import { once } from '../../text/once';
import { look, notKnownYet } from '../../vendor/preflight';
import type { ProtocolContext, SettingProtocol } from '../../vendor/protocol';
import { readOne } from '../../vendor/read-one';
import { sendChange } from '../../vendor/send-change';
import { policyRequests } from '../definition/policy-requests';
import { type PolicyDeclaration, policyOf, type WirePolicy } from '../model/policy';
import { clusterOf } from './clusters';

const policySchema = once(() =>
  z.object({
    status: z.enum(['ENABLED', 'DISABLED']),
    frequency: z.optional(z.nullable(z.string())),
    startTime: z.optional(z.nullable(z.string())),
    retentionDays: z.optional(z.nullable(z.number())),
    crossRegionCopies: z.optional(
      z.nullable(
        z.array(
          z.object({ regionId: z.string(), retentionDays: z.optional(z.nullable(z.number())) }),
        ),
      ),
    ),
  }),
);

type Api = ProtocolContext<unknown>['api'];

/** The policy that a cluster has now; one that is disabled has no other settings. */
async function policyIn(api: Api, clusterId: string): Promise<WirePolicy> {
  const path = ['v2', 'clusters', clusterId, 'backups', 'policy'];
  const policy = await readOne(api, path, policySchema(), 'is not a backup policy');
  const { status, frequency, startTime, retentionDays, crossRegionCopies } = policy;
  if (status === 'DISABLED') return { enabled: false };
  return {
    enabled: true,
    ...(frequency ? { frequency: sortDays(frequency) } : {}),
    ...(startTime ? { startTime } : {}),
    ...(retentionDays ? { retentionDays } : {}),
    crossRegionCopies: (crossRegionCopies ?? []).map(({ regionId, retentionDays: days }) =>
      days ? { regionId, retentionDays: days } : { regionId },
    ),
  };
}

function sortDays(frequency: string): string {
  return frequency
    .split(',')
    .map((day) => day.trim())
    .sort()
    .join(',');
}

/** Makes the automatic backups of a cluster as declared. */
export const backupPolicy: SettingProtocol<PolicyDeclaration> = {
  async preflight({ api, declaration: { cluster: id } }) {
    if (id === undefined) return [notKnownYet('cluster', 'cluster')];
    const line = await look('cluster', async () => {
      const { clusterName } = await clusterOf(api, id);
      return `${mark(clusterName)} (${mark(id)}) exists`;
    });
    return [line];
  },

  async apply({ api, declaration, say }) {
    const { cluster } = declaration;
    const wanted = policyOf(declaration);
    const present = await policyIn(api, cluster);
    const differing = differences(present, wanted);
    if (differing.length === 0) return say(`the backup policy of ${cluster} is as declared`);
    for (const { name, is, target } of differing) {
      say(`${cluster}: ${name} ${is} is changed to ${target}`);
    }
    const names = differing.map(({ name }) => name);
    const kept = wanted.enabled && present.enabled ? { ...present } : {};
    const [request] = policyRequests(declaration, { differing: names, kept });
    if (request === undefined) return;
    const left = await sendChange(api, request, async () =>
      differences(await policyIn(api, cluster), wanted),
    );
    if (left.length === 0) return say(`the backup policy of ${cluster} is as declared now`);
    throw notAsDeclared(
      `the API accepted the change, but ${cluster} still reports ${left.map(({ name, is }) => `${name} ${is}`).join(', ')}`,
      'Check the backup policy in the Zilliz Cloud console',
      'after a fix',
    );
  },
};

interface Difference {
  readonly name: keyof WirePolicy;
  readonly is: string;
  readonly target: string;
}

/** What is declared and is not so. A copy whose days are not declared may be kept as long as it is. */
function differences(present: WirePolicy, wanted: WirePolicy): Difference[] {
  const names = Object.keys(wanted) as (keyof WirePolicy)[];
  return names.flatMap((name) => {
    const [is, target] = [present[name], wanted[name]];
    const isSame = name === 'crossRegionCopies' ? sameCopies(present, wanted) : is === target;
    return isSame ? [] : [{ name, is: showValue(is), target: showValue(target) }];
  });
}

function sameCopies(
  { crossRegionCopies: present = [] }: WirePolicy,
  { crossRegionCopies: wanted = [] }: WirePolicy,
): boolean {
  return (
    present.length === wanted.length &&
    wanted.every(({ regionId, retentionDays }) =>
      present.some(
        (copy) =>
          copy.regionId === regionId &&
          (retentionDays === undefined || copy.retentionDays === retentionDays),
      ),
    )
  );
}

function showValue(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(value);
}
