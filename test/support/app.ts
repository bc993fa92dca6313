import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import {
  App,
  DefaultTokenResolver,
  LocalBackend,
  StringConcat,
  TerraformStack,
  Tokenization,
} from 'cdktf';
import { newFolder } from './terraform';

/** Synthesises a stack into a new folder, with a backend that names no path of this machine. */
export function synthesised(
  build: (stack: TerraformStack) => void,
  outdir: string = newFolder('app'),
): string {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'stack');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new NullProvider(stack, 'null');
  build(stack);
  app.synth();
  return join(outdir, 'stacks', 'stack');
}

/** The lines with which synth refuses a stack; empty when it accepts it. */
export function refusalOf(build: (stack: TerraformStack) => void): string[] {
  try {
    synthesised(build);
    return [];
  } catch (error) {
    // Anything but a refusal is a fault of ours, and must not pass for "accepted".
    if (!(error as Error).message.startsWith('Validation failed')) throw error;
    const [, ...lines] = (error as Error).message.trim().split('\n');
    return lines.map((line) => line.trim()).filter((line) => line.startsWith('['));
  }
}

/** A value with what its tokens stand for, without a synth. */
export function resolved(scope: TerraformStack, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}
