import { isRecord, type JsonRecord, listOf } from '../../text/json-value';

/** One block of Terraform, in whichever of the forms of its JSON it was written. */
export interface Block {
  /** `resource`, `variable`, … */
  readonly kind: string;
  readonly labels: readonly string[];
  /** As Terraform names it, for example `null_resource.a` or `data.external.b`. */
  readonly address: string;
  readonly body: JsonRecord;
}

/** How many labels the blocks of a kind have; a kind that is not here has none. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  action: 2,
  variable: 1,
  output: 1,
  provider: 1,
  module: 1,
  check: 1,
};

/** The blocks of a file of Terraform's JSON. Objects may be in lists, in each other's place, at every level. */
export function blocksOf(json: unknown): Block[] {
  const blocks: Block[] = [];
  for (const root of listOf(json)) {
    if (!isRecord(root)) continue;
    for (const kind of Object.keys(root)) {
      // Terraform takes it for a comment; it does so in the body of a block too.
      if (kind !== '//') addBlocks(blocks, kind, [], root[kind]);
    }
  }
  return blocks;
}

function addBlocks(blocks: Block[], kind: string, labels: readonly string[], value: unknown): void {
  const isWhole = labels.length === (Object.hasOwn(LABELS, kind) ? LABELS[kind] : 0);
  for (const item of Array.isArray(value) ? listOf(value) : [value]) {
    if (isWhole) {
      const body = isRecord(item) ? item : { value: item };
      blocks.push({ kind, labels, address: addressOf(kind, labels), body });
    } else if (isRecord(item)) {
      for (const label of Object.keys(item)) {
        addBlocks(blocks, kind, [...labels, label], item[label]);
      }
    }
  }
}

function addressOf(kind: string, labels: readonly string[]): string {
  if (kind === 'resource') return labels.join('.');
  return [kind === 'variable' ? 'var' : kind, ...labels].join('.');
}
