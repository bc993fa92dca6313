import type { SettingDefinition } from './definition';

type Shared = 'targetProps' | 'shapeRuleId' | 'details';

/** A setting of one cluster: the prop `cluster` names it, and a plan shows nothing besides its identity. */
export function clusterSetting<Declaration>(
  shapeRuleId: string,
  own: Omit<SettingDefinition<Declaration>, Shared>,
): SettingDefinition<Declaration> {
  return { targetProps: { cluster: 'cluster' }, shapeRuleId, details: () => ({}), ...own };
}
