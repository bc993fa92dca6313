import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { planInCatalog } from '../model/project-plan';

/** The plan that is stated is the one that the catalog knows. */
export const projectPlan: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_PROJECT_PLAN',
  severity: 'warning',
  holds: 'targetProjectPlan is what the catalog says of that project',
  remedy: 'Correct `targetProjectPlan`, or pull the catalog again',
  source: 'https://docs.zilliz.com/reference/restful/describe-project-v2',
  certainty: 'ours',
  check({ targetProject, targetProjectPlan: stated, backup }) {
    const known = planInCatalog(targetProject, backup?.known);
    if (stated === undefined || known === undefined || stated === known) return [];
    const problem = `the catalog says that the project has the plan ${known}`;
    const fix = 'Correct it, or pull the catalog again; the rules use the declared plan';
    return [{ path: 'targetProjectPlan', problem, got: stated, fix }];
  },
};
