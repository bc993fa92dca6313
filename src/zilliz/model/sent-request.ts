import * as z from 'zod/mini';
import { parseJson } from '../../text/nesting';
import { once } from '../../text/once';
import { quote } from '../../text/text';

/** What was sent, as it is recorded with the submission: a later declaration changes none of it. */
const sentRequestSchema = once(() =>
  z.object({
    targetProjectId: z.optional(z.string()),
    projectId: z.optional(z.string()),
    clusterName: z.string(),
    cuSize: z.number(),
    keyIdentifier: z.optional(z.string()),
  }),
);

/** What is known of the request that made a cluster. */
export interface Sent {
  readonly projectId: string;
  readonly clusterName: string;
  readonly cuSize: number;
  readonly keyIdentifier: string | undefined;
  /** The region of the backup, and the plan of the project; empty where nobody said. */
  readonly regionId: string;
  readonly plan: string;
}

/** A restored cluster, as the API describes it; what it leaves out is `undefined`. */
export interface RestoredAs {
  readonly projectId?: string | undefined;
  readonly clusterName?: string | undefined;
  readonly cuSize?: number | undefined;
  readonly keyIdentifier?: string | null | undefined;
  readonly regionId?: string | undefined;
  readonly plan?: string | undefined;
}

/** What differs, and what the API does not report. */
export interface Comparison {
  readonly problems: readonly string[];
  readonly unconfirmed: readonly string[];
}

/** The request that the facts of a submission hold; `undefined` where they hold none. */
export function sentRequestOf(recorded: Readonly<Record<string, string>>): Sent | undefined {
  const parsed = z.safeParse(sentRequestSchema(), parseJson(recorded.request ?? ''));
  if (!parsed.success) return undefined;
  const { targetProjectId, projectId = '', clusterName, cuSize, keyIdentifier } = parsed.data;
  return {
    projectId: targetProjectId ?? projectId,
    clusterName,
    cuSize,
    keyIdentifier,
    regionId: recorded.region_id ?? '',
    plan: recorded.project_plan ?? '',
  };
}

/** Compares a restored cluster with the request that made it. */
export function compareWithRequest(sent: Sent, cluster: RestoredAs): Comparison {
  const problems: string[] = [];
  const unconfirmed: string[] = [];
  const compare = (what: string, wanted: string | number, got: string | number | undefined) => {
    if (got === undefined || got === '') unconfirmed.push(`its ${what} (${quote(wanted)})`);
    else if (got !== wanted) problems.push(`its ${what} is ${quote(got)}, not ${quote(wanted)}`);
  };
  compare('project', sent.projectId, cluster.projectId);
  compare('name', sent.clusterName, cluster.clusterName);
  compare('CU size', sent.cuSize, cluster.cuSize);
  if (sent.regionId !== '') compare('region', sent.regionId, cluster.regionId);
  if (sent.plan !== '') compare('plan', planKey(sent.plan), planKey(cluster.plan));
  if (sent.keyIdentifier !== undefined) {
    const { keyIdentifier: key } = cluster;
    // The name of this field is unconfirmed: a missing field proves nothing, an empty one means that no key is set.
    if (key === undefined) unconfirmed.push(`its encryption with ${sent.keyIdentifier}`);
    else if (key !== sent.keyIdentifier) {
      const got = quote(key === null || key === '' ? 'no key' : key);
      problems.push(
        `it should be encrypted with ${sent.keyIdentifier}, and the API reports ${got}`,
      );
    }
  }
  return { problems, unconfirmed };
}

/** Two pages spell the plans with a space, the API without. */
function planKey(plan: string): string;
function planKey(plan: string | undefined): string | undefined;
function planKey(plan: string | undefined): string | undefined {
  return plan?.replaceAll(' ', '');
}
