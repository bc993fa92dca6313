import * as z from 'zod/mini';
import { UnusableResponse } from '../client/errors';
import { counted } from '../text/text';
import { parseTimestamp } from '../text/timestamp';
import {
  CATALOG_OF,
  CATALOG_VERSION,
  type CatalogProblem,
  catalogData,
  PULL_AGAIN,
} from './catalog-head';

/** A time in a catalog. */
export const CatalogTime = z
  .string()
  .check(z.refine((value) => parseTimestamp(value) !== undefined));

/** A text in a catalog that is not empty. */
export const CatalogText = z.string().check(z.minLength(1));

/** The first keys of the catalogs of a vendor. */
export const catalogHead = <Vendor extends string>(vendor: Vendor) => ({
  catalog: z.literal(CATALOG_OF),
  version: z.literal(CATALOG_VERSION),
  vendor: z.literal(vendor),
  pulledAt: CatalogTime,
});

/** What is read from the file of a catalog: its contents, or why it is of no use. */
export type CatalogRead<File> = { readonly catalog: File } | { readonly problem: CatalogProblem };

/** The form of one vendor's catalogs. */
export interface CatalogForm<File> {
  readonly vendor: string;
  /** The vendor's name for people. */
  readonly title: string;
  readonly schema: z.ZodMiniType<File>;
}

/** Reads the text of a catalog. */
export function readCatalogFile<File>(
  { vendor, title, schema }: CatalogForm<File>,
  text: string,
): CatalogRead<File> {
  const head = catalogData(text, vendor, title);
  if ('problem' in head) return head;
  const parsed = z.safeParse(schema, head.data);
  if (parsed.success) return { catalog: parsed.data };
  const places = parsed.error.issues.map(({ path }) => path.join('.'));
  const more = places.length === 1 ? '' : ` (and ${counted(places.length - 1, 'other place')})`;
  return { problem: { problem: `has no usable value at ${places[0]}${more}`, fix: PULL_AGAIN } };
}

/** Makes a catalog of what the API reported; fields that this release does not know are left out. */
export function buildCatalogFile<File>(
  { vendor, schema }: CatalogForm<File>,
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
  if (parsed.success) return parsed.data;
  const [place] = parsed.error.issues.map(({ path }) => path.join('.'));
  throw new UnusableResponse(`the API returns no usable ${place}, which a catalog needs`);
}

/** Puts the newest backup first; of the same time, the one whose id comes first. */
export function newestFirst<Backup>(
  keyOf: (backup: Backup) => { readonly id: string; readonly time: string },
): (one: Backup, other: Backup) => number {
  const momentOf = (backup: Backup) => parseTimestamp(keyOf(backup).time)?.getTime() ?? 0;
  return (one, other) =>
    momentOf(other) - momentOf(one) || keyOf(one).id.localeCompare(keyOf(other).id, 'en');
}
