import { pluralize } from '../../text/text';
import { LAST_LISTED, majorOf, nextRegular } from './version';

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
  /**
   * The major versions that a cluster of the backup's version, or of the source's where that is not stated, may be
   * upgraded to, as the API lists them; absent if it does not say.
   */
  readonly upgrades?: readonly string[] | undefined;
}

/** Why a backup cannot, or may not, be restored to a cluster; each a sentence without the full stop. */
export interface Fit {
  readonly impossible: readonly string[];
  /** What only the backup's own version and regions decide, which the API does not report. */
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
  { backupVersion, upgrades }: Declared,
): Fit {
  const [source, destination, backup] = [from, to, backupVersion].map(majorOf);
  if (destination === undefined) return doubt('the API reports no version of the destination');
  if (backup !== undefined) {
    const said = `the backup is of ${backupVersion} and the destination runs ${to}`;
    if (destination < backup) return { impossible: [`${said}, which is older`], open: [] };
    return laterFit(backup, destination, said, upgrades);
  }
  if (source === undefined) return doubt('the API reports no version of the source');
  const said = `the source runs ${from} and the destination ${to}`;
  if (destination < source) {
    return doubt(`${said}, which is older: only a backup from before the upgrade can be restored`);
  }
  return laterFit(source, destination, said, upgrades);
}

/** The same version fits; of a later one the API's list decides, and without it the version table as far as it goes. */
function laterFit(
  from: number,
  to: number,
  said: string,
  upgrades: readonly string[] | undefined,
): Fit {
  const fits: Fit = { impossible: [], open: [] };
  if (to === from) return fits;
  if (upgrades !== undefined) {
    if (upgrades.some((version) => majorOf(version) === to)) return fits;
    const allowed = upgrades.length === 0 ? 'no later version' : upgrades.join(', ');
    return doubt(`${said}, more than one major version later; the API lists ${allowed} for it`);
  }
  if (to > nextRegular(from)) return doubt(`${said}, more than one major version later`);
  if (to <= (majorOf(LAST_LISTED) as number)) return fits;
  return doubt(
    `${said}, and neither the API nor the version table up to ${LAST_LISTED} says whether that is the next major version`,
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
  if (from.length === 0 || to.length === 0) return ['the API reports no regions of the clusters'];
  if (plan !== 'ADVANCED') {
    if (from.length === 1 || to.length > 1) return [];
    return [
      `the source has ${pluralize(from.length, 'region')} and the destination one: multi-region databases do not restore there`,
    ];
  }
  const missing = from.filter((name) => !to.includes(name));
  if (missing.length === 0 || skipLocalitiesCheck === true) return [];
  return [
    `the destination lacks ${missing.join(', ')}, where the source is, and skipLocalitiesCheck is not set`,
  ];
}
