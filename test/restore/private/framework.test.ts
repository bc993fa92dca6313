import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { requireOwnFramework } from '../../../src/restore/private/framework';
import { newFolder } from '../../support/terraform';

const JSII_NAME = Symbol.for('jsii.rtti');

// These tests run on each framework.
const { fqn: ofStack } = (TerraformStack as unknown as Record<symbol, { fqn: string }>)[
  JSII_NAME
] ?? { fqn: '' };
const [own = ''] = ofStack.split('.');
const other = own === 'cdktf' ? 'cdktn' : 'cdktf';

/** A stack of a class that other languages know by this name. */
function stackOf(fqn: string | undefined) {
  class Other extends TerraformStack {
    static readonly [JSII_NAME] = fqn === undefined ? {} : { fqn };
  }
  class OfTheApp extends Other {}
  return new OfTheApp(new App({ outdir: newFolder('app') }), 'stack');
}

test.each([
  ['this framework', `${own}.TerraformStack`],
  ['a class of the app, which extends one of this framework', 'app.OurStack'],
  ['a class with an odd note', undefined],
  ['a class whose name only holds that of a stack', `${other}.TerraformStackSet`],
])('a stack of %s is accepted', (_title, fqn) => {
  expect(() => requireOwnFramework(new Construct(stackOf(fqn), 'a'))).not.toThrow();
});

test.each(['TerraformStack', 'App'])('one of the %s of another framework is refused', (name) => {
  expect(() => requireOwnFramework(new Construct(stackOf(`${other}.${name}`), 'a'))).toThrow(
    `[stack/a] the stack is a ${other} stack, but ${own}-cluster-restore provides constructs for ${own}. Install and import ${other}-cluster-restore.`,
  );
});
