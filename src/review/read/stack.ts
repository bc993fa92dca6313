import { duplicateKeys } from './duplicate-keys';
import { isRecord, type JsonRecord, listOf } from './json-value';
import type { StackOutput } from './output';
import { type Block, blocksOf } from './stack-blocks';

/** A stack as the review reads it. */
export interface Stack {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Keys that stand more than once in an object. */
  readonly duplicates: readonly string[];
}

/** Parses a stack. */
export function readStack({ name, file, text, parse }: StackOutput): Stack {
  const json = parse();
  const duplicates = text === '' ? [] : duplicateKeys(text, json);
  return { name, file, text, blocks: blocksOf(json), duplicates };
}

/** Whether a block is a `null_resource`, as every step is. */
export function isNullResource({ kind, labels }: Block): boolean {
  return kind === 'resource' && labels[0] === 'null_resource';
}

/** One provisioner of a resource. */
export interface Provisioner {
  readonly type: string;
  readonly body: JsonRecord;
}

/** The provisioners of a resource, whatever form the JSON has. */
export function provisionersOf({ provisioner }: JsonRecord): readonly Provisioner[] {
  if (provisioner === undefined) return [];
  return listOf(provisioner).flatMap((entry) =>
    isRecord(entry)
      ? Object.entries(entry).flatMap(([type, inner]) =>
          listOf(inner).map((one) => ({ type, body: isRecord(one) ? one : {} })),
        )
      : [],
  );
}
