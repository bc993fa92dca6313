import { tieredStorage } from '../../../src/zilliz/rules/tiered-storage';
import { said } from '../../support/rules';

const of = (cuType: string) => ({ clusterId: 'in01-3b1c0a5d4e6f789', known: { cuType } });

describe('ZILLIZ_TIERED_STORAGE', () => {
  test('wants a size below 8 to be acknowledged', () => {
    expect(said(tieredStorage, { backup: of('Tiered-storage'), cuSize: 4 })).toEqual([
      'acknowledge: cuSize: must be at least 8: the restored cluster is of CU type Tiered-storage, like its source, got 4. Use 8 or more. [ZILLIZ_TIERED_STORAGE]',
    ]);
  });

  test.each([
    [4, 1],
    [8, 0],
    [12, 0],
  ])('%d CUs of Tiered-storage', (cuSize, findings) => {
    expect(said(tieredStorage, { backup: of('Tiered-storage'), cuSize })).toHaveLength(findings);
  });

  test('accepts another type, and a size or a type that is not known', () => {
    expect(said(tieredStorage, { backup: of('Performance-optimized'), cuSize: 1 })).toEqual([]);
    expect(said(tieredStorage, { backup: of('Tiered-storage') }, { unknown: ['cuSize'] })).toEqual(
      [],
    );
    expect(said(tieredStorage, { cuSize: 1 })).toEqual([]);
  });
});
