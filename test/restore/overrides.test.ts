import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { App, TerraformStack } from 'cdktf';
import { zilliz } from '../../src';
import { Step } from '../../src/restore/private/step';
import { clusterProps } from '../support/zilliz';

// biome-ignore lint/suspicious/noExplicitAny: what cdktf writes.
type Json = any;

/** What cdktf notes of a stack about overrides of null resources, and what each of these says of itself. */
function noted(stack: TerraformStack): readonly string[] {
  const { metadata } = (stack.toTerraform() as Json)['//'];
  return metadata.overrides?.null_resource ?? [];
}

/** As cdktf does it: each resource names its own. */
function each(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter((one) => NullResource.isTerraformElement(one) && one instanceof NullResource)
    .filter((one) => (one as Json).cdktfStack === stack)
    .flatMap((one) => Object.keys((one as Json).rawOverrides));
}

function clone(scope: TerraformStack, clusterName: string): void {
  new zilliz.RestoredCluster(scope, clusterName, clusterProps({ clusterName }));
}

test('one step of a stack notes the overrides of all, as cdktf would', () => {
  const stack = new TerraformStack(new App(), 'stack');
  for (const name of ['a', 'b']) clone(stack, name);
  expect(noted(stack)).toHaveLength(10);
  expect(noted(stack)).toEqual(each(stack));
  const steps = stack.node.findAll().filter((one): one is Step => one instanceof Step);
  const speaking = steps.filter((one) => 'overrides' in one.toMetadata());
  expect(speaking).toHaveLength(1);
});

test('another step notes them where that one, or what holds it, is removed', () => {
  const stack = new TerraformStack(new App(), 'stack');
  for (const name of ['a', 'b']) clone(stack, name);
  expect(noted(stack)).toHaveLength(10);
  stack.node.findChild('a').node.tryRemoveChild('submit');
  expect(noted(stack)).toHaveLength(9);
  stack.node.tryRemoveChild('a');
  expect(noted(stack)).toHaveLength(5);
  expect(noted(stack)).toEqual(each(stack));
});

test('a stack within a stack, and a null resource of the app, speak for themselves', () => {
  const stack = new TerraformStack(new App(), 'stack');
  const inner = new TerraformStack(stack, 'inner');
  clone(stack, 'a');
  clone(inner, 'b');
  new NullResource(stack, 'own').addOverride('count', 0);
  const own = Array<string>(5).fill('provisioner');
  expect(noted(stack)).toEqual([...own, 'count']);
  expect(noted(inner)).toEqual(own);
});
