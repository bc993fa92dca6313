import { createHash } from 'node:crypto';
import { pathOf } from '../../evaluation/schema';
import { VALUE_VARIABLE_PREFIX } from '../../spec/names';
import { templateParts } from '../../spec/templates';
import { mapLeaves } from '../../spec/walk';
import { isRecord, type JsonRecord } from '../../text/json-value';
import type { Stack } from './stack';

/** What an expression is worth, and where the value comes from, for people. */
export interface ResolvedValue {
  readonly value: string | number | boolean;
  /** For example `default of var.destination`. */
  readonly from: string;
}

/** A value of a declaration that a variable or a local gives. */
export interface TracedValue {
  readonly path: string;
  readonly value: string;
  readonly from: string;
}

/** Values that Terraform itself stated: of variables, and of expressions by their text. */
export interface TerraformValues {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly expressions: ReadonlyMap<string, string>;
}

const REFERENCE = /^(var|local)\.([A-Za-z_][\w-]*)((?:\.[A-Za-z_][\w-]*|\["[^"\\]*"\]|\[\d+\])*)$/;
const STEPS = /\.([A-Za-z_][\w-]*)|\["([^"\\]*)"\]|\[(\d+)\]/g;
const READ = /\b(var|local|data)\.([A-Za-z_][\w-]*)(?:\.([A-Za-z_][\w-]*))?/g;
/** What is longer stands as its hash. */
const LONGEST = 120;
/** How deep locals may refer to one another. */
const DEEPEST = 20;

/** The variables and locals of a stack, as far as the stack itself says what they are. */
export class StackValues {
  readonly #variables = new Map<string, JsonRecord>();
  readonly #locals = new Map<string, unknown>();
  readonly #data = new Map<string, JsonRecord>();

  constructor(
    { blocks }: Pick<Stack, 'blocks'>,
    private readonly terraform?: TerraformValues,
    /** Whether nothing beside the stack sets variables. */
    private readonly defaultsCount = true,
  ) {
    for (const { kind, labels, body } of blocks) {
      if (kind === 'variable') this.#variables.set(labels[0] ?? '', body);
      if (kind === 'locals')
        for (const [name, value] of Object.entries(body)) this.#locals.set(name, value);
      if (kind === 'data') this.#data.set(labels.join('.'), body);
    }
  }

  /** Whether an expression reads a variable that is sensitive, or a local that does: its value is never shown. */
  isSensitive(text: string, depth = 0): boolean {
    if (depth > DEEPEST) return true;
    return [...text.matchAll(/\b(var|local)\.([A-Za-z_][\w-]*)/g)].some(([, kind, name = '']) => {
      if (kind === 'var') return this.#variables.get(name)?.sensitive === true;
      const value = JSON.stringify(this.#locals.get(name));
      return value !== undefined && this.isSensitive(value, depth + 1);
    });
  }

  /**
   * What the stack says of the locals, variables and data that a text of Terraform reads; empty where it reads none. Where
   * the value is not known, a change of these is the only sign that it will be another one.
   */
  describe(text: string): string {
    const found = new Map<string, string>();
    this.#collect(text, found);
    if (found.size === 0) return '';
    return ` where ${[...found].map(([name, value]) => `${name} = ${value}`).join(', ')}`;
  }

  #collect(text: string, found: Map<string, string>): void {
    for (const [, kind, name = '', label = ''] of text.matchAll(READ)) {
      const key = kind === 'data' ? `data.${name}.${label}` : `${kind}.${name}`;
      const value = kind === 'data' ? this.#data.get(`${name}.${label}`) : this.#valueOf(key);
      if (value === undefined || found.has(key)) continue;
      const written = JSON.stringify(withoutComment(value));
      found.set(key, written.length > LONGEST ? `sha256 ${digest(written)}` : written);
      this.#collect(written, found);
    }
  }

  /** What stands for a local or a variable; nothing of what is secret. */
  #valueOf(key: string): unknown {
    const [kind, name = ''] = key.split('.');
    if (kind === 'local') return this.#locals.get(name);
    const declared = this.#variables.get(name);
    if (!this.defaultsCount) return undefined;
    return declared?.sensitive === true ? undefined : declared?.default;
  }

  /** The value of a text of Terraform; `undefined` where a part of it is known after apply. */
  resolveText(text: string, depth = 0): ResolvedValue | undefined {
    const stated = this.terraform?.expressions.get(text);
    if (stated !== undefined && !this.isSensitive(text)) {
      return { value: stated, from: 'Terraform’s plan' };
    }
    const parts = templateParts(text);
    if (parts === undefined) return undefined;
    const [only, ...others] = parts;
    if (only?.expression !== undefined && others.length === 0) {
      return this.#resolveExpression(only.expression, depth);
    }
    const values = parts.map(({ literal, expression }) =>
      expression === undefined
        ? { value: literal ?? '', from: '' }
        : this.#resolveExpression(expression, depth),
    );
    if (values.some((value) => value === undefined)) return undefined;
    const origins = values.map((value) => value?.from ?? '').filter((from) => from !== '');
    return {
      value: values.map((value) => String(value?.value)).join(''),
      from: [...new Set(origins)].join(', '),
    };
  }

  /** A spec with values in the place of those references whose values are known. */
  resolveReferences<Value>(value: Value, environment: JsonRecord): Value {
    // Most specs have none: to look is cheaper than to copy.
    if (!Object.keys(environment).some((name) => name.startsWith(VALUE_VARIABLE_PREFIX)))
      return value;
    const resolve = (leaf: unknown) =>
      isReference(leaf) ? (this.resolveReference(leaf, environment)?.value ?? leaf) : leaf;
    return mapLeaves(value, resolve, isReference) as Value;
  }

  /** The values of a declaration that are known from the stack, with their origins. */
  trace(declaration: unknown, environment: JsonRecord): TracedValue[] {
    const traced: TracedValue[] = [];
    const look = (leaf: unknown, keys: readonly PropertyKey[]) => {
      const resolved = isReference(leaf) ? this.resolveReference(leaf, environment) : undefined;
      if (resolved === undefined || resolved.from === '') return leaf;
      traced.push({ path: pathOf(keys), value: String(resolved.value), from: resolved.from });
      return leaf;
    };
    mapLeaves(declaration, look, isReference);
    return traced;
  }

  /** The value of one reference of a spec; `undefined` where it is known after apply, or is not a reference. */
  resolveReference(reference: JsonRecord, environment: JsonRecord): ResolvedValue | undefined {
    const text = environment[String(reference.$env)];
    const resolved = typeof text === 'string' ? this.resolveText(text) : undefined;
    if (resolved === undefined) return undefined;
    if (reference.as !== 'number') return { ...resolved, value: String(resolved.value) };
    const number = Number(resolved.value);
    return Number.isFinite(number) && String(resolved.value).trim() !== ''
      ? { ...resolved, value: number }
      : { ...resolved, value: String(resolved.value) };
  }

  #resolveExpression(expression: string, depth: number): ResolvedValue | undefined {
    const text = expression.trim();
    const string = /^"((?:[^"\\$%]|\\["\\])*)"$/.exec(text)?.[1];
    if (string !== undefined) return { value: string.replace(/\\(["\\])/g, '$1'), from: '' };
    const [, kind, name = '', steps = ''] = REFERENCE.exec(text) ?? [];
    if (kind === undefined || depth > DEEPEST) return undefined;
    return kind === 'var' ? this.#variable(name, steps) : this.#local(name, steps, depth);
  }

  #variable(name: string, steps: string): ResolvedValue | undefined {
    const declared = this.#variables.get(name);
    if (declared === undefined || declared.sensitive === true) return undefined;
    const given = this.terraform?.variables;
    if (given !== undefined && Object.hasOwn(given, name)) {
      return scalar(valueAt(given[name], steps), `var.${name} in Terraform’s plan`);
    }
    if (!this.defaultsCount) return undefined;
    return scalar(valueAt(declared.default, steps), `default of var.${name}`);
  }

  #local(name: string, steps: string, depth: number): ResolvedValue | undefined {
    const value = valueAt(this.#locals.get(name), steps);
    if (typeof value !== 'string') return scalar(value, `local.${name}`);
    const inner = this.resolveText(value, depth + 1);
    if (inner === undefined) return undefined;
    return { value: inner.value, from: [`local.${name}`, inner.from].filter(Boolean).join(', ') };
  }
}

/** Whether a value of a spec stands for one that is in the environment. */
export function isReference(
  value: unknown,
): value is { readonly $env: string; readonly as: string } {
  return (
    isRecord(value) &&
    typeof value.$env === 'string' &&
    value.$env.startsWith(VALUE_VARIABLE_PREFIX)
  );
}

function scalar(value: unknown, from: string): ResolvedValue | undefined {
  const isScalar = ['string', 'number', 'boolean'].includes(typeof value);
  // A default holds no expressions: what looks like one is an escape that is gone in the value.
  return isScalar ? { value: value as ResolvedValue['value'], from } : undefined;
}

function valueAt(value: unknown, steps: string): unknown {
  let at = value;
  for (const [, name, key, index] of steps.matchAll(STEPS)) {
    const step = name ?? key ?? Number(index);
    const isOwn = typeof at === 'object' && at !== null && Object.hasOwn(at, step);
    if (!isOwn) return undefined;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at;
}

/** cdktf notes the path of the construct in each block. */
function withoutComment(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { '//': _, ...rest } = value;
  return rest;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
