import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AssetType, TerraformAsset, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { SPEC_VERSION } from '../../spec/spec';
import { requireOwnFramework } from './framework';
import { StackValidation } from './stack-validation';

const ASSET_ID = 'cluster-restore';
const FILE = 'cluster-restore-runner.cjs';

/** The path, from the folder where Terraform runs, of the runner; one copy serves the whole stack. */
export function runnerPath(scope: Construct): string {
  requireOwnFramework(scope);
  const stack = TerraformStack.of(scope);
  const present = stack.node.tryFindChild(ASSET_ID) as TerraformAsset | undefined;
  if (present !== undefined) return present.path;
  stack.node.addValidation(new StackValidation(stack));
  const asset = new TerraformAsset(stack, ASSET_ID, {
    path: bundledRunner(scope),
    type: AssetType.FILE,
    // A path that no release changes without need keeps the diff of the output small.
    assetHash: `v${SPEC_VERSION}`,
  });
  return asset.path;
}

/** The bundle beside the compiled library; from the sources, as the tests run them, the built one. */
function bundledRunner(scope: Construct): string {
  const places = [
    join(__dirname, '..', '..', 'runner', FILE),
    join(__dirname, '..', '..', '..', 'lib', 'runner', FILE),
  ];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  // An app that is bundled to one file leaves the programs of this library behind.
  throw new Error(
    `[${scope.node.path}] ${FILE} is not beside the library, in ${places[0]}. ` +
      'Where the app is bundled, leave this library out (esbuild: --packages=external), and install it where synth runs.',
  );
}
