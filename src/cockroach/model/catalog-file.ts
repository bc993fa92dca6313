import * as z from 'zod/mini';
import { CatalogText, CatalogTime, catalogHead } from '../../vendor/catalog-fields';
import { buildCatalogFile, type CatalogForm } from '../../vendor/catalog-file';

/** The source cluster: the fields of the API under their own names. */
const CatalogCluster = z.object({
  id: CatalogText,
  name: z._default(z.string(), ''),
  plan: z._default(z.string(), ''),
  cloud_provider: z._default(z.string(), ''),
  cockroach_version: z._default(z.string(), ''),
  regions: z._default(z.array(z.object({ name: z.string() })), []),
  backups_config: z.optional(
    z.object({ enabled: z.boolean(), frequency_minutes: z.number(), retention_days: z.number() }),
  ),
  /** When its encryption with customer-managed keys was enabled, if it was and the API reports it. */
  cmek_enabled_at: z.optional(CatalogTime),
  /** Whether people depend on it: `catalog pull --production` says so, not the API. */
  production: z.optional(z.boolean()),
});

/** The committed file that `cluster-restore catalog pull` writes: the backups of one cluster. */
const CatalogFile = z.object({
  ...catalogHead('cockroach'),
  cluster: CatalogCluster,
  backups: z.array(z.object({ id: CatalogText, as_of_time: CatalogTime })),
});

/** See {@link CatalogFile}. */
export type CatalogFile = z.infer<typeof CatalogFile>;

/** The form of these catalogs. */
export const catalogForm: CatalogForm<CatalogFile> = {
  vendor: 'cockroach',
  title: 'CockroachDB Cloud',
  schema: CatalogFile,
  keyOf: ({ id, as_of_time: time }) => ({ id, time }),
};

/** Everything that a catalog is made of, as the API reported it. */
export interface CatalogSources {
  readonly cluster: object;
  readonly backupsConfig: object;
  readonly backups: readonly object[];
  readonly cmekEnabledAt?: string;
  readonly pulledAt: Date;
}

/** The catalog of a cluster, the newest backup first. */
export function catalogOf(sources: CatalogSources): CatalogFile {
  const { cluster, backupsConfig, backups, cmekEnabledAt, pulledAt } = sources;
  const cmek = cmekEnabledAt === undefined ? {} : { cmek_enabled_at: cmekEnabledAt };
  return buildCatalogFile(catalogForm, pulledAt, {
    cluster: { ...cluster, backups_config: backupsConfig, ...cmek },
    backups,
  });
}
