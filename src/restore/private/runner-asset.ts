import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssetType, TerraformAsset, TerraformStack } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';
import { installedRunner, RUNNER_FILE, RUNNER_HASH, runnerPlaces } from '../../spec/runner-path';
import { sourcesFile } from '../../spec/source-list';
import { listsInFiles } from './app-wide';
import { requireOwnFramework } from './framework';
import { StackValidation } from './stack-validation';

const ASSET_ID = 'cluster-restore';

/** The path, from the folder where Terraform runs, of the runner; one copy serves the whole stack. */
export function runnerPath(scope: Construct): string {
  requireOwnFramework(scope);
  const stack = TerraformStack.of(scope);
  const present = paths.get(stack);
  if (present !== undefined) return present;
  stack.node.addValidation(new StackValidation(stack));
  const asset = new TerraformAsset(stack, ASSET_ID, {
    path: bundledRunner(scope),
    type: AssetType.FILE,
    assetHash: RUNNER_HASH,
  });
  writeLists(stack, asset);
  paths.set(stack, asset.path);
  return asset.path;
}

/** Beside the runner, the lists of sources that are too long for the specs. */
function writeLists(stack: TerraformStack, { path }: TerraformAsset): void {
  // After the asset, which begins with an empty folder: not within it, because what is within comes first.
  addCustomSynthesis(new Construct(stack, `${ASSET_ID}-sources`), {
    onSynthesize({ outdir, manifest }) {
      const folder = join(outdir, manifest.forStack(stack).workingDirectory, dirname(path));
      for (const [vendor, text] of listsInFiles(stack)) {
        writeFileSync(join(folder, sourcesFile(vendor)), text);
      }
    },
  });
}

/** The path of the asset, by stack: each restore of it asks. */
const paths = new WeakMap<TerraformStack, string>();

/** The bundle beside the compiled library; from the sources, as the tests run them, the built one. */
function bundledRunner(scope: Construct): string {
  const found = installedRunner();
  if (found !== undefined) return found;
  // An app that is bundled to one file leaves the programs of this library behind.
  const [place] = runnerPlaces(__dirname);
  throw new Error(
    `[${scope.node.path}] ${RUNNER_FILE} is not beside the library, in ${place}. ` +
      'Where the app is bundled, leave this library out (esbuild: --packages=external), and install it where synth runs.',
  );
}
