import * as z from 'zod/mini';
import { pathOf } from '../evaluation/schema';
import { type UnknownValue, unknownPaths } from '../evaluation/unknown-values';
import { VALUE_VARIABLE_PREFIX } from './names';
import { valueReference } from './spec';
import { mapLeaves } from './walk';

/** A value that is known after apply, and the expression that gives it. */
export interface UnknownExpression extends UnknownValue {
  readonly path: string;
  readonly expression: string;
}

/** A declaration as the review reads it, without Terraform's values. */
export interface Declared {
  /** Without the unknown values: what rules see. */
  readonly known: Readonly<Record<string, unknown>>;
  /** With a text in the place of each unknown value: what people see. */
  readonly shown: Readonly<Record<string, unknown>>;
  readonly unknown: readonly UnknownExpression[];
  isUnknown(path: string): boolean;
}

/** Puts the values of the environment where a spec has references to them: the spec as the runner reads it. */
export function decodeValues(
  value: unknown,
  read: (variable: string) => string | undefined,
): unknown {
  const decode = (leaf: unknown) => {
    const reference = referenceIn(leaf);
    if (reference === undefined) return leaf;
    const text = read(reference.$env) ?? '';
    return reference.as === 'number' && text.trim() !== '' ? Number(text) : text;
  };
  return mapLeaves(value, decode, (item) => referenceIn(item) !== undefined);
}

/** Takes the references of a declaration out of it; the environment has their expressions. */
export function decodeDeclaration(
  declaration: unknown,
  environment: Readonly<Record<string, string>>,
): Declared {
  // Most declarations have none: to look is cheaper than to copy.
  if (!Object.keys(environment).some((name) => name.startsWith(VALUE_VARIABLE_PREFIX))) {
    const all = declaration as Record<string, unknown>;
    return { known: all, shown: all, unknown: [], isUnknown: () => false };
  }
  const unknown: UnknownExpression[] = [];
  const isLeaf = (item: object) => referenceIn(item) !== undefined;
  const expressionOf = (variable: string) => String(environment[variable] ?? variable);
  const take = (leaf: unknown, keys: readonly PropertyKey[]) => {
    const reference = referenceIn(leaf);
    if (reference === undefined) return leaf;
    const expression = expressionOf(reference.$env);
    unknown.push({ path: pathOf(keys), keys: [...keys], kind: reference.as, expression });
    return undefined;
  };
  const show = (leaf: unknown) => {
    const reference = referenceIn(leaf);
    return reference === undefined ? leaf : knownAfterApply(expressionOf(reference.$env));
  };
  const known = mapLeaves(declaration, take, isLeaf) as Record<string, unknown>;
  const shown = mapLeaves(declaration, show, isLeaf) as Record<string, unknown>;
  return { known, shown, unknown, isUnknown: unknownPaths(unknown) };
}

/** How an unknown value reads in every rendering. */
export function knownAfterApply(expression: string): string {
  return `known after apply (${expression.replace(/^\$\{(.*)\}$/s, '$1')})`;
}

function referenceIn(value: unknown): z.infer<ReturnType<typeof valueReference>> | undefined {
  if (typeof value !== 'object' || value === null || !('$env' in value)) return undefined;
  const parsed = z.safeParse(valueReference(), value);
  return parsed.success ? parsed.data : undefined;
}
