import { rbacField } from '../../../src/zilliz/rules/rbac-field';
import { said } from '../../support/rules';

describe('ZILLIZ_RBAC_FIELD', () => {
  test.each([true, false])('warns that includeRbac: %s may be ignored', (includeRbac) => {
    expect(said(rbacField, { includeRbac })).toEqual([
      `warning: includeRbac: the API may ignore it: the guide offers the choice, and the reference names no field, got ${includeRbac}. Look at the users and roles of the restored cluster. [ZILLIZ_RBAC_FIELD]`,
    ]);
  });

  test('accepts a declaration that leaves it to the vendor', () => {
    expect(said(rbacField, {})).toEqual([]);
  });
});
