/**
 * A value of JSON in whose texts places are left open, for a text each. Restores of one shape differ in a few texts: to
 * lay a pattern over a resource is a fraction of the work of building the resource and comparing the two.
 */
export interface Pattern {
  readonly form: Form;
  /** All texts of the value, one behind the other; a number is an open place. */
  readonly parts: readonly Part[];
}

type Part = string | number;

type Form =
  | { readonly kind: 'text'; readonly length: number; readonly places: readonly number[] }
  | { readonly kind: 'list'; readonly items: readonly Form[] }
  | { readonly kind: 'record'; readonly keys: readonly string[]; readonly items: readonly Form[] }
  | { readonly kind: 'value'; readonly value: unknown };

const BEGIN = '<<';
const MARK = /<<(\d+)>>/;

/** Whether a text could be taken for a mark: no pattern is made where one is. */
export function mayHoldMarks(text: string): boolean {
  return text.includes(BEGIN);
}

/** Makes a pattern of a value in which {@link withMarks} left places open; what is `undefined` is not written. */
export function patternOf(value: unknown): Pattern {
  const parts: Part[] = [];
  return { form: formOf(value, parts), parts };
}

function formOf(value: unknown, parts: Part[]): Form {
  if (typeof value === 'string') {
    const own = value.split(MARK).map((part, index) => (index % 2 === 1 ? Number(part) : part));
    parts.push(...own);
    const literal = own.filter((part) => typeof part === 'string').join('');
    return {
      kind: 'text',
      length: literal.length,
      places: own.filter((part) => typeof part === 'number'),
    };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'value', value };
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item) => formOf(item, parts)) };
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return {
    kind: 'record',
    keys: entries.map(([key]) => key),
    items: entries.map(([, item]) => formOf(item, parts)),
  };
}

/**
 * Whether a value is the pattern with these texts in its open places: all of it, and nothing more but a key `ignored` of
 * the value itself.
 */
export function isPatternOf(
  { form, parts }: Pattern,
  texts: readonly string[],
  found: unknown,
  ignored?: string,
): boolean {
  const held: string[] = [];
  if (!hasForm(form, texts, found, held, ignored)) return false;
  // Each text has its length, so that all are equal where they are equal one behind the other: one comparison is cheaper.
  const expected: string[] = [];
  for (const part of parts) {
    expected.push(typeof part === 'string' ? part : (texts[part] ?? ''));
  }
  return expected.join('') === held.join('');
}

/** Whether all but the characters of the texts is right; takes the texts out. */
function hasForm(
  form: Form,
  texts: readonly string[],
  found: unknown,
  held: string[],
  ignored?: string,
): boolean {
  if (form.kind === 'text') {
    if (typeof found !== 'string') return false;
    let { length } = form;
    for (const place of form.places) length += texts[place]?.length ?? 0;
    held.push(found);
    return found.length === length;
  }
  if (form.kind === 'value') return found === form.value;
  if (typeof found !== 'object' || found === null) return false;
  const { items } = form;
  if (form.kind === 'list') {
    if (!Array.isArray(found) || found.length !== items.length) return false;
    return items.every((item, index) => hasForm(item, texts, found[index], held));
  }
  if (Array.isArray(found)) return false;
  let count = 0;
  for (const key in found) if (key !== ignored) count += 1;
  if (count !== items.length) return false;
  return items.every((item, index) => {
    const value = (found as Readonly<Record<string, unknown>>)[form.keys[index] ?? ''];
    return hasForm(item, texts, value, held);
  });
}

/** Puts a mark in the place of each text that may be another one, numbered on from those that are taken already. */
export function withMarks(
  value: unknown,
  isOpen: (text: string) => boolean,
  taken: string[],
): unknown {
  if (typeof value === 'string') {
    if (!isOpen(value)) return value;
    taken.push(value);
    return `${BEGIN}${taken.length - 1}>>`;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withMarks(item, isOpen, taken));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withMarks(item, isOpen, taken)]),
  );
}

/** Takes the texts of the open places out of a value of the same shape; false where it has another one. */
export function takeTexts(
  first: unknown,
  other: unknown,
  isOpen: (text: string) => boolean,
  texts: string[],
): boolean {
  if (typeof first === 'string') {
    if (!isOpen(first)) return first === other;
    if (typeof other !== 'string' || !isOpen(other)) return false;
    texts.push(other);
    return true;
  }
  if (typeof first !== 'object' || first === null) return first === other;
  if (typeof other !== 'object' || other === null) return false;
  if (Array.isArray(first) !== Array.isArray(other)) return false;
  // Keys in the same order: a spec is a text.
  const [keys, others] = [Object.keys(first), Object.keys(other)];
  if (keys.length !== others.length) return false;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    if (key !== others[index]) return false;
    const item = (first as Readonly<Record<string, unknown>>)[key];
    const held = (other as Readonly<Record<string, unknown>>)[key];
    if (!takeTexts(item, held, isOpen, texts)) return false;
  }
  return true;
}
