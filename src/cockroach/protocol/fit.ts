import type { RestoreDeclaration } from '../model/declaration';
import { majorOf, nextRegular } from '../model/version';
import { type Cluster, titleOf } from './clusters';

/** Why a backup cannot be restored to a destination, and what to change. */
export interface Misfit {
  readonly problem: string;
  readonly fix: string;
}

/**
 * Whether a backup of the source can be restored to the destination, by what the API tells of both clusters. The
 * backup's own version is not among it: the source's is the newest that it can have, unless the user states it.
 */
export function findMisfit(
  { backup }: Pick<RestoreDeclaration, 'backup'>,
  source: Cluster,
  destination: Cluster,
): Misfit | undefined {
  const stated = backup.known?.cockroachVersion;
  const [from, to] = [
    majorOf(stated ?? source.cockroach_version),
    majorOf(destination.cockroach_version),
  ];
  if (from === undefined || to === undefined) {
    const unknown = from === undefined ? source : destination;
    return {
      problem: `the API does not tell the version of ${titleOf(unknown)} in a known form: ${JSON.stringify(unknown.cockroach_version)}`,
      fix: 'State cockroachVersion of the backup, or update this library',
    };
  }
  const whose = stated === undefined ? `the source ${titleOf(source)} runs` : 'the backup is of';
  const versions = `${whose} ${stated ?? source.cockroach_version}, and the destination ${titleOf(destination)} runs ${destination.cockroach_version}`;
  if (to < from) {
    return {
      problem: `${versions}, which is older`,
      fix:
        stated === undefined
          ? 'Upgrade the destination, or state cockroachVersion of the backup if it was taken before the source was upgraded'
          : 'Upgrade the destination, or choose another one',
    };
  }
  if (to > nextRegular(from)) {
    return {
      problem: `${versions}, which is more than one major version newer`,
      fix: 'Restore to a cluster in between and upgrade that',
    };
  }
  return undefined;
}

/** Whether the regions of the destination can take what the source may hold. */
export function findRegionMisfit(
  { plan, skipLocalitiesCheck }: Pick<RestoreDeclaration, 'plan' | 'skipLocalitiesCheck'>,
  source: Cluster,
  destination: Cluster,
): Misfit | undefined {
  const [from, to] = [source, destination].map(({ regions }) =>
    regions.map(({ name }) => name),
  ) as [string[], string[]];
  const regions = `the source ${titleOf(source)} is in ${listed(from)}, and the destination ${titleOf(destination)} in ${listed(to)}`;
  if (plan !== 'ADVANCED') {
    if (from.length < 2 || to.length > 1) return undefined;
    return {
      problem: `${regions}: a multi-region database cannot be restored to a single region on plan ${plan}`,
      fix: 'Choose a destination with several regions, or empty this one by hand if no database is multi-region',
    };
  }
  if (skipLocalitiesCheck === true || from.every((name) => to.includes(name))) return undefined;
  return {
    problem: `${regions}, which differ`,
    fix: 'Choose a destination in these regions, or set skipLocalitiesCheck',
  };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'unknown regions' : names.join(', ');
}
