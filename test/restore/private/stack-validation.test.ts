import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, TerraformElement, TerraformProvider, TerraformStack } from 'cdktf';
import { isRestore, StackValidation } from '../../../src/restore/private/stack-validation';
import { newFolder } from '../../support/terraform';

class OtherProvider extends TerraformProvider {
  constructor(scope: TerraformStack, terraformResourceType: string) {
    super(scope, terraformResourceType, { terraformResourceType });
  }
}

/** An element that only looks like the provider. */
class NullElement extends TerraformElement {
  readonly terraformResourceType = 'null';
}

const MISSING = /^the null provider is missing, but restores are null resources\./;

describe('the null provider', () => {
  const linesOf = (build: (stack: TerraformStack) => void) => {
    const stack = new TerraformStack(new App({ outdir: newFolder('app') }), 'stack');
    build(stack);
    return new StackValidation(stack).validate();
  };

  test.each<[string, (stack: TerraformStack) => void]>([
    ['nothing', () => undefined],
    ['another provider', (stack) => void new OtherProvider(stack, 'random')],
    ['an element of that name', (stack) => void new NullElement(stack, 'null')],
  ])('is missing where there is %s', (_title, build) => {
    expect(linesOf(build)).toEqual([expect.stringMatching(MISSING)]);
  });

  test.each<[string, (stack: TerraformStack) => void]>([
    ['the package', (stack) => void new NullProvider(stack, 'null')],
    ['generated bindings', (stack) => void new OtherProvider(stack, 'null')],
  ])('is that of %s', (_title, build) => {
    expect(linesOf(build)).toEqual([]);
  });
});

test.each([
  [{ _fact: () => '' }, true],
  [{ _fact: '' }, false],
  [{}, false],
  ['a', false],
  [undefined, false],
  [null, false],
])('whether %p restores: %p', (given, expected) => {
  expect(isRestore(given)).toBe(expected);
});
