import type { ApiClient } from '../client/api-client';
import { ClientError } from '../client/errors';
import type { Recorded } from '../spec/spec';
import { type Inspection, inspection } from '../vendor/outcomes';
import { isOfEveryLook } from '../vendor/preflight';
import type { Vendor } from '../vendor/vendor';
import type { LedgerEntry } from './ledger';

/** The API of a vendor, for reading. */
export type ApiOf = (vendor: Vendor) => ApiClient;

/** What exists of a restore now. */
export interface Looked extends Inspection {
  /** What is recorded of it, with the id that was found, where none was. */
  readonly found?: Recorded;
}

/**
 * Asks the vendor what has become of what is recorded. What cannot be asked is unknown; a key that is none, or a vendor
 * that cannot be reached, is thrown. `sources` are clusters that restores read from: none of them was restored.
 */
export async function lookAt(
  entry: LedgerEntry,
  apiOf: ApiOf,
  sources: readonly string[],
): Promise<Looked> {
  const { vendor, operation, recorded, isUnknown } = entry;
  if (vendor === undefined) return inspection('unknown', 'what is recorded is of another release');
  const protocol = vendor.protocol();
  const { operations } = protocol;
  const inspect = Object.hasOwn(operations, operation) ? operations[operation]?.inspect : undefined;
  const api = apiOf(vendor);
  try {
    if (inspect === undefined) return inspection('unknown', 'this release cannot inspect it');
    if (!isUnknown) return await inspect({ api, sources }, recorded);
    return await afterLostResponse(entry, api, (found) => inspect({ api, sources }, found));
  } catch (error) {
    if (!(error instanceof ClientError) || isOfEveryLook(error) || isWithoutKey(error)) throw error;
    return inspection('unknown', error.problem);
  }
}

function isWithoutKey({ kind, request }: ClientError): boolean {
  return kind === 'usage' || (kind === 'credentials' && request === undefined);
}

/** A request whose response was lost: only what is proven to be of it counts. */
async function afterLostResponse(
  { vendor, recorded }: LedgerEntry,
  api: ApiClient,
  inspect: (found: Recorded) => Promise<Inspection>,
): Promise<Looked> {
  const find = vendor?.protocol().inventory.findCreated;
  if (find === undefined) {
    return inspection('unknown', 'its response was lost, and the API cannot tell whether it acted');
  }
  const found = await find(api, recorded);
  if (found === undefined) {
    return inspection('gone', 'nothing that it may have made');
  }
  return { ...(await inspect(found)), found };
}

/** The clusters from which any of these restores reads. */
export function sourcesOf(entries: readonly LedgerEntry[]): string[] {
  const all = entries.flatMap(({ recorded, declared }) => [
    ...(recorded.source_cluster_ids ?? '').split(' '),
    recorded.source_cluster_id ?? '',
    declared?.sourceClusterId ?? '',
  ]);
  return [...new Set(all)].filter((id) => id !== '').sort();
}
