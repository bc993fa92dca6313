import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { PasswordSink, zilliz } from '../../../src';
import { oneClusterName } from '../../../src/zilliz/rules/one-cluster-name';
import { refusalOf } from '../../support/app';
import { said } from '../../support/rules';
import { clusterProps } from '../../support/zilliz';

const declaration = { targetProject: 'proj-a', clusterName: 'staging' };

function restore(stack: TerraformStack, id: string, change: Partial<zilliz.RestoredClusterProps>) {
  const passwordSink = PasswordSink.discard();
  return new zilliz.RestoredCluster(stack, id, clusterProps({ passwordSink, ...change }));
}

describe('ZILLIZ_ONE_CLUSTER_NAME', () => {
  test('rejects a name that another restore of the app has taken', () => {
    expect(said(oneClusterName, declaration, { claimedFirst: 'stack/first' })).toEqual([
      'error: clusterName: stack/first restores a cluster of that name into the same project, got "staging". Choose another name, or set uniqueName. [ZILLIZ_ONE_CLUSTER_NAME]',
    ]);
  });

  test('accepts a name that nobody has taken, and a runner that sees one restore', () => {
    expect(said(oneClusterName, declaration, { claimedFirst: 'stack/this' })).toEqual([]);
    expect(said(oneClusterName, declaration)).toEqual([]);
  });

  test('is shown at the later of two restores, once', () => {
    const lines = refusalOf((stack) => {
      restore(stack, 'first', {});
      restore(stack, 'second', {});
      restore(stack, 'third', { clusterName: 'another' });
    });
    expect(lines).toEqual([
      '[stack/second] clusterName: stack/first restores a cluster of that name into the same project, got "articles-staging". Choose another name, or set uniqueName. [ZILLIZ_ONE_CLUSTER_NAME]',
    ]);
  });

  test('holds across the stacks of an app, and not across apps', () => {
    const app = new App();
    const [one, other] = ['one', 'other'].map((id) => new TerraformStack(app, id));
    if (one === undefined || other === undefined) throw new Error('two stacks were made');
    restore(one, 'clone', {});
    const second = restore(other, 'clone', {});
    const elsewhere = restore(new TerraformStack(new App(), 'one'), 'clone', {});
    const [lines, elsewhereLines] = [second, elsewhere].map(({ node }) => node.validate());
    expect(lines?.join()).toContain('one/clone restores a cluster of that name');
    expect(elsewhereLines).toEqual([]);
  });

  test.each<[string, Partial<zilliz.RestoredClusterProps>]>([
    ['another project', { targetProject: 'proj-20e13e974c7d659a83a1b2' }],
    ['a unique name', { uniqueName: true }],
  ])('accepts the same name with %s', (_title, change) => {
    const lines = refusalOf((stack) => {
      restore(stack, 'first', {});
      restore(stack, 'second', change);
    });
    expect(lines).toEqual([]);
  });

  test('leaves names that only Terraform knows to the API', () => {
    const lines = refusalOf((stack) => {
      const name = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
      restore(stack, 'first', { clusterName: name });
      restore(stack, 'second', { clusterName: name });
    });
    expect(lines).toEqual([]);
  });

  test('names the first of each, of a hundred restores with fifty names', () => {
    const stack = new TerraformStack(new App(), 'stack');
    const clones = Array.from({ length: 100 }, (_, index) =>
      restore(stack, `clone${index}`, { clusterName: `clone-${index % 50}` }),
    );
    const lines = clones.flatMap(({ node }) => node.validate());
    expect(lines).toHaveLength(50);
    expect(lines.at(-1)).toContain('stack/clone49 restores a cluster of that name');
  });
});
