import type { MarkedText } from '../../text/marked';
import { printable } from '../../text/text';
import { spans } from './spans';

/** Marked text as GitHub's Markdown, for a paragraph or a cell of a table. */
export function inline(text: MarkedText): string {
  return spans(text, escapeMarkdown, codeSpan);
}

/** Marked text as HTML, for a line in which Markdown is not read. */
export function html(text: MarkedText): string {
  return spans(text, escapeHtml, (value) => `<code>${escapeHtml(value)}</code>`);
}

/** Takes the meaning from everything that HTML has a meaning for. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A block of code that nothing in it can end. */
export function codeBlock(language: string, lines: readonly string[]): string[] {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines.map(printable), fence];
}

/**
 * Prose of ours may quote what a vendor or a user wrote: it is neither markup, nor a mention, nor a link.
 * A character without width keeps GitHub from notifying people and from linking.
 */
function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\*_[\]<>|~#&$]/g, (character) => `\\${character}`)
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\u200b.`);
}

/** Marked text holds no backticks inside of a value, so one on each side is enough; a bar would end a cell. */
function codeSpan(value: string): string {
  const text = printable(value).replaceAll('|', '\\|');
  const padded = /^ .* $/.test(text) ? ` ${text} ` : text;
  return padded.trim() === '' ? '(blank)' : `\`${padded}\``;
}
