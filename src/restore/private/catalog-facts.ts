import { Lazy, Token } from 'cdktf';
import { defined } from './known';

/** A catalog as the factories of a Backup read it. */
interface ReadCatalog<Facts> {
  readonly _clusterId: string | undefined;
  _facts(backupId: string | undefined): Facts;
}

/** Without a catalog, as JavaScript lets it be: one that cannot be read, for a finding and no stack trace. */
export function catalogOr<Catalog extends { _facts: unknown }>(
  catalog: Catalog | undefined,
  unreadable: () => Catalog,
): Catalog {
  return typeof catalog?._facts === 'function' ? catalog : unreadable();
}

/** One backup of a catalog: its cluster, and what the catalog knows of it; what its owner knows overrules it. */
export function inCatalog(
  catalog: ReadCatalog<object>,
  backupId: string,
  known: object,
): { readonly clusterId: string; readonly backupId: string; readonly facts: object } {
  return {
    // Without a readable catalog the cluster is unknown, not wrong: the catalog's own problem is what is shown.
    clusterId: catalog._clusterId ?? Lazy.stringValue({ produce: () => '' }),
    backupId,
    facts: {
      ...catalog._facts(Token.isUnresolved(backupId) ? undefined : backupId),
      ...defined(known),
    },
  };
}
