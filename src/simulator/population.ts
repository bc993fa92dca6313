/** For each list of a cloud, what adds one object to it and answers its id. */
export type Populators<World> = Readonly<
  Record<string, (world: World, fields: Readonly<Record<string, unknown>>, at: number) => string>
>;

/** What adds an object of a kind; refuses a kind that no list has. */
export function kindOf<World>(
  populators: Populators<World>,
  kind: string,
): Populators<World>[string] {
  const add = Object.hasOwn(populators, kind) ? populators[kind] : undefined;
  if (add === undefined) {
    const known = Object.keys(populators).join(', ');
    throw new RangeError(`kind must be one of ${known}, got ${JSON.stringify(kind)}.`);
  }
  return add;
}
