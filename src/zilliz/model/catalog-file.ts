import * as z from 'zod/mini';
import { CatalogText, CatalogTime, catalogHead } from '../../vendor/catalog-fields';
import { buildCatalogFile, type CatalogForm } from '../../vendor/catalog-file';

const Database = z.object({
  dbName: z._default(z.string(), ''),
  collections: z._default(
    z.array(z.object({ collectionName: z.string(), status: z.nullish(z.string()) })),
    [],
  ),
});

/** One backup: the fields of the API under their own names. An empty `expireTime` means kept for good. */
const CatalogBackup = z.object({
  backupId: CatalogText,
  backupType: z._default(z.string(), ''),
  creationMethod: z._default(z.string(), ''),
  status: z._default(z.string(), ''),
  size: z.nullish(z.number()),
  createTime: CatalogTime,
  expireTime: z.nullish(
    z.pipe(
      z.union([CatalogTime, z.literal('')]),
      z.transform((value) => (value === '' ? null : value)),
    ),
  ),
  restoreNewInstancePolicies: z.nullish(z.array(z.string())),
  dbCollections: z.nullish(z.array(Database)),
});

const CatalogCluster = z.object({
  /** Whether people depend on it: `catalog pull --production` says so, not the API. */
  production: z.optional(z.boolean()),
  clusterId: CatalogText,
  clusterName: z._default(z.string(), ''),
  projectId: z._default(z.string(), ''),
  projectPlan: z.optional(z.string()),
  regionId: z._default(z.string(), ''),
  cuType: z._default(z.string(), ''),
  status: z._default(z.string(), ''),
});

/** The committed file that `cluster-restore catalog pull` writes: the backups of one cluster. */
const CatalogFile = z.object({
  ...catalogHead('zilliz'),
  cluster: CatalogCluster,
  latestGaVersion: z.optional(z.string()),
  backups: z.array(CatalogBackup),
});

/** See {@link CatalogFile}. */
export type CatalogFile = z.infer<typeof CatalogFile>;
/** See {@link CatalogBackup}. */
export type CatalogBackup = z.infer<typeof CatalogBackup>;

/** The form of these catalogs. */
export const catalogForm: CatalogForm<CatalogFile> = {
  vendor: 'zilliz',
  title: 'Zilliz Cloud',
  schema: CatalogFile,
  keyOf: ({ backupId: id, createTime: time }) => ({ id, time }),
};

/** Everything that a catalog is made of, as the API reported it. */
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

/** The catalog of a cluster, the newest backup first. */
export function catalogOf(sources: CatalogSources): CatalogFile {
  const { cluster, projectPlan, backups, latestGaVersion, pulledAt } = sources;
  const catalog = buildCatalogFile(catalogForm, pulledAt, {
    cluster: { ...(cluster as object), ...(projectPlan === undefined ? {} : { projectPlan }) },
    ...(latestGaVersion === undefined ? {} : { latestGaVersion }),
    backups,
  });
  return { ...catalog, backups: catalog.backups.map(withoutEmpty) };
}

/** What the API left empty is left out; no end is written as `null`. */
function withoutEmpty(backup: CatalogBackup): CatalogBackup {
  const whole = { ...backup, expireTime: backup.expireTime ?? null };
  const kept = Object.entries(whole).filter(
    ([name, value]) => name === 'expireTime' || (value !== null && value !== undefined),
  );
  return Object.fromEntries(kept) as CatalogBackup;
}
