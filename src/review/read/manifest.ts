import { dirname } from 'node:path/posix';
import { isRecord } from '../../text/json-value';
import { isNestedTooDeep, isTooDeep } from '../../text/nesting';
import { quote } from '../../text/text';
import { WrongInput } from '../wrong-input';
import { duplicateKeys } from './duplicate-keys';
import type { Output, OutputFiles, StackOutput } from './output';

const MANIFEST = 'manifest.json';

/** Reads the stacks that the manifest of a `cdktf.out` names, in the order of their names. */
export function readManifest(label: string, files: OutputFiles): Output {
  const text = files.read(MANIFEST);
  if (text === undefined) {
    throw new WrongInput(
      `${label}: is not an output of cdktf synth: it has no manifest.json. Run "npx cdktf synth", then name its output folder (cdktf.out).`,
    );
  }
  const where = `${label}/${MANIFEST}`;
  const manifest = jsonWithoutDuplicates(where, text, 'Run "npx cdktf synth" again');
  const stacks = isRecord(manifest) ? manifest.stacks : undefined;
  if (!isRecord(stacks)) throw notManifest(where, text);
  return {
    label,
    files,
    stacks: Object.entries(stacks)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, entry]) => readStack(label, name, pathOf(where, name, entry, text), files)),
  };
}

function notManifest(where: string, text: string): WrongInput {
  return new WrongInput(
    `${where}: must be the manifest of cdktf with its "stacks", got ${quote(text)}. Name the output folder of cdktf synth.`,
  );
}

/** Where the JSON of a stack is: in the folder in which cdktf starts Terraform. */
function pathOf(where: string, name: string, entry: unknown, text: string): string {
  if (!isRecord(entry) || typeof entry.synthesizedStackPath !== 'string') {
    throw notManifest(where, text);
  }
  const { synthesizedStackPath: path, workingDirectory: folder = dirname(withSlashes(path)) } =
    entry;
  if (typeof folder === 'string' && withSlashes(folder) === dirname(withSlashes(path))) return path;
  throw new WrongInput(
    `${where}: stack ${quote(name)} runs in another folder than the one of ${quote(path)}, got ${quote(folder)}. Run "npx cdktf synth" again.`,
  );
}

function readStack(label: string, name: string, path: string, files: OutputFiles): StackOutput {
  const file = withSlashes(path);
  if (!file.endsWith('.json')) {
    throw new WrongInput(
      `${label}: stack ${quote(name)} was written as HCL (${file}). Run "npx cdktf synth" without --hcl.`,
    );
  }
  if (file.startsWith('/') || file.split('/').includes('..')) {
    throw new WrongInput(
      `${label}/${MANIFEST}: stack ${quote(name)} is outside of the output folder, got ${quote(path)}. Run "npx cdktf synth" again.`,
    );
  }
  const text = files.read(file);
  if (text === undefined) {
    throw new WrongInput(
      `${label}/${file}: is missing, and manifest.json names it. Run "npx cdktf synth" again.`,
    );
  }
  return { name, file, text, parse: () => jsonOf(`${label}/${file}`, text) };
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Parses JSON, or says in a line which file is not JSON. */
export function jsonOf(file: string, text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw isTooDeep(text)
      ? tooDeep(file)
      : new WrongInput(
          `${file}: must be JSON, got ${quote(text)}. Correct it, or generate it again.`,
        );
  }
  if (isNestedTooDeep(json)) throw tooDeep(file);
  return json;
}

/** JSON in which no key hides another one: a parser keeps the last, and a person reads the first. */
export function jsonWithoutDuplicates(file: string, text: string, fix: string): unknown {
  const json = jsonOf(file, text);
  const [twice] = duplicateKeys(text, json);
  if (twice === undefined) return json;
  throw new WrongInput(`${file}: has the key ${quote(twice)} twice in one object. ${fix}.`);
}

function tooDeep(file: string): WrongInput {
  return new WrongInput(
    `${file}: is nested deeper than 100 levels. Correct it, or generate it again.`,
  );
}
