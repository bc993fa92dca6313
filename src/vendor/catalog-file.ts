import * as z from 'zod/mini';
import { UnusableResponse } from '../client/errors';
import { pluralize } from '../text/text';
import { parseTimestamp } from '../text/timestamp';
import {
  CATALOG_OF,
  CATALOG_VERSION,
  type CatalogProblem,
  catalogData,
  PULL_AGAIN,
} from './catalog-head';

/** What is read from the file of a catalog: its contents, or why it is of no use. */
export type CatalogRead<File> = { readonly catalog: File } | { readonly problem: CatalogProblem };

/** What the catalogs of all vendors have in common. */
export interface AnyCatalogFile {
  readonly pulledAt: string;
  /** The newest first. */
  readonly backups: readonly object[];
}

/** A backup in a catalog. */
export type BackupIn<File extends AnyCatalogFile> = File['backups'][number];

/** The form of one vendor's catalogs. */
export interface CatalogForm<File extends AnyCatalogFile> {
  readonly vendor: string;
  /** The vendor's name for people. */
  readonly title: string;
  readonly schema: z.ZodMiniType<File>;
  keyOf(backup: BackupIn<File>): { readonly id: string; readonly time: string };
}

/** Reads the text of a catalog. */
export function readCatalogFile<File extends AnyCatalogFile>(
  { vendor, title, schema }: CatalogForm<File>,
  text: string,
): CatalogRead<File> {
  const head = catalogData(text, vendor, title);
  if ('problem' in head) return head;
  const parsed = z.safeParse(schema, head.data);
  if (parsed.success) return { catalog: parsed.data };
  const places = parsed.error.issues.map(({ path }) => path.join('.'));
  const more = places.length === 1 ? '' : ` (and ${pluralize(places.length - 1, 'other place')})`;
  return { problem: { problem: `has no usable value at ${places[0]}${more}`, fix: PULL_AGAIN } };
}

/**
 * Builds a catalog from what the API reported, the newest backup first. Fields that this release does not know are
 * left out.
 */
export function buildCatalogFile<File extends AnyCatalogFile>(
  { vendor, schema, keyOf }: CatalogForm<File>,
  pulledAt: Date,
  contents: object,
): File {
  const parsed = z.safeParse(schema, {
    catalog: CATALOG_OF,
    version: CATALOG_VERSION,
    vendor,
    pulledAt: pulledAt.toISOString().replace(/\.\d+Z$/, 'Z'),
    ...contents,
  });
  if (parsed.success) {
    const { backups } = parsed.data;
    return { ...parsed.data, backups: [...backups].sort(newestFirst(keyOf)) };
  }
  const [place] = parsed.error.issues.map(({ path }) => path.join('.'));
  throw new UnusableResponse(`the API returns no usable ${place}, which a catalog needs`);
}

/** Puts the newest backup first; of the same time, the one whose id comes first. */
function newestFirst<Backup>(
  keyOf: (backup: Backup) => { readonly id: string; readonly time: string },
): (one: Backup, other: Backup) => number {
  const momentOf = (backup: Backup) => parseTimestamp(keyOf(backup).time)?.getTime() ?? 0;
  return (one, other) =>
    momentOf(other) - momentOf(one) || keyOf(one).id.localeCompare(keyOf(other).id, 'en');
}
