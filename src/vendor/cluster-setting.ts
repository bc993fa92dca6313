import { kindOfCluster } from './cluster-text';
import type { SettingDefinition } from './definition';
import type { ReviewContext, ReviewFacts } from './facts';

type Shared = 'targetProps' | 'shapeRuleId' | 'details';

/** A setting of one cluster: the prop `cluster` names it, and a plan shows nothing besides its identity. */
export function clusterSetting<Declaration>(
  shapeRuleId: string,
  own: Omit<SettingDefinition<Declaration>, Shared>,
): SettingDefinition<Declaration> {
  return { targetProps: { cluster: 'cluster' }, shapeRuleId, details: () => ({}), ...own };
}

type Said = 'headline' | 'contents' | 'onDestroy' | 'onRerun';

/** What a reviewer must know of a setting: it erases nothing, and what existed before stays. */
export function settingFacts(
  cluster: string,
  { isUnknown }: ReviewContext,
  said: Pick<ReviewFacts, Said> & Partial<ReviewFacts>,
): ReviewFacts {
  const target = { kind: kindOfCluster(isUnknown('cluster')), clusterId: cluster };
  return { action: 'configure', erases: [], target, items: [], rerunErases: false, ...said };
}
