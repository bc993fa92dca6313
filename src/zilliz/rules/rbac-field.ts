import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

/** The guide offers the choice about RBAC, and no public reference names the field. */
export const rbacField: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_RBAC_FIELD',
  severity: 'warning',
  holds: 'includeRbac is sent under a name that the public reference does not confirm',
  remedy: 'Check the users and roles of the restored cluster',
  source: 'https://docs.zilliz.com/docs/restore-from-backup-files',
  certainty: 'the choice is documented, the field is unconfirmed',
  check({ includeRbac }) {
    if (includeRbac === undefined) return [];
    const problem =
      'the API may ignore it: the guide offers the option, but the API reference has no such field';
    const fix = 'Check the users and roles of the restored cluster';
    return [{ path: 'includeRbac', problem, got: includeRbac, fix }];
  },
};
