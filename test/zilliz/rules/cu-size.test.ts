import { cuSize } from '../../../src/zilliz/rules/cu-size';
import { said } from '../../support/rules';

type Plan = 'Standard' | 'Enterprise' | 'BusinessCritical' | undefined;

function severityOf(size: number, targetProjectPlan: Plan): string | undefined {
  const declaration =
    targetProjectPlan === undefined ? { cuSize: size } : { cuSize: size, targetProjectPlan };
  const lines = said(cuSize, declaration);
  expect(lines.length).toBeLessThan(2);
  return lines[0]?.split(':')[0];
}

describe('ZILLIZ_CU_SIZE', () => {
  test.each([
    [3, '2 or 4'],
    [0, '1'],
    [-2, '1'],
    [6, '4 or 8'],
    [2.5, '2 or 4'],
    [65, '64 or 72'],
    [1e9, '2048'],
    [Number.NaN, '1'],
  ])('rejects %d and names the sizes next to it', (size, nearest) => {
    expect(said(cuSize, { cuSize: size })).toEqual([
      `error: cuSize: must be one of 1, 2, 4, 8, 12 … 64, 72 … 256, 272 … 2048, got ${String(size)}. Use ${nearest}, a size that Dedicated clusters have. [ZILLIZ_CU_SIZE]`,
    ]);
  });

  test('rejects more than 32 in a Standard project', () => {
    expect(said(cuSize, { cuSize: 36, targetProjectPlan: 'Standard' })).toEqual([
      'error: cuSize: must be at most 32 in a Standard project, got 36. Choose a smaller size or an Enterprise project. [ZILLIZ_CU_SIZE]',
    ]);
  });

  test('knows the plan from the catalog where the cluster is restored into the project of its source', () => {
    const known = { projectId: 'proj-a', projectPlan: 'Standard' };
    const backup = { clusterId: 'in01-3b1c0a5d4e6f789', known };
    expect(said(cuSize, { backup, targetProject: 'proj-a', cuSize: 36 })).toHaveLength(1);
    expect(said(cuSize, { backup, targetProject: 'proj-b', cuSize: 36 })).toHaveLength(0);
  });

  test('warns where the vendor contradicts itself about the greatest size', () => {
    expect(said(cuSize, { cuSize: 2048, targetProjectPlan: 'Enterprise' })).toEqual([
      "warning: cuSize: is more than 1024, the maximum in the vendor's API reference; the vendor's limits page says 2048, got 2048. Ask the vendor, or use 1024; the API refuses a size that it does not offer. [ZILLIZ_CU_SIZE]",
    ]);
  });

  test.each<[number, Plan, string | undefined]>([
    [1, undefined, undefined],
    [2, undefined, undefined],
    [4, undefined, undefined],
    [5, undefined, 'error'],
    [8, undefined, undefined],
    [60, undefined, undefined],
    [64, undefined, undefined],
    [68, undefined, 'error'],
    [72, undefined, undefined],
    [256, undefined, undefined],
    [264, undefined, 'error'],
    [272, undefined, undefined],
    [1024, undefined, undefined],
    [1040, undefined, 'warning'],
    [2048, undefined, 'warning'],
    [2064, undefined, 'error'],
    [32, 'Standard', undefined],
    [33, 'Standard', 'error'],
    [36, 'Standard', 'error'],
    [1024, 'Enterprise', undefined],
    [1025, 'Enterprise', 'error'],
    [2048, 'Enterprise', 'warning'],
    [256, 'BusinessCritical', undefined],
    [272, 'BusinessCritical', undefined],
    [1024, 'BusinessCritical', undefined],
    [1040, 'BusinessCritical', 'warning'],
    [2048, 'BusinessCritical', 'warning'],
    [2064, 'BusinessCritical', 'error'],
  ])('%d in a project of plan %s', (size, plan, severity) => {
    expect(severityOf(size, plan)).toBe(severity);
  });

  test('says nothing of a size that only Terraform knows', () => {
    expect(said(cuSize, {}, { unknown: ['cuSize'] })).toEqual([]);
  });
});
