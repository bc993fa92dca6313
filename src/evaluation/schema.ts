import * as z from 'zod/mini';
import { closest } from '../text/closest';
import { isPlain } from '../text/text';
import type { Issue } from './issue';

/** How a shape problem is worded: what was expected and what to do. */
export interface Expectation {
  readonly ruleId: string;
  readonly expected: string;
  readonly fix: string;
}

/** What a value is: Terraform can give a string or a number later, and nothing else. */
export type Kind = 'string' | 'number' | 'other';

/** Any schema of zod. */
export type SchemaLike = z.core.SomeType;

interface Note {
  readonly kind?: Kind;
  readonly expectation?: Expectation;
}

// What zod does not carry from a schema to its issues.
const notes = z.registry<Note>();

/** An object of these props and no others. */
export function object<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  expectation: Expectation,
) {
  return z.strictObject(shape).register(notes, { expectation });
}

/** A list. */
export function list<Item extends z.core.SomeType>(item: Item, expectation: Expectation) {
  return z.array(item).register(notes, { expectation });
}

/** The problem that a prop is missing which only another one makes optional. */
export function missing<Output>(
  prop: keyof Output & string,
  isPresent: (value: Output) => boolean,
  expectation: Expectation,
) {
  return z.refine<Output>(isPresent, {
    path: [prop],
    params: { expectation },
    // Also where another prop has a problem: it may be one that is known after apply.
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
}

/** A string of one form, or one that passes the test. */
export function text(form: RegExp | ((value: string) => boolean), expectation: Expectation) {
  const test = form instanceof RegExp ? (value: string) => form.test(value) : form;
  const isRight = (value: unknown): value is string => typeof value === 'string' && test(value);
  return scalar('string', isRight, expectation);
}

/** One of the members of an enum. */
export function member<const Members extends readonly string[]>(members: Members, ruleId: string) {
  const expected = `must be ${members.map((name) => JSON.stringify(name)).join(' or ')}`;
  const expectation = { ruleId, expected, fix: 'Use a member of the enum' };
  const isRight = (value: unknown): value is Members[number] => members.includes(value as string);
  return scalar('string', isRight, expectation);
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
): z.ZodMiniType<Output, Output> {
  // The checks of the whole object run nonetheless: see `missing`.
  return z.custom<Output>(isRight, { abort: false }).register(notes, { kind, expectation });
}

/** What the schema expects at the path; `undefined` where it has nothing there. */
export function kindAt(schema: SchemaLike, keys: readonly PropertyKey[]): Kind | undefined {
  const found = schemaAt(schema, keys);
  if (found === undefined) return undefined;
  const { type } = found._zod.def as { type: string };
  if (type === 'string' || type === 'number') return type;
  return noteOf(found)?.kind ?? 'other';
}

/** The schema of the value at the path, without what makes it optional. */
function schemaAt(schema: SchemaLike, keys: readonly PropertyKey[]): SchemaLike | undefined {
  const def = schema._zod.def as {
    innerType?: SchemaLike;
    shape?: Record<PropertyKey, SchemaLike>;
    element?: SchemaLike;
  };
  if (def.innerType !== undefined) return schemaAt(def.innerType, keys);
  const [key, ...rest] = keys;
  if (key === undefined) return schema;
  const inner = def.shape === undefined ? def.element : own(def.shape, key);
  return inner && schemaAt(inner, rest);
}

function own(shape: Record<PropertyKey, SchemaLike>, key: PropertyKey): SchemaLike | undefined {
  return Object.hasOwn(shape, key) ? shape[key] : undefined;
}

const noteOf = (schema: SchemaLike | undefined) => schema && notes.get(schema as z.core.$ZodType);

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
  const odd = oddValues(value);
  const parsed = z.safeParse(schema, value);
  const problems = odd.map(({ keys, got }): Issue => {
    const { ruleId, expected, fix } = noteOf(schemaAt(schema, keys))?.expectation ?? {
      ruleId: fallbackRuleId,
      expected: 'must be plain data',
      fix: 'Give a string, a number, a boolean, a list or an object literal',
    };
    return { ruleId, path: pathOf(keys), problem: expected, got, fix };
  });
  if (parsed.success) return problems;
  const isReported = (path: string) => problems.some(({ path: outer }) => isWithin(path, outer));
  return [
    ...problems,
    ...parsed.error.issues.flatMap((issue): Issue[] => {
      const path = pathOf(issue.path);
      if (isUnknown(path) || isReported(path)) return [];
      const got = valueAt(value, issue.path);
      if (issue.code === 'unrecognized_keys') {
        const known = propsAt(schema, issue.path);
        return issue.keys.map((key) =>
          unknownProp(fallbackRuleId, path === '' ? key : `${path}.${key}`, known),
        );
      }
      const { ruleId, expected, fix } = expectationOf(schema, issue) ?? {
        ruleId: fallbackRuleId,
        expected: `must be ${'expected' in issue ? String(issue.expected) : 'of another form'}`,
        fix: 'See the docstring of the prop',
      };
      if (got !== undefined) return [{ ruleId, path, problem: expected, got, fix }];
      return [{ ruleId, path, problem: `is missing; it ${expected}`, fix }];
    }),
  ];
}

/** Objects that are not plain data: a Date, an instance of a class. A schema reads them as objects with other props. */
function oddValues(
  value: unknown,
  keys: readonly PropertyKey[] = [],
): { readonly keys: readonly PropertyKey[]; readonly got: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!isPlain(value)) return [{ keys, got: value }];
  return Object.entries(value).flatMap(([key, item]) =>
    oddValues(item, [...keys, Array.isArray(value) ? Number(key) : key]),
  );
}

/** The names of the props that a schema declares, in its order. */
export function propNames(schema: SchemaLike): string[] {
  return propsAt(schema, []);
}

/** The names that an object at the path may have. */
function propsAt(schema: SchemaLike, keys: readonly PropertyKey[]): string[] {
  const { shape } = (schemaAt(schema, keys)?._zod.def ?? {}) as { shape?: object };
  return Object.keys(shape ?? {});
}

/** The problem of a prop that a construct, or an object in it, does not have. */
export function unknownProp(ruleId: string, path: string, known: readonly string[]): Issue {
  const name = path.split('.').at(-1) ?? path;
  const meant = closest(name, known);
  const fix =
    meant === undefined ? 'Remove it or correct its spelling' : `Use ${meant}, or remove it`;
  return { ruleId, path, problem: 'is not a prop of this construct', fix };
}

/** `a.b[2].c` for `['a', 'b', 2, 'c']`. */
export function pathOf(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** Whether a path is that of a value, or leads into it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

function valueAt(value: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined | null)?.[key],
    value,
  );
}

/** How a problem is worded: as its check says, or as the schema of the place does. */
function expectationOf(schema: SchemaLike, issue: z.core.$ZodIssue): Expectation | undefined {
  const { expectation } = ('params' in issue ? (issue.params ?? {}) : {}) as Note;
  return expectation ?? noteOf(schemaAt(schema, issue.path))?.expectation;
}
