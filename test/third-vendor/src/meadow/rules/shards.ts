import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

const MOST = 8;

export const shards: Rule<Partial<ClusterDeclaration>> = {
  id: 'MEADOW_SHARDS',
  severity: 'error',
  holds: `A cluster has at most ${MOST} shards`,
  remedy: 'Use fewer',
  source: 'test/third-vendor',
  certainty: 'ours',
  check({ shards: got }) {
    if (got === undefined || got <= MOST) return [];
    return [{ path: 'shards', problem: `must be at most ${MOST}`, got, fix: 'Use fewer shards' }];
  },
};
