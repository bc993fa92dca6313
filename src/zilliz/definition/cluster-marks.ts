import { mark } from '../../text/marked';
import { clusterSetting, settingFacts } from '../../vendor/cluster-setting';
import type { Chosen } from '../../vendor/definition';
import type { VendorRequest } from '../../vendor/request';
import { SHAPE_RULE_ID } from '../model/declaration';
import {
  type MarksDeclaration,
  marksDeclarationSchema,
  stampDescription,
  stampOf,
} from '../model/marks';
import { marksRules } from '../rules';

/** Owner, data class and expiry in the description of a restored cluster. */
export const clusterMarks = clusterSetting<MarksDeclaration>(SHAPE_RULE_ID, {
  name: 'clusterMarks',
  schema: marksDeclarationSchema,
  rules: marksRules,
  identity: (declaration) => ({ cluster_id: declaration.cluster, stamp: stampOf(declaration) }),
  requests: marksRequests,
  describe: (declaration, context) =>
    settingFacts(declaration.cluster, context, {
      headline: `stamps the cluster that ${mark(declaration.restore)} restores`,
      contents: `its description says ${mark(stampOf(declaration))}; what else it says is kept`,
      onDestroy: 'leaves the description as it is',
      onRerun: 'writes the description only if it differs',
    }),
});

/** The change of the description; while nobody looked, the stamp alone. */
export function marksRequests(
  declaration: MarksDeclaration,
  { differing, kept }: Chosen,
): VendorRequest[] {
  if (differing?.length === 0) return [];
  const { cluster, stampOrganization } = declaration;
  const present = typeof kept?.description === 'string' ? kept.description : '';
  return [
    {
      name: 'clusterMarks',
      when: 'setting',
      method: 'PATCH',
      path: ['v2', 'clusters', cluster],
      headers: { OrgId: stampOrganization },
      body: { description: stampDescription(present, stampOf(declaration)) },
      note: `sent after the restore, only if it differs, with the header \`OrgId\` (${mark(stampOrganization)}); what else the description says is read first and kept`,
    },
  ];
}
