import { rbacField } from '../../../src/zilliz/rules/rbac-field';
import { said } from '../../support/rules';

describe('ZILLIZ_RBAC_FIELD', () => {
  test.each([true, false])('warns that includeRbac: %s may be ignored', (includeRbac) => {
    expect(said(rbacField, { includeRbac })).toEqual([
      `warning: includeRbac: the API may ignore it: the guide offers the option, but the API reference has no such field, got ${includeRbac}. Check the users and roles of the restored cluster. [ZILLIZ_RBAC_FIELD]`,
    ]);
  });

  test('accepts a declaration that leaves it to the vendor', () => {
    expect(said(rbacField, {})).toEqual([]);
  });
});
