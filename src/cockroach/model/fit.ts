import { counted } from '../../text/text';
import { majorOf, nextRegular } from './version';

/** The rule whose acknowledgement lets a destination be wiped although only the backup decides whether it fits. */
export const WIPE_FIT_RULE_ID = 'COCKROACH_WIPE_FIT';

/** What decides whether a backup of one cluster can be restored to another. */
export interface ComparedCluster {
  readonly cockroach_version: string;
  readonly regions: readonly { readonly name: string }[];
}

/** What is declared besides. */
export interface Declared {
  readonly plan: string;
  /** The version of the backup, where the user states it. */
  readonly backupVersion?: string | undefined;
  readonly skipLocalitiesCheck?: boolean | undefined;
}

/** Why a backup cannot, or may not, be restored to a cluster; each a sentence without the full stop. */
export interface Fit {
  readonly impossible: readonly string[];
  /** What only the backup's own version and regions decide, which the API does not tell. */
  readonly open: readonly string[];
}

/** Compares the versions and regions of both clusters with what can be restored. */
export function fitOf(
  source: ComparedCluster,
  destination: ComparedCluster,
  declared: Declared,
): Fit {
  const version = versionFit(source, destination, declared);
  return { ...version, open: [...version.open, ...regionDoubts(source, destination, declared)] };
}

/** Versions never go down, and go up to the next major version. A backup is never newer than its cluster. */
function versionFit(
  { cockroach_version: from }: ComparedCluster,
  { cockroach_version: to }: ComparedCluster,
  { backupVersion }: Declared,
): Fit {
  const [source, destination, backup] = [from, to, backupVersion].map(majorOf);
  if (destination === undefined) return doubt('the API tells no version of the destination');
  if (backup !== undefined) {
    if (destination < backup) {
      const problem = `the backup is of ${backupVersion} and the destination runs ${to}, which is older`;
      return { impossible: [problem], open: [] };
    }
    if (destination <= nextRegular(backup)) return { impossible: [], open: [] };
    return doubt(
      `the backup is of ${backupVersion} and the destination runs ${to}, more than one major version later`,
    );
  }
  if (source === undefined) return doubt('the API tells no version of the source');
  if (destination < source) {
    return doubt(
      `the source runs ${from} and the destination ${to}, which is older: only a backup from before the upgrade can be restored`,
    );
  }
  if (destination <= nextRegular(source)) return { impossible: [], open: [] };
  return doubt(
    `the source runs ${from} and the destination ${to}, more than one major version later`,
  );
}

function doubt(open: string): Fit {
  return { impossible: [], open: [open] };
}

function regionDoubts(
  source: ComparedCluster,
  destination: ComparedCluster,
  { plan, skipLocalitiesCheck }: Declared,
): string[] {
  const [from, to] = [source, destination].map(({ regions }) => regions.map(({ name }) => name));
  if (from === undefined || to === undefined) return [];
  if (from.length === 0 || to.length === 0) return ['the API tells no regions of the clusters'];
  if (plan !== 'ADVANCED') {
    if (from.length === 1 || to.length > 1) return [];
    return [
      `the source has ${counted(from.length, 'region')} and the destination one: multi-region databases do not restore there`,
    ];
  }
  const missing = from.filter((name) => !to.includes(name));
  if (missing.length === 0 || skipLocalitiesCheck === true) return [];
  return [
    `the destination lacks ${missing.join(', ')}, where the source is, and skipLocalitiesCheck is not set`,
  ];
}
