import * as z from 'zod/mini';

/** A field, or with a title a document, with its description in the published JSON Schema. */
export function describe<Field extends z.ZodMiniType>(
  field: Field,
  description: string,
  title?: string,
): Field {
  z.globalRegistry.add(field, title === undefined ? { description } : { title, description });
  return field;
}

/** A text with its description. */
export const text = (description: string) => describe(z.string(), description);

/** A number with its description. */
export const count = (description: string) => describe(z.number(), description);

/** A list with its description. */
export const list = <Item extends z.ZodMiniType>(item: Item, description: string) =>
  describe(z.array(item), description);
