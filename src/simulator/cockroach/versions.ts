interface Release {
  readonly version: string;
  readonly type: 'REGULAR' | 'INNOVATION';
}

/** The major versions that the simulator knows, oldest first. */
export const RELEASES: readonly Release[] = [
  { version: 'v24.1', type: 'REGULAR' },
  { version: 'v24.2', type: 'INNOVATION' },
  { version: 'v24.3', type: 'REGULAR' },
  { version: 'v25.1', type: 'INNOVATION' },
  { version: 'v25.2', type: 'REGULAR' },
  { version: 'v25.3', type: 'INNOVATION' },
  { version: 'v25.4', type: 'REGULAR' },
  { version: 'v26.1', type: 'INNOVATION' },
  { version: 'v26.2', type: 'REGULAR' },
  { version: 'v26.3', type: 'INNOVATION' },
];

/**
 * Whether a cluster of one version can take a backup of another: the same major version, or a later
 * one up to the next regular release. Versions that are not in the list fit only themselves. Newer
 * into older never fits.
 */
export function canRestore(backupVersion: string, clusterVersion: string): boolean {
  const from = positionOf(backupVersion);
  const to = positionOf(clusterVersion);
  if (from === -1 || to === -1) {
    return majorOf(backupVersion) === majorOf(clusterVersion);
  }
  const next = RELEASES.findIndex(({ type }, at) => at > from && type === 'REGULAR');
  return to >= from && (next === -1 || to <= next);
}

function positionOf(version: string): number {
  return RELEASES.findIndex((release) => release.version === majorOf(version));
}

function majorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
