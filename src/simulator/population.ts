/** For each list of a cloud, what adds one object to it and answers its id. */
export type Populators<World> = Readonly<
  Record<string, (world: World, fields: Readonly<Record<string, unknown>>, at: number) => string>
>;

/** What adds many objects of a kind to a world and answers their ids or names. */
export function populator<World>(populators: Populators<World>) {
  return (
    world: World,
    kind: string,
    count: number,
    fields: Readonly<Record<string, unknown>>,
  ): string[] => {
    const add = kindOf(populators, kind);
    return Array.from({ length: count }, (_, at) => add(world, fields, at));
  };
}

/** What adds an object of a kind; refuses a kind that no list has. */
function kindOf<World>(populators: Populators<World>, kind: string): Populators<World>[string] {
  const add = Object.hasOwn(populators, kind) ? populators[kind] : undefined;
  if (add === undefined) {
    const known = Object.keys(populators).join(', ');
    throw new RangeError(`kind must be one of ${known}, got ${JSON.stringify(kind)}.`);
  }
  return add;
}
