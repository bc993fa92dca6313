import { clusterName } from '../../../src/zilliz/rules/cluster-name';
import { said } from '../../support/rules';

const FORM = 'may contain only letters, digits and hyphens, and must not be empty';

describe('ZILLIZ_CLUSTER_NAME', () => {
  test.each([
    ['a space', 'articles staging'],
    ['nothing at all', ''],
    ['an underscore', 'articles_staging'],
    ['a letter that is not ASCII', 'artikel-für-alle'],
    ['a line break at the end', 'articles\n'],
    ['a template of Terraform', '$'.concat('{var.name}')],
  ])('rejects a name with %s', (_title, name) => {
    expect(said(clusterName, { clusterName: name })).toEqual([
      `error: clusterName: ${FORM}, got ${JSON.stringify(name)}. Choose a name such as "staging-2". [ZILLIZ_CLUSTER_NAME]`,
    ]);
  });

  test('rejects a name that is too long', () => {
    const name = 'a'.repeat(65);
    expect(said(clusterName, { clusterName: name })).toEqual([
      `error: clusterName: must have at most 64 characters, but has 65, got "${name}". Shorten it. [ZILLIZ_CLUSTER_NAME]`,
    ]);
  });

  test('warns of a name that is longer than one of the conflicting pages allows', () => {
    const name = 'a'.repeat(33);
    expect(said(clusterName, { clusterName: name })).toEqual([
      `warning: clusterName: has 33 characters; one vendor page allows 32, others 64, got "${name}". Shorten it, or let the API decide. [ZILLIZ_CLUSTER_NAME]`,
    ]);
  });

  test('counts the part that makes a name unique', () => {
    const name = 'a'.repeat(24);
    expect(said(clusterName, { clusterName: name, uniqueName: true })).toEqual([
      `warning: clusterName: has 33 characters with its unique part; one vendor page allows 32, others 64, got "${name}". Shorten it, or let the API decide. [ZILLIZ_CLUSTER_NAME]`,
    ]);
  });

  test.each<[number, boolean, string | undefined]>([
    [1, false, undefined],
    [32, false, undefined],
    [33, false, 'warning'],
    [64, false, 'warning'],
    [65, false, 'error'],
    [23, true, undefined],
    [24, true, 'warning'],
    [55, true, 'warning'],
    [56, true, 'error'],
  ])('a name of %d characters, with uniqueName %s', (length, uniqueName, severity) => {
    const [line] = said(clusterName, { clusterName: 'a'.repeat(length), uniqueName });
    expect(line?.split(':')[0]).toBe(severity);
  });

  test('says nothing of a name that only Terraform knows', () => {
    expect(said(clusterName, {}, { unknown: ['clusterName'] })).toEqual([]);
  });
});
