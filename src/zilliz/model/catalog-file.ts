import * as z from 'zod/mini';
import { UnusableAnswer } from '../../client/errors';
import { counted } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import {
  CATALOG_OF,
  CATALOG_VERSION,
  type CatalogProblem,
  catalogData,
  PULL_AGAIN,
} from '../../vendor/catalog-head';

const VENDOR = 'zilliz';

const time = z.string().check(z.refine((value) => parseTimestamp(value) !== undefined));
const some = z.string().check(z.minLength(1));

const Database = z.object({
  dbName: z._default(z.string(), ''),
  collections: z._default(
    z.array(z.object({ collectionName: z.string(), status: z.nullish(z.string()) })),
    [],
  ),
});

/** One backup: the fields of the API under their own names. An empty `expireTime` means kept for good. */
const CatalogBackup = z.object({
  backupId: some,
  backupType: z._default(z.string(), ''),
  creationMethod: z._default(z.string(), ''),
  status: z._default(z.string(), ''),
  size: z.nullish(z.number()),
  createTime: time,
  expireTime: z.nullish(
    z.pipe(
      z.union([time, z.literal('')]),
      z.transform((value) => (value === '' ? null : value)),
    ),
  ),
  restoreNewInstancePolicies: z.nullish(z.array(z.string())),
  dbCollections: z.nullish(z.array(Database)),
});

const CatalogCluster = z.object({
  clusterId: some,
  clusterName: z._default(z.string(), ''),
  projectId: z._default(z.string(), ''),
  projectPlan: z.optional(z.string()),
  regionId: z._default(z.string(), ''),
  cuType: z._default(z.string(), ''),
  status: z._default(z.string(), ''),
});

/** The committed file that `cluster-restore catalog pull` writes: the backups of one cluster. */
const CatalogFile = z.object({
  catalog: z.literal(CATALOG_OF),
  version: z.literal(CATALOG_VERSION),
  vendor: z.literal(VENDOR),
  pulledAt: time,
  cluster: CatalogCluster,
  latestGaVersion: z.optional(z.string()),
  backups: z.array(CatalogBackup),
});

/** See {@link CatalogFile}. */
export type CatalogFile = z.infer<typeof CatalogFile>;
/** See {@link CatalogBackup}. */
export type CatalogBackup = z.infer<typeof CatalogBackup>;

/** Reads the text of a catalog. */
export function readCatalog(text: string): { catalog: CatalogFile } | { problem: CatalogProblem } {
  const head = catalogData(text, VENDOR, 'Zilliz Cloud');
  if ('problem' in head) return head;
  const parsed = z.safeParse(CatalogFile, head.data);
  if (parsed.success) return { catalog: parsed.data };
  const places = parsed.error.issues.map(({ path }) => path.join('.'));
  const more = places.length === 1 ? '' : ` (and ${counted(places.length - 1, 'other place')})`;
  return { problem: { problem: `has no usable value at ${places[0]}${more}`, fix: PULL_AGAIN } };
}

/** Everything that a catalog is made of, as the API answered. */
export interface CatalogSources {
  /** `GET /v2/clusters/{clusterId}`. */
  readonly cluster: unknown;
  /** The plan of the cluster's project, where the caller may see it. */
  readonly projectPlan?: string;
  /** `GET /v2/clusters/{clusterId}/backups/{backupId}` of each. */
  readonly backups: readonly unknown[];
  readonly latestGaVersion?: string;
  readonly pulledAt: Date;
}

/** The catalog of a cluster, the newest backup first; fields that this release does not know are left out. */
export function catalogOf(sources: CatalogSources): CatalogFile {
  const { cluster, projectPlan, backups, latestGaVersion, pulledAt } = sources;
  const parsed = z.safeParse(CatalogFile, {
    catalog: CATALOG_OF,
    version: CATALOG_VERSION,
    vendor: VENDOR,
    pulledAt: pulledAt.toISOString().replace(/\.\d+Z$/, 'Z'),
    cluster: { ...(cluster as object), ...(projectPlan === undefined ? {} : { projectPlan }) },
    ...(latestGaVersion === undefined ? {} : { latestGaVersion }),
    backups,
  });
  if (!parsed.success) {
    const [place] = parsed.error.issues.map(({ path }) => path.join('.'));
    throw new UnusableAnswer(`the API tells no usable ${place}, which a catalog needs`);
  }
  return { ...parsed.data, backups: parsed.data.backups.map(written).sort(newestFirst) };
}

/** What the API left empty is left out; no end is written as `null`. */
function written(backup: CatalogBackup): CatalogBackup {
  const whole = { ...backup, expireTime: backup.expireTime ?? null };
  const told = Object.entries(whole).filter(
    ([name, value]) => name === 'expireTime' || (value !== null && value !== undefined),
  );
  return Object.fromEntries(told) as CatalogBackup;
}

function newestFirst(one: CatalogBackup, other: CatalogBackup): number {
  const [a = 0, b = 0] = [one, other].map(({ createTime }) =>
    parseTimestamp(createTime)?.getTime(),
  );
  const later = b - a;
  return later === 0 ? one.backupId.localeCompare(other.backupId, 'en') : later;
}
