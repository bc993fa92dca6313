import * as z from 'zod/mini';
import { counted } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import {
  CATALOG_OF,
  CATALOG_VERSION,
  type CatalogProblem,
  catalogData,
  PULL_AGAIN,
} from '../../vendor/catalog-head';

const VENDOR = 'cockroach';

const time = z.string().check(z.refine((value) => parseTimestamp(value) !== undefined));
const some = z.string().check(z.minLength(1));

/** The source cluster: the fields of the API under their own names. */
const CatalogCluster = z.object({
  id: some,
  name: z._default(z.string(), ''),
  plan: z._default(z.string(), ''),
  cloud_provider: z._default(z.string(), ''),
  cockroach_version: z._default(z.string(), ''),
  regions: z._default(z.array(z.object({ name: z.string() })), []),
  backups_config: z.optional(
    z.object({ enabled: z.boolean(), frequency_minutes: z.number(), retention_days: z.number() }),
  ),
  /** When its encryption with customer-managed keys was switched on, where it was and the API tells. */
  cmek_enabled_at: z.optional(time),
});

/** The committed file that `cluster-restore catalog pull` writes: the backups of one cluster. */
const CatalogFile = z.object({
  catalog: z.literal(CATALOG_OF),
  version: z.literal(CATALOG_VERSION),
  vendor: z.literal(VENDOR),
  pulledAt: time,
  cluster: CatalogCluster,
  backups: z.array(z.object({ id: some, as_of_time: time })),
});

/** See {@link CatalogFile}. */
export type CatalogFile = z.infer<typeof CatalogFile>;

/** Reads the text of a catalog. */
export function readCatalog(text: string): { catalog: CatalogFile } | { problem: CatalogProblem } {
  const head = catalogData(text, VENDOR, 'CockroachDB Cloud');
  if ('problem' in head) return head;
  const parsed = z.safeParse(CatalogFile, head.data);
  if (parsed.success) return { catalog: parsed.data };
  const places = parsed.error.issues.map(({ path }) => path.join('.'));
  const more = places.length === 1 ? '' : ` (and ${counted(places.length - 1, 'other place')})`;
  return { problem: { problem: `has no usable value at ${places[0]}${more}`, fix: PULL_AGAIN } };
}

/** Everything that a catalog is made of, as the API answered. */
export interface CatalogSources {
  readonly cluster: object;
  readonly backupsConfig: object;
  readonly backups: readonly object[];
  readonly cmekEnabledAt?: string;
  readonly pulledAt: Date;
}

/** The catalog of a cluster, the newest backup first; fields that this release does not know are left out. */
export function catalogOf(sources: CatalogSources): CatalogFile {
  const { cluster, backupsConfig, backups, cmekEnabledAt, pulledAt } = sources;
  const cmek = cmekEnabledAt === undefined ? {} : { cmek_enabled_at: cmekEnabledAt };
  const catalog = z.parse(CatalogFile, {
    catalog: CATALOG_OF,
    version: CATALOG_VERSION,
    vendor: VENDOR,
    pulledAt: pulledAt.toISOString().replace(/\.\d+Z$/, 'Z'),
    cluster: { ...cluster, backups_config: backupsConfig, ...cmek },
    backups,
  });
  return { ...catalog, backups: [...catalog.backups].sort(newestFirst) };
}

type Listed = CatalogFile['backups'][number];

function newestFirst(one: Listed, other: Listed): number {
  const [a, b] = [one, other].map(({ as_of_time }) => parseTimestamp(as_of_time)?.getTime() ?? 0);
  return a === b ? one.id.localeCompare(other.id, 'en') : (b ?? 0) - (a ?? 0);
}
