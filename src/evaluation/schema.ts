import * as z from 'zod/mini';
import type { Issue } from './issue';

/** How a shape problem is worded: what was expected and what to do. */
export interface Expectation {
  readonly ruleId: string;
  readonly expected: string;
  readonly fix: string;
}

/** An object of these props and no others. */
export function object<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  expectation: Expectation,
) {
  const message = encode(expectation);
  return z.strictObject(shape, { error: () => message });
}

/** A list. */
export function list<Item extends z.core.SomeType>(item: Item, expectation: Expectation) {
  const message = encode(expectation);
  return z.array(item, { error: () => message });
}

/** The problem that a prop is missing which only another one makes optional. */
export function missing<Output>(
  prop: keyof Output & string,
  isThere: (value: Output) => boolean,
  expectation: Expectation,
) {
  const message = encode(expectation);
  return z.refine<Output>(isThere, {
    path: [prop],
    error: () => message,
    // Also where another prop has a problem: it may be one that only Terraform knows.
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
}

/** Text of one form, or text that passes the test. */
export function text(form: RegExp | ((value: string) => boolean), expectation: Expectation) {
  const test = form instanceof RegExp ? (value: string) => form.test(value) : form;
  const isRight = (value: unknown): value is string => typeof value === 'string' && test(value);
  return scalar('text', isRight, expectation);
}

/** One of the members of an enum. */
export function member<const Members extends readonly string[]>(members: Members, ruleId: string) {
  const expected = `must be ${members.map((name) => JSON.stringify(name)).join(' or ')}`;
  return z.enum(members as unknown as [string, ...string[]], {
    error: () => encode({ ruleId, expected, fix: 'Use a member of the enum' }),
  }) as unknown as z.ZodMiniType<Members[number]>;
}

/** A number that passes the test; never one without a finite value. */
export function number(test: (value: number) => boolean, expectation: Expectation) {
  const isRight = (value: unknown): value is number =>
    typeof value === 'number' && Number.isFinite(value) && test(value);
  return scalar('number', isRight, expectation);
}

/** True or false. */
export function boolean(expectation: Expectation) {
  return scalar('other', (value): value is boolean => typeof value === 'boolean', expectation);
}

/** A schema whose every problem, type or content, is worded by the one expectation. */
function scalar<Output>(
  kind: Kind,
  isRight: (value: unknown) => value is Output,
  expectation: Expectation,
) {
  const message = encode(expectation);
  // The checks of the whole object run nonetheless: see `missing`.
  const schema = z.custom<Output>(isRight, { error: () => message, abort: false });
  kinds.set(schema, kind);
  return schema;
}

/** What a value is: Terraform can give a text or a number later, and nothing else. */
export type Kind = 'text' | 'number' | 'other';

const kinds = new WeakMap<z.core.SomeType, Kind>();

/** What the schema wants at the path; `undefined` where it has nothing there. */
export function kindAt(schema: z.core.SomeType, keys: readonly PropertyKey[]): Kind | undefined {
  const [key, ...rest] = keys;
  const def = schema._zod.def as {
    type: string;
    innerType?: z.core.SomeType;
    shape?: Record<PropertyKey, z.core.SomeType>;
    element?: z.core.SomeType;
  };
  if (def.innerType !== undefined) return kindAt(def.innerType, keys);
  if (key !== undefined) {
    const inner = def.shape?.[key] ?? def.element;
    return inner === undefined ? undefined : kindAt(inner, rest);
  }
  if (def.type === 'string' || def.type === 'enum') return 'text';
  return def.type === 'number' ? 'number' : (kinds.get(schema) ?? 'other');
}

/**
 * Every problem of a value, at once. Problems at a path that `isUnknown` are left for the runner, which
 * checks again with the values that Terraform resolved.
 */
export function shapeIssues(
  schema: z.ZodMiniType,
  value: unknown,
  fallbackRuleId: string,
  isUnknown: (path: string) => boolean = () => false,
): Issue[] {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue): Issue[] => {
    const path = pathOf(issue.path);
    if (isUnknown(path)) return [];
    const got = valueAt(value, issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        unknownProp(fallbackRuleId, path === '' ? key : `${path}.${key}`),
      );
    }
    const { ruleId, expected, fix } = decode(issue.message) ?? {
      ruleId: fallbackRuleId,
      expected: `must be ${'expected' in issue ? String(issue.expected) : 'of another form'}`,
      fix: 'See the docstring of the prop',
    };
    if (got !== undefined) return [{ ruleId, path, problem: expected, got, fix }];
    return [{ ruleId, path, problem: `is missing; it ${expected}`, fix }];
  });
}

/** The problem of a prop that a construct does not have. */
export function unknownProp(ruleId: string, path: string): Issue {
  const fix = 'Remove it or correct its spelling';
  return { ruleId, path, problem: 'is not a prop of this construct', fix };
}

/** `a.b[2].c` for `['a', 'b', 2, 'c']`. */
export function pathOf(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function valueAt(value: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined | null)?.[key],
    value,
  );
}

// zod carries a text, not data, from a check to its issue: the expectation travels in it as JSON.
const encode = (expectation: Expectation): string => JSON.stringify(expectation);

function decode(message: string): Expectation | undefined {
  return message.startsWith('{') ? (JSON.parse(message) as Expectation) : undefined;
}
