import { printable } from '../../text/text';

/** Writes a document as JSON for programs, and for a later `diff`. */
export function jsonText(document: object): string {
  // A log may show it: what a terminal or a CI system would take for its own is escaped, which is the same JSON.
  const lines = JSON.stringify(document, null, 2).split('\n');
  return `${lines.map(printable).join('\n')}\n`;
}
