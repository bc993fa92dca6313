import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { projectPlanOf } from '../model/project-plan';

/** Customer-managed keys belong to the Business Critical plan. */
export const cmekPlan: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CMEK_PLAN',
  severity: 'acknowledge',
  otherSeverities: ['unchecked'],
  holds:
    'cmek is declared only for a cluster of a Business Critical project, or of an organization that brings its own cloud (BYOC)',
  remedy:
    'Restore into a Business Critical project, remove `cmek`, or acknowledge the rule for BYOC',
  source: 'https://docs.zilliz.com/docs/cmek',
  certainty: 'documented; what plan a BYOC project reports is unconfirmed',
  check(declaration) {
    if (declaration.cmek === undefined) return [];
    const plan = projectPlanOf(declaration);
    const path = 'targetProjectPlan';
    if (plan === undefined) {
      const problem =
        'cmek needs a Business Critical project, and synth cannot tell whether this is one';
      const fix = 'Declare the plan of the target project';
      return [{ severity: 'unchecked', path, problem, fix }];
    }
    if (plan === 'BusinessCritical') return [];
    const fix =
      'Restore into a Business Critical project, remove cmek, or acknowledge this rule for an organization with BYOC';
    const problem = 'must be BusinessCritical, because cmek is declared';
    return [{ path, problem, got: plan, fix }];
  },
};
