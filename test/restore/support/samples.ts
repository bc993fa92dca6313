import type { Construct } from 'constructs';
import * as library from '../../../src';
import {
  CONSTRUCTS,
  factoriesOf,
  isStruct,
  nameOf,
  propsOf,
  type TypeReference,
  typeOf,
} from './assembly';

/** A place where an object of props stands: the props and the factories that lead to it. */
export type Place = readonly string[];

/** What is done to the object of props at a place. */
export interface Change {
  readonly at: Place;
  change(props: Record<string, unknown>): unknown;
}

type Static = Readonly<Record<string, (...args: unknown[]) => unknown>>;

function exported(name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], library);
}

/** A value of a type, right in its kind. Its objects and factories are those that lead to the place of a change. */
export function sample(
  type: TypeReference,
  place: Place,
  scope: Construct,
  change: Change,
): unknown {
  if (type.collection !== undefined) {
    const item = sample(type.collection.elementtype, [...place, '0'], scope, change);
    return type.collection.kind === 'array' ? [item] : { a: item };
  }
  if (type.primitive === 'string') return textFor(place);
  if (type.primitive !== undefined) return PRIMITIVES[type.primitive];
  const known = typeOf(type);
  if (known === undefined) return undefined;
  if (isStruct(known)) {
    const next = change.at[place.length];
    const given = propsOf(known).filter(({ name, optional }) => optional !== true || name === next);
    const props = Object.fromEntries(
      given.map((prop) => [prop.name, sample(prop.type, [...place, prop.name], scope, change)]),
    );
    return isSame(place, change.at) ? change.change(props) : props;
  }
  const made = exported(nameOf(known));
  if (known.kind === 'enum') return Object.values(made as object)[0];
  const construct = CONSTRUCTS.find((one) => one.type === known);
  if (construct !== undefined) {
    const Made = made as new (scope: Construct, id: string, props: unknown) => unknown;
    return new Made(scope, 'other', sample(construct.props, [...place, 'props'], scope, NOWHERE));
  }
  const factories = factoriesOf(known);
  const named = change.at[place.length]?.split('(')[0];
  const factory = factories.find(({ name }) => name === named) ?? factories[0];
  if (factory === undefined) return undefined;
  const args = (factory.parameters ?? []).map((parameter) =>
    sample(parameter.type, [...place, `${factory.name}(${parameter.name})`], scope, change),
  );
  return (made as Static)[factory.name]?.(...args);
}

/** A change of nothing. */
const NOWHERE: Change = { at: ['nowhere'], change: (props) => props };

/** A text that is right where the name tells what it is: another problem must not hide the one that is looked for. */
function textFor(place: Place): string {
  const name = place.at(-1) ?? '';
  if (/date\)$/.test(name)) return '2026-12-31';
  return name === 'clusterId' ? '2b9d5e1a-0c3f-4a7e-9d8b-1f6c2e4a7b90' : 'x';
}

const PRIMITIVES: Readonly<Record<string, unknown>> = {
  number: 1,
  boolean: true,
  any: {},
  json: {},
};

function isSame(one: Place, other: Place): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}

/** Every place in a value of a type where an object of props stands, and that object's type. */
export function placesIn(
  type: TypeReference,
  place: Place = [],
): { readonly place: Place; readonly struct: string }[] {
  if (type.collection !== undefined) return placesIn(type.collection.elementtype, [...place, '0']);
  const known = typeOf(type);
  if (known === undefined || known.kind === 'enum') return [];
  if (isStruct(known)) {
    const inner = propsOf(known).flatMap((prop) => placesIn(prop.type, [...place, prop.name]));
    return [{ place, struct: known.fqn }, ...inner];
  }
  // A construct that another one uses has been looked at by itself.
  if (CONSTRUCTS.some((one) => one.type === known)) return [];
  return factoriesOf(known).flatMap(({ name, parameters = [] }) =>
    parameters.flatMap((parameter) =>
      placesIn(parameter.type, [...place, `${name}(${parameter.name})`]),
    ),
  );
}
