import { Token } from 'cdktf';
import { type UnknownValue, unknownPaths } from '../../evaluation/unknown-values';
import { VALUE_VARIABLE_PREFIX } from '../../spec/spec';
import { escapeTemplates } from '../../spec/templates';

/** A declaration as synth sees it: what is known, and what only Terraform will know. */
export interface Split {
  /** The declaration without its unknown values. */
  readonly known: unknown;
  /** The unknown values. */
  readonly unknown: readonly UnknownValue[];
  /** Whether the value at the path, or one that holds it, is unknown. */
  isUnknown(path: string): boolean;
}

/** Takes the tokens out of a declaration, so that rules see only values. */
export function splitTokens(declaration: unknown): Split {
  const unknown: UnknownValue[] = [];
  const known = walk(declaration, (value, keys) => {
    if (!isToken(value)) return value;
    const kind = typeof value === 'string' || typeof value === 'number' ? typeof value : 'other';
    unknown.push({ keys: [...keys], kind: kind as UnknownValue['kind'] });
    return undefined;
  });
  return { known, unknown, isUnknown: unknownPaths(unknown) };
}

/** Puts references where the tokens are, and says which environment variables carry the values. */
export function referenceTokens(declaration: unknown): {
  readonly value: unknown;
  readonly variables: Readonly<Record<string, string>>;
} {
  const variables: Record<string, string> = {};
  const value = walk(declaration, (leaf) => {
    if (!isToken(leaf)) return leaf;
    const name = `${VALUE_VARIABLE_PREFIX}${Object.keys(variables).length}`;
    variables[name] = escapeTemplates(Token.asString(leaf));
    return { $env: name, as: typeof leaf === 'number' ? 'number' : 'string' };
  });
  return { value, variables };
}

/** Copies plain data with its leaves replaced; `undefined` values are left out. */
function walk(
  value: unknown,
  replace: (leaf: unknown, keys: readonly PropertyKey[]) => unknown,
  keys: PropertyKey[] = [],
): unknown {
  if (value === null || typeof value !== 'object' || isToken(value)) return replace(value, keys);
  const at = (key: PropertyKey, item: unknown) => {
    keys.push(key);
    const replaced = walk(item, replace, keys);
    keys.pop();
    return replaced;
  };
  if (Array.isArray(value)) return value.map((item, index) => at(index, item));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const replaced = at(key, item);
    if (replaced !== undefined) copy[key] = replaced;
  }
  return copy;
}

// Numbers that stand for tokens are below this one; cdktf's own check is far slower, and most values are none.
const TOKENS_BELOW = -1e290;

/** Whether only Terraform will know the value. */
export function isToken(value: unknown): boolean {
  if (typeof value === 'string' && !value.includes('{TfToken[')) return false;
  if (typeof value === 'number' && !(value < TOKENS_BELOW)) return false;
  return Token.isUnresolved(value);
}
