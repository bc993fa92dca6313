import type { Problem, Rule } from '../../evaluation/rule';
import type { ClusterDeclaration, CollectionsDeclaration } from '../model/declaration';

type Declaration = Partial<
  Pick<ClusterDeclaration, 'backup' | 'targetProjectRegions'> &
    Pick<CollectionsDeclaration, 'targetRegionId'>
>;

/** A restore stays in the region of its backup. */
export const sameRegion: Rule<Declaration> = {
  id: 'ZILLIZ_SAME_REGION',
  severity: 'error',
  otherSeverities: ['acknowledge'],
  holds:
    'The target is in the region of the backup: the region is bound to the target project, and a target cluster is in it',
  remedy: 'Bind the region to the project, or restore into a project that has it',
  source: 'https://docs.zilliz.com/reference/restful/restore-cluster-backup-v2',
  certainty: 'documented for clusters; for collections documented for the console only',
  check({ backup, targetProjectRegions, targetRegionId }) {
    const region = backup?.known?.regionId;
    if (region === undefined) return [];
    return [...ofProject(region, targetProjectRegions), ...ofCluster(region, targetRegionId)];
  },
};

function ofProject(region: string, regions: readonly string[] | undefined): Problem[] {
  if (regions === undefined || regions.includes(region)) return [];
  const problem = `must include ${region}, the region of the backup: the cluster is restored there`;
  const fix = `Bind ${region} to the project, or restore into a project that has it`;
  return [{ path: 'targetProjectRegions', problem, got: regions, fix }];
}

// Documented for the console; the reference of restoreCollection does not say it, so there is a way past it.
function ofCluster(region: string, target: string | undefined): Problem[] {
  if (target === undefined || target === region) return [];
  const problem = `must be ${region}, the region of the backup`;
  const fix = `Restore into a cluster in ${region}, or a copy of the backup in ${target}`;
  return [{ severity: 'acknowledge', path: 'targetRegionId', problem, got: target, fix }];
}
