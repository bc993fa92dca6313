import type { Issue } from './issue';
import { isWithin, type Kind, kindAt, pathOf, type SchemaLike } from './schema';

/** A value that is known after apply: where it stands, and what Terraform will give there. */
export interface UnknownValue {
  readonly keys: readonly PropertyKey[];
  readonly kind: Kind;
}

/** Values of another kind than the prop has: the runner could not use what comes. */
export function unknownValueIssues(
  schema: SchemaLike,
  values: readonly UnknownValue[],
  ruleId: string,
): Issue[] {
  return values.flatMap(({ keys, kind }): Issue[] => {
    const expected = kindAt(schema, keys);
    if (expected === undefined || (expected === kind && expected !== 'other')) return [];
    return [{ ruleId, path: pathOf(keys), ...WORDS[expected] }];
  });
}

/** Says whether a path, or something that holds it, is that of an unknown value. */
export function unknownPaths(values: readonly UnknownValue[]): (path: string) => boolean {
  if (values.length === 0) return () => false;
  const paths = values.map(({ keys }) => pathOf(keys));
  return (path) => paths.some((outer) => isWithin(path, outer));
}

const WORDS: Readonly<Record<Kind, { readonly problem: string; readonly fix: string }>> = {
  string: {
    problem: 'must be a string, but Terraform will give a value of another type',
    fix: 'Give the string, or a token of one: Token.asString',
  },
  number: {
    problem: 'must be a number, but Terraform will give a value of another type',
    fix: 'Give the number, or a token of one: Token.asNumber',
  },
  other: {
    problem: 'must be known at synth',
    fix: 'Give the value itself; strings and numbers in a list or an object may be tokens',
  },
};
