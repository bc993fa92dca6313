import { pathOf } from '../../evaluation/schema';
import { type UnknownValue as Unknown, unknownPaths } from '../../evaluation/unknown-values';
import { VALUE_VARIABLE_PREFIX } from '../../spec/spec';

/** A value that only Terraform knows, and the expression that gives it. */
export interface UnknownValue extends Unknown {
  readonly path: string;
  readonly expression: string;
}

/** A declaration, taken apart into what is known and what is not. */
export interface Declared {
  /** Without the unknown values: what rules see. */
  readonly known: Readonly<Record<string, unknown>>;
  /** With a text in the place of each unknown value: what people see. */
  readonly shown: Readonly<Record<string, unknown>>;
  readonly unknown: readonly UnknownValue[];
  isUnknown(path: string): boolean;
}

/** How an unknown value reads in every rendering. */
export function knownAfterApply(expression: string): string {
  return `known after apply (${expression.replace(/^\$\{(.*)\}$/s, '$1')})`;
}

/** Takes the references of a spec's declaration out of it; the environment has their expressions. */
export function declaredIn(
  declaration: unknown,
  environment: Readonly<Record<string, string>>,
): Declared {
  if (!Object.keys(environment).some((name) => name.startsWith(VALUE_VARIABLE_PREFIX))) {
    const all = declaration as Record<string, unknown>;
    return { known: all, shown: all, unknown: [], isUnknown: () => false };
  }
  const unknown: UnknownValue[] = [];
  const walk = (
    value: unknown,
    keys: readonly PropertyKey[],
  ): { known: unknown; shown: unknown } => {
    if (value === null || typeof value !== 'object') return { known: value, shown: value };
    const variable = (value as { $env?: unknown }).$env;
    if (typeof variable === 'string' && variable.startsWith(VALUE_VARIABLE_PREFIX)) {
      const expression = String(environment[variable] ?? variable);
      const kind = (value as { as?: unknown }).as === 'number' ? 'number' : 'string';
      unknown.push({ path: pathOf(keys), expression, keys, kind });
      return { known: undefined, shown: knownAfterApply(expression) };
    }
    if (Array.isArray(value)) {
      const items = value.map((item, index) => walk(item, [...keys, index]));
      return { known: items.map((item) => item.known), shown: items.map((item) => item.shown) };
    }
    const [known, shown]: Record<string, unknown>[] = [{}, {}];
    for (const [key, item] of Object.entries(value)) {
      const both = walk(item, [...keys, key]);
      // A key named __proto__ must become a key, not a prototype.
      if (both.known !== undefined) define(known as object, key, both.known);
      define(shown as object, key, both.shown);
    }
    return { known, shown };
  };
  const { known, shown } = walk(declaration, []);
  return {
    known: known as Record<string, unknown>,
    shown: shown as Record<string, unknown>,
    unknown,
    isUnknown: unknownPaths(unknown),
  };
}

function define(target: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    (target as Record<string, unknown>)[key] = value;
  }
}
