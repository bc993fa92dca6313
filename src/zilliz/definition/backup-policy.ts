import { mark } from '../../text/marked';
import { clusterSetting, settingFacts } from '../../vendor/cluster-setting';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import { SHAPE_RULE_ID } from '../model/declaration';
import { type PolicyDeclaration, policyDeclarationSchema, policyOf } from '../model/policy';
import { policyRules } from '../rules';
import { policyRequests } from './policy-requests';

/** The automatic backups of a cluster. */
export const backupPolicy = clusterSetting<PolicyDeclaration>(SHAPE_RULE_ID, {
  name: 'backupPolicy',
  schema: policyDeclarationSchema,
  rules: policyRules,
  identity: (declaration) => ({
    cluster_id: declaration.cluster,
    policy: { json: policyOf(declaration) },
  }),
  requests: policyRequests,
  describe,
});

function describe(declaration: PolicyDeclaration, context: ReviewContext): ReviewFacts {
  const { cluster, enabled = true, retentionDays } = declaration;
  const keptDays = context.isUnknown('retentionDays') ? undefined : retentionDays;
  return settingFacts(cluster, context, {
    headline: `sets the automatic backups of cluster ${mark(cluster)}`,
    schedule: keptDays === undefined ? { enabled } : { enabled, keptDays },
    contents: contentsText(declaration),
    onDestroy: 'leaves the policy as it is',
    onRerun: 'writes the policy only if it differs',
  });
}

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function contentsText(declaration: PolicyDeclaration): string {
  const { enabled = true, days = [], startTime, retentionDays, crossRegionCopies } = declaration;
  if (!enabled) return 'automatic backups are OFF';
  const names = [...days].sort().map((day) => NAMES[Number(day) - 1] ?? mark(day));
  const copies = crossRegionCopies?.map(({ regionId, retentionDays: kept }) =>
    kept === undefined ? mark(regionId) : `${mark(regionId)} (${mark(kept)} days)`,
  );
  const copied =
    copies?.length === 0 ? 'no copies in other regions' : `a copy of each in ${copies?.join(', ')}`;
  return [
    `automatic backups are on: ${names.join(', ')}, ${mark(startTime)} UTC`,
    ...(retentionDays === undefined ? [] : [`each is kept ${mark(retentionDays)} days`]),
    ...(copies === undefined ? [] : [copied]),
    'switching them on makes a backup at once',
  ].join('; ');
}
