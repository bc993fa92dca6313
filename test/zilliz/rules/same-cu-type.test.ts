import { sameCuType } from '../../../src/zilliz/rules/same-cu-type';
import { said } from '../../support/rules';

const backup = { clusterId: 'in01-3b1c0a5d4e6f789', known: { cuType: 'Performance-optimized' } };

describe('ZILLIZ_SAME_CU_TYPE', () => {
  test('wants a target cluster of another type to be acknowledged', () => {
    expect(said(sameCuType, { backup, targetCuType: 'Capacity-optimized' })).toEqual([
      'acknowledge: targetCuType: must be "Performance-optimized", like the cluster that was backed up, got "Capacity-optimized". Restore into a cluster of type Performance-optimized. [ZILLIZ_SAME_CU_TYPE]',
    ]);
  });

  test('accepts the same type, and types that are not known', () => {
    expect(said(sameCuType, { backup, targetCuType: 'Performance-optimized' })).toEqual([]);
    expect(said(sameCuType, { backup })).toEqual([]);
    expect(said(sameCuType, { targetCuType: 'Capacity-optimized' })).toEqual([]);
  });
});
