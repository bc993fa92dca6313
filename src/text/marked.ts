import { printable } from './text';

/**
 * Text for people, in which each value of the user or the vendor stands between backticks. Every rendering
 * treats what stands between them as data, whatever it contains.
 */
export type MarkedText = string;

/** A value as it is in marked text; a backtick in it cannot end it. */
export function mark(value: unknown): MarkedText {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const shown = printable(text);
  return `\`${shown.includes('`') ? shown.replaceAll('`', '\\u0060') : shown}\``;
}

/** Marked text without its marks, where nothing reads them: an annotation, a log. */
export function unmark(text: MarkedText): string {
  return text.replaceAll('`', '');
}
