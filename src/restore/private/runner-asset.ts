import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
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

/**
 * The path, from the folder where Terraform runs, of the runner; one copy serves the whole stack.
 *
 * @param vendor whose API the step calls; of a step that calls none, or those of other steps of the stack, nothing
 */
export function runnerPath(scope: Construct, vendor?: string): string {
  requireOwnFramework(scope);
  const stack = TerraformStack.of(scope);
  const runner = runners.get(stack) ?? addRunner(scope, stack, vendor);
  if (vendor !== undefined) runner.vendors.add(vendor);
  // Another construct may add a restore while the stack is written.
  runner.fit?.();
  return runner.path;
}

/** The runner of a stack. */
interface StackRunner {
  readonly path: string;
  /** Known in full once the last construct is there. */
  readonly vendors: Set<string>;
  /** Puts the runner that fits into what was written; absent while nothing was. */
  fit?: () => void;
}

/** By stack: each restore of it asks. */
const runners = new WeakMap<TerraformStack, StackRunner>();

function addRunner(scope: Construct, stack: TerraformStack, vendor?: string): StackRunner {
  stack.node.addValidation(new StackValidation(stack));
  const first = bundledRunner(scope, vendor === undefined ? [] : [vendor]);
  const asset = new TerraformAsset(stack, ASSET_ID, {
    path: first,
    type: AssetType.FILE,
    assetHash: RUNNER_HASH,
  });
  const runner: StackRunner = { path: asset.path, vendors: new Set() };
  runners.set(stack, runner);
  writeFiles(stack, runner, first);
  return runner;
}

/**
 * In the place of the `first` runner, the one that fits the vendors of the whole stack; beside it, the lists of sources
 * that are too long for the specs.
 */
function writeFiles(stack: TerraformStack, runner: StackRunner, first: string): void {
  const { path, vendors } = runner;
  // After the asset, which begins with an empty folder: not within it, because what is within comes first.
  addCustomSynthesis(new Construct(stack, `${ASSET_ID}-sources`), {
    onSynthesize({ outdir, manifest }) {
      const folder = join(outdir, manifest.forStack(stack).workingDirectory, dirname(path));
      let present = first;
      runner.fit = () => {
        const fitting = bundledRunner(stack, [...vendors]);
        if (fitting === present || !existsSync(folder)) return;
        const target = join(folder, RUNNER_FILE);
        // A copy of a file that nobody may write to is one, too.
        rmSync(target, { force: true });
        copyFileSync(fitting, target);
        present = fitting;
      };
      runner.fit();
      for (const [vendor, text] of listsInFiles(stack)) {
        writeFileSync(join(folder, sourcesFile(vendor)), text);
      }
    },
  });
}

/** The bundle beside the compiled library; from the sources, as the tests run them, the built one. */
function bundledRunner(scope: Construct, vendors: readonly string[]): string {
  const found = installedRunner(vendors);
  if (found !== undefined) return found;
  // An app that is bundled to one file leaves the programs of this library behind.
  const [place] = runnerPlaces(__dirname);
  throw new Error(
    `[${scope.node.path}] ${RUNNER_FILE} is missing next to the library, in ${place}. ` +
      'If the app is bundled, leave this library out (esbuild: --packages=external), and install it where synth runs.',
  );
}
