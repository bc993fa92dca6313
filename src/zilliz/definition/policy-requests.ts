import type { Chosen } from '../../vendor/definition';
import type { VendorRequest } from '../../vendor/request';
import { type PolicyDeclaration, policyOf } from '../model/policy';

/**
 * The change of a backup policy: whole, because the reference does not say what becomes of a field that is left out.
 * What is not declared is sent as it is.
 */
export function policyRequests(
  declaration: PolicyDeclaration,
  { differing, kept = {} }: Chosen,
): VendorRequest[] {
  if (differing?.length === 0) return [];
  return [
    {
      name: 'backupPolicy',
      when: 'setting',
      method: 'POST',
      path: ['v2', 'clusters', declaration.cluster, 'backups', 'policy'],
      body: { ...kept, ...policyOf(declaration) },
      note: 'sent only if something differs; what is not declared is read first and sent as it is',
    },
  ];
}
