import { projectPlan } from '../../../src/zilliz/rules/project-plan';
import { said } from '../../support/rules';

const SOURCE = 'proj-20e13e974c7d659a83a1b2';
const backup = {
  clusterId: 'in01-3b1c0a5d4e6f789',
  known: { projectId: SOURCE, projectPlan: 'Enterprise' },
};

describe('ZILLIZ_PROJECT_PLAN', () => {
  test('warns of a stated plan that the catalog contradicts', () => {
    const targetProjectPlan = 'BusinessCritical';
    expect(said(projectPlan, { backup, targetProject: SOURCE, targetProjectPlan })).toEqual([
      'warning: targetProjectPlan: the catalog says that the project has the plan Enterprise, got "BusinessCritical". Correct it, or pull the catalog again; the rules use the declared plan. [ZILLIZ_PROJECT_PLAN]',
    ]);
  });

  test.each([
    ['the same plan', { targetProject: SOURCE, targetProjectPlan: 'Enterprise' as const }],
    ['another project', { targetProject: 'proj-other', targetProjectPlan: 'Standard' as const }],
    ['no stated plan', { targetProject: SOURCE }],
    ['a project that only Terraform knows', { targetProjectPlan: 'Standard' as const }],
  ])('accepts %s', (_title, change) => {
    expect(said(projectPlan, { backup, ...change })).toEqual([]);
  });
});
