import { cmekPlan } from '../../../src/zilliz/rules/cmek-plan';
import { said } from '../../support/rules';

const cmek = {
  kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};

describe('ZILLIZ_CMEK_PLAN', () => {
  test.each(['Standard', 'Enterprise'] as const)(
    'rejects a key in a project of plan %s, where nobody says that it is BYOC',
    (plan) => {
      expect(said(cmekPlan, { cmek, targetProjectPlan: plan })).toEqual([
        `acknowledge: targetProjectPlan: must be BusinessCritical, because cmek is declared, got "${plan}". Restore into a Business Critical project, remove cmek, or acknowledge this rule for an organization with BYOC. [ZILLIZ_CMEK_PLAN]`,
      ]);
    },
  );

  test('says what it could not check where the plan is not known', () => {
    expect(said(cmekPlan, { cmek })).toEqual([
      'unchecked: targetProjectPlan: cmek needs a Business Critical project, and synth cannot tell whether this is one. Declare the plan of the target project. [ZILLIZ_CMEK_PLAN]',
    ]);
  });

  test('knows the plan from the catalog where the cluster is restored into the project of its source', () => {
    const known = { projectId: 'proj-a', projectPlan: 'Enterprise' };
    const backup = { clusterId: 'in01-3b1c0a5d4e6f789', known };
    const [line] = said(cmekPlan, { cmek, backup, targetProject: 'proj-a' });
    expect(line).toMatch(/^acknowledge: targetProjectPlan: must be BusinessCritical/);
    const [other] = said(cmekPlan, { cmek, backup, targetProject: 'proj-b' });
    expect(other).toMatch(/^unchecked/);
  });

  test('accepts a Business Critical project, and a restore without a key', () => {
    expect(said(cmekPlan, { cmek, targetProjectPlan: 'BusinessCritical' })).toEqual([]);
    expect(said(cmekPlan, { targetProjectPlan: 'Standard' })).toEqual([]);
  });
});
