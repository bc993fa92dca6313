/**
 * The keys that stand more than once in one object of a JSON text. A parser keeps the last of them, while
 * Terraform reads all: what a duplicate hides would not be reviewed.
 */
export function duplicateKeys(text: string, json: unknown): string[] {
  return hasAllStrings(text, json) ? [] : findDuplicates(text);
}

/**
 * Whether the text has no more strings than what a parser made of it: a key that is twice has one more, and perhaps
 * those of a value that nobody sees. To count is cheaper than to scan, and says nothing wrong: escapes are passed over.
 */
function hasAllStrings(text: string, json: unknown): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text.charCodeAt(at - 1) !== BACKSLASH) quotes += 1;
    // Two backslashes in front of a quote end an escape: only a scan shows which.
    else if (text.charCodeAt(at - 2) === BACKSLASH) return false;
  }
  return quotes === 2 * stringsIn(json);
}

const BACKSLASH = 92;

/** The keys and the values that are strings. */
function stringsIn(json: unknown): number {
  if (typeof json === 'string') return 1;
  if (typeof json !== 'object' || json === null) return 0;
  let count = 0;
  if (Array.isArray(json)) {
    for (const item of json) count += stringsIn(item);
    return count;
  }
  const record = json as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(record)) count += 1 + stringsIn(record[key]);
  return count;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

function findDuplicates(text: string): string[] {
  const found: string[] = [];
  /** The keys of each open object; `undefined` for a list. */
  const open: (Set<string> | undefined)[] = [];
  let previous = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const keys = open.at(-1);
      const key = JSON.parse(previous) as string;
      if (keys?.has(key) === true) found.push(key);
      keys?.add(key);
    }
    previous = token;
  }
  return [...new Set(found)];
}
