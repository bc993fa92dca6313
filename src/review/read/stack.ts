import { isRecord, type JsonRecord, listOf } from '../../text/json-value';
import { duplicateKeys } from './duplicate-keys';
import type { StackOutput } from './output';
import { type Block, blocksOf } from './stack-blocks';

/** A stack as the review reads it. */
export interface Stack {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Where Terraform keeps the state: the name of a backend, or `cloud`; absent if the stack names none. */
  readonly backend: string | undefined;
  /** Keys that stand more than once in an object. */
  readonly duplicates: readonly string[];
}

/** Parses a stack. */
export function readStack({ name, file, text, parse }: StackOutput): Stack {
  const json = parse();
  const duplicates = text === '' ? [] : duplicateKeys(text, json);
  const blocks = blocksOf(json);
  return { name, file, text, blocks, backend: backendOf(blocks), duplicates };
}

function backendOf(blocks: readonly Block[]): string | undefined {
  for (const { kind, body } of blocks) {
    if (kind !== 'terraform') continue;
    if (body.cloud !== undefined) return 'cloud';
    const [named] = listOf(body.backend).filter(isRecord);
    if (named !== undefined) return Object.keys(named)[0];
  }
  return undefined;
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
