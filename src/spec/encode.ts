import { type UnknownValue, unknownPaths } from '../evaluation/unknown-values';
import { VALUE_VARIABLE_PREFIX } from './names';
import type { StepDocument } from './spec';
import { escapeLiterals, escapeTemplates } from './templates';
import { mapLeaves } from './walk';

/** The placeholders of a framework for values that are known after apply. The codec knows none itself. */
export interface TokenSystem {
  isToken(value: unknown): boolean;
  /** The text that becomes Terraform's expression when the stack is written. */
  expression(token: unknown): string;
}

/** A declaration at synth: what is known, and what is known after apply. */
export interface Split {
  /** Without the unknown values: what rules see. */
  readonly known: unknown;
  readonly unknown: readonly UnknownValue[];
  /** Whether the value at the path, or one that holds it, is unknown. */
  isUnknown(path: string): boolean;
}

/** Takes the tokens out of a declaration. */
export function splitTokens(declaration: unknown, { isToken }: TokenSystem): Split {
  const unknown: UnknownValue[] = [];
  const take = (value: unknown, keys: readonly PropertyKey[]) => {
    if (!isToken(value)) return value;
    unknown.push({ keys: [...keys], kind: kindOf(value) });
    return undefined;
  };
  const known = mapLeaves(declaration, take, isToken);
  return { known, unknown, isUnknown: unknownPaths(unknown) };
}

/** Puts references where the tokens are, with the environment variables that carry the values. */
export function encodeTokens(
  value: unknown,
  { isToken, expression }: TokenSystem,
): { readonly value: unknown; readonly variables: Readonly<Record<string, string>> } {
  const variables: Record<string, string> = {};
  const encode = (leaf: unknown) => {
    if (!isToken(leaf)) return leaf;
    const name = `${VALUE_VARIABLE_PREFIX}${Object.keys(variables).length}`;
    variables[name] = escapeTemplates(expression(leaf));
    return { $env: name, as: typeof leaf === 'number' ? 'number' : 'string' };
  };
  return { value: mapLeaves(value, encode, isToken), variables };
}

/**
 * A spec as the text of an environment variable: JSON of ASCII alone, because Terraform changes the Unicode form of
 * texts that it carries (to NFC), and escaped where Terraform would evaluate it. It is put together from its fields, see
 * {@link specFields}: several steps share most of theirs.
 */
export function specText(...fields: readonly string[]): string {
  return `{${fields.filter((text) => text !== '').join(',')}}`;
}

/** Fields of a spec, as they are in its text. */
export function specFields(document: StepDocument): string {
  // The address of a step is a token until the stack is written.
  return escapeLiterals(asciiOf(document)).slice(1, -1);
}

/** A text that is known only when the stack is written, as it stands within the text of a spec. */
export function withinSpec(text: string): string {
  return escapeLiterals(asciiOf(text).slice(1, -1));
}

const BEYOND_ASCII = /[\u007f-\uffff]/;

function asciiOf(document: unknown): string {
  const json = jsonOf(document);
  // Most are of ASCII alone.
  if (!BEYOND_ASCII.test(json)) return json;
  return json.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function kindOf(token: unknown): UnknownValue['kind'] {
  if (typeof token === 'string') return 'string';
  return typeof token === 'number' ? 'number' : 'other';
}

function jsonOf(document: unknown): string {
  try {
    return JSON.stringify(document);
  } catch {
    // A bigint, which is of the wrong type wherever it stands, and refused as such.
    return JSON.stringify(document, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  }
}
