import { isRecord, type JsonRecord, listOf } from './json-value';

/** One block of a stack with its labels, for example `resource`, `null_resource`, `submit`. */
export interface Block {
  readonly kind: string;
  readonly labels: readonly string[];
  /** As Terraform names it: `null_resource.submit`, `data.external.script`, `module.network`. */
  readonly address: string;
  readonly body: JsonRecord;
  /** Whether it is written in a form that cdktf never writes: in a list, or as one of several. */
  readonly isIrregular: boolean;
}

/** The number of labels of the blocks that have any. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  check: 1,
  locals: 0,
  terraform: 0,
  moved: 0,
  removed: 0,
  import: 0,
};

/** Blocks that cdktf writes in lists too. */
const LISTED = ['provider', 'moved', 'removed', 'import'];

/** Every block of a stack, whatever form its JSON has. Comments are left out. */
export function blocksOf(json: unknown): Block[] {
  const isIrregular = Array.isArray(json);
  return listOf(json).flatMap((part) =>
    isRecord(part)
      ? Object.entries(part)
          .filter(([kind]) => kind !== '//')
          .flatMap(([kind, value]) => blocksBelow(kind, value, LABELS[kind] ?? 0, [], isIrregular))
      : [],
  );
}

function blocksBelow(
  kind: string,
  value: unknown,
  depth: number,
  labels: readonly string[],
  isIrregular: boolean,
): Block[] {
  const isList = Array.isArray(value) && !LISTED.includes(kind);
  return listOf(value).flatMap((part): Block[] => {
    const body = isRecord(part) ? part : { value: part };
    if (depth === 0 || !isRecord(part)) {
      return [
        {
          kind,
          labels,
          address: addressOf(kind, labels),
          body,
          isIrregular: isIrregular || isList,
        },
      ];
    }
    return Object.entries(part)
      .filter(([label]) => label !== '//')
      .flatMap(([label, inner]) =>
        blocksBelow(kind, inner, depth - 1, [...labels, label], isIrregular || isList),
      );
  });
}

function addressOf(kind: string, labels: readonly string[]): string {
  if (kind === 'resource') return labels.join('.');
  return [kind === 'variable' ? 'var' : kind, ...labels].join('.');
}
