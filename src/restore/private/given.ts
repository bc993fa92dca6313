import { isToken } from './tokens';

/** The props of a construct; JavaScript lets them be left out, and then each of them is missing. */
export function propsOf<Props extends object>(props: Props): Props {
  return typeof props === 'object' && props !== null ? props : ({} as Props);
}

/** What a backup refers to; anything else in its place stays as it is, for the schema to refuse. */
export function referenceOf<Reference>(backup: { _reference(): Reference }): Reference {
  if (typeof backup?._reference === 'function') return backup._reference();
  // An object with the right props is no Backup either.
  return (typeof backup === 'object' && backup !== null ? 'an object' : backup) as never;
}

/** The known props of an object; anything else in its place stays as it is. */
export function picked<Item extends object>(item: Item, pick: (item: Item) => Item): Item {
  if (typeof item === 'object' && item !== null) return pick(item);
  // A token of a whole object or list: the runner could not tell what Terraform makes of it.
  return isToken(item) ? ({} as Item) : item;
}

/** The known props of each object of a list; anything else in its place stays as it is. */
export function pickedEach<Item extends object>(
  items: readonly Item[],
  pick: (item: Item) => Item,
): Item[] {
  return Array.isArray(items) ? items.map((item) => picked(item, pick)) : (items as never);
}
