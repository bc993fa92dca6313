import { mark } from '../../text/marked';
import { clusterSetting } from '../../vendor/cluster-setting';
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

function describe(declaration: PolicyDeclaration, { isUnknown }: ReviewContext): ReviewFacts {
  const { cluster, enabled = true, retentionDays } = declaration;
  return {
    action: 'configure',
    headline: `sets the automatic backups of cluster ${mark(cluster)}`,
    erases: [],
    target: { kind: isUnknown('cluster') ? 'cluster' : 'existing cluster', clusterId: cluster },
    schedule: {
      enabled,
      ...(retentionDays === undefined || isUnknown('retentionDays')
        ? {}
        : { keptDays: retentionDays }),
    },
    contents: contentsText(declaration),
    items: [],
    onDestroy: 'leaves the policy as it is',
    onRerun: 'writes the policy only if it differs',
    rerunErases: false,
  };
}

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function contentsText(declaration: PolicyDeclaration): string {
  const { enabled = true, days = [], startTime, retentionDays, crossRegionCopies } = declaration;
  if (!enabled) return 'automatic backups are OFF';
  const names = [...days].sort().map((day) => NAMES[Number(day) - 1] ?? mark(day));
  const copies = crossRegionCopies?.map(({ regionId, retentionDays: kept }) =>
    kept === undefined ? mark(regionId) : `${mark(regionId)} (${mark(kept)} days)`,
  );
  return [
    `automatic backups are on: ${names.join(', ')}, ${mark(startTime)} UTC`,
    ...(retentionDays === undefined ? [] : [`each is kept ${mark(retentionDays)} days`]),
    ...(copies === undefined
      ? []
      : [
          copies.length === 0
            ? 'no copies in other regions'
            : `a copy of each in ${copies.join(', ')}`,
        ]),
    'switching them on makes a backup at once',
  ].join('; ');
}
