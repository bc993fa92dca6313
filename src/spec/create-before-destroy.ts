type Json = Readonly<Record<string, unknown>>;

/** A resource whose order makes Terraform leave out a drop. */
export interface DropLeftOut {
  /** The resource with `create_before_destroy`. */
  readonly consumer: string;
  /** The step with the drop, which it depends on. */
  readonly drop: string;
}

// Terraform evaluates it: `"${true}"` is just as true.
const REPLACES_FIRST = /"create_before_destroy":(?!false|"false"|null)/;

/**
 * The drops that Terraform would never run: `create_before_destroy` of a resource extends to everything that it
 * depends on, and Terraform runs no destroy step of what it replaces in that order.
 *
 * @param blocks what others can refer to, as JSON, by the addresses that they use
 */
export function dropsLeftOut(blocks: ReadonlyMap<string, string>): DropLeftOut[] {
  // One that has an instance for each clone is dropped with its instance, in either order.
  const drops = [...blocks].filter(
    ([, text]) => text.includes('\\"step\\":\\"drop\\"') && !text.includes('"for_each":{'),
  );
  if (drops.length === 0) return [];
  return [...blocks]
    .filter(([, text]) => REPLACES_FIRST.test(text))
    .flatMap(([consumer]) => {
      const reached = reachedFrom(consumer, blocks);
      return drops
        .filter(([address]) => reached.has(address))
        .map(([drop]) => ({ consumer, drop }));
    });
}

/** The blocks of a stack as Terraform's JSON. */
export function textsByAddress({
  resource,
  data,
  locals,
  module,
  provider,
}: Json): Map<string, string> {
  const textsOf = (prefix: string, block: unknown) =>
    Object.entries((block ?? {}) as Json).map(
      ([name, body]) => [`${prefix}${name}`, JSON.stringify(body)] as const,
    );
  const textsOfTypes = (prefix: string, block: unknown) =>
    Object.entries((block ?? {}) as Json).flatMap(([type, bodies]) =>
      textsOf(`${prefix}${type}.`, bodies),
    );
  return new Map([
    ...textsOfTypes('', resource),
    ...textsOfTypes('data.', data),
    ...textsOf('local.', locals),
    ...textsOf('module.', module),
    ...textsOf('provider.', provider),
  ]);
}

/** What a block refers to, and what that refers to. */
export function reachedFrom(
  address: string,
  blocks: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const reached = new Set([address]);
  for (const each of reached) {
    const text = blocks.get(each) ?? '';
    for (const word of text.match(/[\p{L}\p{N}_-]+(?:\s*\.\s*[\p{L}\p{N}_-]+)+/gu) ?? []) {
      const parts = word.split(/\s*\.\s*/);
      for (const length of [2, 3]) {
        const other = parts.slice(0, length).join('.');
        if (blocks.has(other)) reached.add(other);
      }
    }
    const provider = providerOf(each, text);
    if (blocks.has(provider)) reached.add(provider);
  }
  return reached;
}

/** The provider of a resource or a data source: the one that it names, or that of its type. */
function providerOf(address: string, text: string): string {
  const named = /"provider":"([\w-]+)/.exec(text)?.[1];
  const [, type = ''] = /^(?:data\.)?([^._]+)/.exec(address) ?? [];
  return `provider.${named ?? type}`;
}
