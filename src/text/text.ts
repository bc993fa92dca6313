import { Unreadable } from './unreadable';

const LONGEST_VALUE = 80;
/**
 * Control characters and line breaks; what no one sees: Unicode's ignorable characters, with the marks that reorder
 * text, tags and blank letters; halves of a character; and what a CI system takes for a command, GitHub's `##[` and
 * Azure's `##vso[` anywhere in a line, `::` at the beginning of one, where any text is once Terraform wraps it.
 */
const DISTURBING =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]|##(?=\w*\[)|::(?=[A-Za-z])/gu;

/** Where {@link DISTURBING} has to look: at anything but plain ASCII without double marks. */
const SUSPECT = /[^\u0020-\u007e]|##|::/;

/**
 * Replaces everything that a terminal, a log, a CI system or Markdown could take for its own. In JSON the text
 * stands for the same value as before.
 */
export function printable(text: string): string {
  // Nearly every text is plain, and the other expression takes milliseconds when it is first used.
  if (!SUSPECT.test(text)) return text;
  return text.replace(DISTURBING, (found) =>
    // The second mark may stay: a command needs both.
    found === '##' || found === '::' ? `${escapeCharacter(found)}${found[0]}` : escapeUnits(found),
  );
}

/** A value as JSON that a terminal shows as it is: its escapes of control characters are those of {@link printable}. */
export function printableJson(value: unknown): string {
  return printable(JSON.stringify(value));
}

function escapeUnits(text: string): string {
  return Array.from({ length: text.length }, (_, at) => escapeCharacter(text.slice(at))).join('');
}

function escapeCharacter(text: string): string {
  return `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Cuts text for a message; the cut is visible. */
export function cut(text: string, longest = LONGEST_VALUE): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

const LONGEST_LINE = 4000;
const END_OF_LINE = 1000;

/** Shortens a line in its middle: its end says what to do. */
export function shorten(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  return `${line.slice(0, LONGEST_LINE - END_OF_LINE)} … ${line.slice(-END_OF_LINE)}`;
}

/** A value as it is in a message: JSON, printable, at most 80 characters. */
export function quote(value: unknown): string {
  return cut(printable(jsonOf(value)));
}

/** JSON has no form for a few values that only a mistake puts here: they are named as what they are. */
function jsonOf(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Unreadable) return value.text;
  if (typeof value === 'object' && value !== null && !isPlain(value)) {
    return value instanceof Date ? 'a Date' : `an instance of ${nameOfClass(value)}`;
  }
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

/** Whether an object is a list, or one that a literal or JSON makes. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype
    ? true
    : // An object of another realm, for example of a test runner, has another Object.
      Object.getPrototypeOf(prototype as object) === null;
}

function nameOfClass(value: object): string {
  const { name = '' } = (value.constructor ?? {}) as { name?: string };
  return name === '' ? 'a class' : name;
}

/** `1 restore`, `2 restores`. */
export function pluralize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A sentence from a phrase: its first letter is a capital one. */
export function capitalize(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
