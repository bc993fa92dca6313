import * as z from 'zod/mini';
import { quoted } from '../../text/text';
import { WrongInput } from '../wrong-input';
import type { Output, ReadFile, StackOutput } from './output';

const Manifest = z.object({
  stacks: z.record(z.string(), z.object({ synthesizedStackPath: z.string() })),
});

/** Reads the stacks that the manifest of a `cdktf.out` names, in the order of their names. */
export function readManifest(label: string, read: ReadFile): Output {
  const text = read('manifest.json');
  if (text === undefined) {
    throw new WrongInput(
      `${label}: is no output of cdktf synth: it has no manifest.json. Run "npx cdktf synth", then name its output folder (cdktf.out).`,
    );
  }
  const manifest = z.safeParse(Manifest, jsonOf(`${label}/manifest.json`, text));
  if (!manifest.success) {
    throw new WrongInput(
      `${label}/manifest.json: must be the manifest of cdktf with its "stacks", got ${quoted(text)}. Name the output folder of cdktf synth.`,
    );
  }
  const stacks = Object.entries(manifest.data.stacks)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { synthesizedStackPath }]) => readStack(label, name, synthesizedStackPath, read));
  return { label, stacks };
}

function readStack(label: string, name: string, path: string, read: ReadFile): StackOutput {
  const file = path.replaceAll('\\', '/');
  if (!file.endsWith('.json')) {
    throw new WrongInput(
      `${label}: stack ${quoted(name)} was written as HCL (${file}). Run "npx cdktf synth" without --hcl.`,
    );
  }
  if (file.startsWith('/') || file.split('/').includes('..')) {
    throw new WrongInput(
      `${label}/manifest.json: stack ${quoted(name)} stands outside of the folder, got ${quoted(path)}. Run "npx cdktf synth" again.`,
    );
  }
  const text = read(file);
  if (text === undefined) {
    throw new WrongInput(
      `${label}/${file}: is missing, and manifest.json names it. Run "npx cdktf synth" again.`,
    );
  }
  return { name, file, text, parse: () => jsonOf(`${label}/${file}`, text) };
}

/** Parses JSON, or says in a line which file is none. */
export function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new WrongInput(`${file}: must be JSON, got ${quoted(text)}. Write it again.`);
  }
}
