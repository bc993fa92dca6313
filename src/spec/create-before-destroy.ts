type Json = Readonly<Record<string, unknown>>;

/** A resource whose order makes Terraform leave out a drop. */
export interface DropLeftOut {
  /** The resource with `create_before_destroy`. */
  readonly consumer: string;
  /** The step with the drop, which it depends on. */
  readonly drop: string;
}

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
    .filter(([, text]) => /"create_before_destroy":(?:true|"true")/.test(text))
    .flatMap(([consumer]) => {
      const reached = reachedFrom(consumer, blocks);
      return drops
        .filter(([address]) => reached.has(address))
        .map(([drop]) => ({ consumer, drop }));
    });
}

/** The blocks of a stack as Terraform's JSON. */
export function textsByAddress({ resource, data, locals, module }: Json): Map<string, string> {
  const named = (prefix: string, block: unknown) =>
    Object.entries((block ?? {}) as Json).map(
      ([name, body]) => [`${prefix}${name}`, JSON.stringify(body)] as const,
    );
  const typed = (prefix: string, block: unknown) =>
    Object.entries((block ?? {}) as Json).flatMap(([type, bodies]) =>
      named(`${prefix}${type}.`, bodies),
    );
  return new Map([
    ...typed('', resource),
    ...typed('data.', data),
    ...named('local.', locals),
    ...named('module.', module),
  ]);
}

/** What a block refers to, and what that refers to. */
function reachedFrom(address: string, blocks: ReadonlyMap<string, string>): ReadonlySet<string> {
  const reached = new Set([address]);
  for (const each of reached) {
    for (const word of blocks.get(each)?.match(/[\w-]+(?:\.[\w-]+)+/g) ?? []) {
      const parts = word.split('.');
      for (const length of [2, 3]) {
        const other = parts.slice(0, length).join('.');
        if (blocks.has(other)) reached.add(other);
      }
    }
  }
  return reached;
}
