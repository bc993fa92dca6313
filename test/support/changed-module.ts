import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A module of `src/` with a part replaced that is in it once: what a test shows of the proof that was there. */
export function changedModule<Module>(path: string, part: string, replacement: string): Module {
  const file = join(__dirname, '../../src', path);
  const source = readFileSync(file, 'utf8');
  expect(source.split(part)).toHaveLength(2);
  const { outputText } = ts.transpileModule(
    source.replace(part, () => replacement),
    { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } },
  );
  const loaded = { exports: {} as Module };
  const load = (name: string): unknown =>
    require(name.startsWith('.') ? join(dirname(file), name) : name);
  new Function('module', 'exports', 'require', outputText)(loaded, loaded.exports, load);
  return loaded.exports;
}
