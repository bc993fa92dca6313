import * as z from 'zod/mini';
import { parseTimestamp } from '../text/timestamp';
import { CATALOG_OF, CATALOG_VERSION } from './catalog-head';

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
