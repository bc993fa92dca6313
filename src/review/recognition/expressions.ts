import type { TokenSystem } from '../../spec/encode';
import { VALUE_VARIABLE_PREFIX } from '../../spec/names';
import { templateParts, tokenParts } from '../../spec/templates';
import { isRecord } from '../../text/json-value';
import { printableJson } from '../../text/text';

/** A mark that takes the place of an expression, in the form of cdktf's tokens. */
const MARK = /\$\{TfToken\[REVIEW\.(\d+)\]\}/g;
/** Where a literal `$` or `%` is in front of an expression, synth writes it as one. */
const LITERAL_MARKS = /^"([$%]+)"$/;
/** Numbers below this one stand for tokens, in cdktf as here. */
const NUMBERS_BELOW = -1e290;

/**
 * The expressions of one restore, with marks in their place: code that is made for cdktf's tokens works on the
 * marks, and the expressions are put back at the end.
 */
export class Expressions {
  readonly #expressions: string[] = [];
  readonly #numbers = new Map<number, string>();

  /** The value of a spec, with a mark for each expression; `undefined` for what synth never writes. */
  decode(value: unknown, environment: Readonly<Record<string, unknown>>): unknown {
    if (Array.isArray(value)) return value.map((item) => this.decode(item, environment));
    if (!isRecord(value)) return value;
    const variable = value.$env;
    if (typeof variable === 'string' && variable.startsWith(VALUE_VARIABLE_PREFIX)) {
      const text = environment[variable];
      if (typeof text !== 'string') return undefined;
      return value.as === 'number' ? this.#number(text) : this.mark(text);
    }
    return copyOf(value, (item) => this.decode(item, environment));
  }

  /** A document of a spec, as {@link decode} does it; most have no values to decode, and to look is cheaper. */
  decodeSpec<Document>(
    document: Document,
    environment: Readonly<Record<string, unknown>>,
  ): Document {
    return hasValues(environment) ? (this.decode(document, environment) as Document) : document;
  }

  /** A text of Terraform, with a mark for each expression. */
  mark(text: string): string | undefined {
    const parts = templateParts(text);
    return parts
      ?.map(({ literal = '', expression }) =>
        expression === undefined
          ? literal
          : (LITERAL_MARKS.exec(expression)?.[1] ?? this.#add(expression)),
      )
      .join('');
  }

  /** The marks, for the codec of the spec. */
  readonly tokens: TokenSystem = {
    isToken: (value) => this.#textOf(value) !== undefined,
    expression: (value) => this.#textOf(value) ?? '',
  };

  /** A value of a trigger as JSON, as synth writes it. */
  readonly jsonText = (value: unknown): string => {
    if (this.#expressions.length === 0 || !this.#isMarked(value)) return printableJson(value);
    return typeof value === 'object' && value !== null
      ? this.#json(value)
      : (this.#textOf(value) ?? '');
  };

  /** A value with the expressions in the place of the marks. */
  expand<Value>(value: Value): Value {
    if (this.#expressions.length === 0) return value;
    return this.#expand(value) as Value;
  }

  #expand(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.replace(MARK, (_, index) => `\${${this.#expressions[Number(index)] ?? ''}}`);
    }
    if (Array.isArray(value)) return value.map((item) => this.#expand(item));
    return isRecord(value) ? copyOf(value, (item) => this.#expand(item)) : value;
  }

  #add(expression: string): string {
    this.#expressions.push(expression);
    return `\${TfToken[REVIEW.${this.#expressions.length - 1}]}`;
  }

  #number(text: string): number | undefined {
    const mark = this.mark(text);
    if (mark === undefined) return undefined;
    const number = NUMBERS_BELOW * (2 + this.#numbers.size);
    this.#numbers.set(number, mark);
    return number;
  }

  /** The marked text of a value that is known after apply; `undefined` for every other value. */
  #textOf(value: unknown): string | undefined {
    if (typeof value === 'number') return this.#numbers.get(value);
    return typeof value === 'string' && value.includes('${TfToken[REVIEW.') ? value : undefined;
  }

  #isMarked(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return this.#textOf(value) !== undefined;
    return Object.values(value).some((item) => this.#isMarked(item));
  }

  #json(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.#json(item)).join(',')}]`;
    if (isRecord(value)) {
      const entries = Object.entries(value).filter(([, item]) => item !== undefined);
      const written = entries.map(([key, item]) => `${printableJson(key)}:${this.#json(item)}`);
      return `{${written.join(',')}}`;
    }
    if (typeof value === 'string') return `"${this.#within(value)}"`;
    return this.#textOf(value) ?? printableJson(value);
  }

  #within(text: string): string {
    return tokenParts(text)
      .map(({ text: part, isToken }) =>
        isToken
          ? this.#add(`replace(jsonencode(${this.#inner(part)}), "/^\\"|\\"$/", "")`)
          : printableJson(part).slice(1, -1),
      )
      .join('');
  }

  #inner(mark: string): string {
    const index = /REVIEW\.(\d+)/.exec(mark)?.[1];
    return this.#expressions[Number(index)] ?? '';
  }
}

function hasValues(environment: Readonly<Record<string, unknown>>): boolean {
  for (const name in environment) if (name.startsWith(VALUE_VARIABLE_PREFIX)) return true;
  return false;
}

/** Copies an object with its values replaced; a key named __proto__ stays a key. */
function copyOf(
  record: Readonly<Record<string, unknown>>,
  replace: (item: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, replace(item)]));
}
