import type { Stack } from '../read/stack';
import type { Block } from '../read/stack-blocks';
import type { Mates } from './mates';

/** The addresses that the steps of a restore had before they were moved. */
export interface FormerAddresses {
  readonly submit: string;
  readonly submitted?: string | undefined;
  readonly wait?: string | undefined;
}

const ADDRESS = /^null_resource\.[A-Za-z_][\w-]*$/;

/** The `moved` blocks of a stack. */
export class Moves {
  readonly #blocks = new Map<string, Block>();
  readonly #twice = new Set<string>();

  constructor({ blocks }: Pick<Stack, 'blocks'>) {
    for (const block of blocks) {
      if (block.kind !== 'moved') continue;
      const { from, to } = block.body;
      if (!isAddress(from) || !isAddress(to)) continue;
      for (const key of [from, to]) {
        if (this.#blocks.has(key)) this.#twice.add(key);
      }
      this.#blocks.set(to, block).set(from, block);
    }
  }

  /** Where a restore was, and the blocks that say so; nothing unless all of its steps come from elsewhere. */
  of(
    mates: Mates,
  ): { readonly former: FormerAddresses; readonly blocks: readonly Block[] } | undefined {
    const entries = Object.entries(mates).map(([name, { address }]) => {
      const block = this.#twice.has(address) ? undefined : this.#blocks.get(address);
      return { name, block: block?.body.to === address ? block : undefined };
    });
    const blocks = entries.flatMap(({ block }) => (block === undefined ? [] : [block]));
    // One step holds nothing and does nothing when it is created again.
    if (entries.some(({ name, block }) => name !== 'removal' && block === undefined)) {
      return undefined;
    }
    if (blocks.some(({ body }) => this.#twice.has(String(body.from)))) return undefined;
    const from = Object.fromEntries(
      entries.map(({ name, block }) => [name, String(block?.body.from)]),
    );
    const { submit = '', submitted, wait } = from;
    return { former: { submit, submitted, wait }, blocks };
  }
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && ADDRESS.test(value);
}
