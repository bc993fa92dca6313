/** Writes a document as JSON for programs, and for a later `diff`. */
export function jsonText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
