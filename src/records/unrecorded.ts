import type { Unrecorded } from '../vendor/inventory';
import type { Vendor } from '../vendor/vendor';
import type { LedgerEntry } from './ledger';
import type { ApiOf } from './look';
import type { Records } from './records';

/** Something that looks restored at a vendor, and which neither a state nor a journal records. */
export interface UnrecordedFinding extends Unrecorded {
  readonly vendor: string;
}

/**
 * Asks each vendor that the code or a record names for what looks restored and is recorded nowhere here. It may be
 * of another app: nothing proves its origin, and none of it is ever dropped.
 */
export async function unrecordedIn(
  { declared }: Records,
  entries: readonly LedgerEntry[],
  apis: ApiOf,
  sources: readonly string[],
): Promise<UnrecordedFinding[]> {
  const concerned = new Set<Vendor>([
    ...declared.restores.map(({ vendor }) => vendor),
    ...entries.flatMap(({ vendor }) => vendor ?? []),
  ]);
  const found: UnrecordedFinding[] = [];
  for (const vendor of concerned) {
    const recorded = entries
      .filter((one) => one.vendor === vendor)
      .flatMap(({ recorded, journal, inState }) =>
        inState === undefined && journal === undefined ? [] : [recorded],
      );
    const known = {
      declared: declared.restores.filter((one) => one.vendor === vendor),
      recorded,
      sources,
    };
    const all = (await vendor.protocol().inventory.unrecorded?.(apis(vendor), known)) ?? [];
    found.push(...all.map((one) => ({ ...one, vendor: vendor.definition.title })));
  }
  return found;
}
