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
