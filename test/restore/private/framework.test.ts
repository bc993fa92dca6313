import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { requireOwnFramework } from '../../../src/restore/private/framework';
import { newFolder } from '../../support/terraform';

const JSII_NAME = Symbol.for('jsii.rtti');

/** A stack of a class that other languages know by this name. */
function stackOf(fqn: string | undefined) {
  class Other extends TerraformStack {
    static readonly [JSII_NAME] = fqn === undefined ? {} : { fqn };
  }
  class OfTheApp extends Other {}
  return new OfTheApp(new App({ outdir: newFolder('app') }), 'stack');
}

test.each([
  ['this framework', 'cdktf.TerraformStack'],
  ['a class of the app, which extends one of this framework', 'app.OurStack'],
  ['a class with an odd note', undefined],
  ['a class whose name only holds that of a stack', 'cdktn.TerraformStackSet'],
])('a stack of %s is accepted', (_title, fqn) => {
  expect(() => requireOwnFramework(new Construct(stackOf(fqn), 'a'))).not.toThrow();
});

test.each(['cdktn.TerraformStack', 'cdktn.App'])('one of %s is refused', (fqn) => {
  expect(() => requireOwnFramework(new Construct(stackOf(fqn), 'a'))).toThrow(
    '[stack/a] the stack is a cdktn stack, but cdktf-cluster-restore provides constructs for cdktf. Install and import cdktn-cluster-restore.',
  );
});
