/**
 * The keys that stand more than once in one object of a JSON text. A parser keeps the last of them, while
 * Terraform reads all: what a duplicate hides would not be reviewed.
 */
export function duplicateKeys(text: string, json: unknown): string[] {
  return isWrittenByCdktf(text, json) ? [] : findDuplicates(text);
}

/** Written as cdktf does, a text is the same when it is written again: to look is cheaper than to scan. */
function isWrittenByCdktf(text: string, json: unknown): boolean {
  // cdktf writes an empty object over two lines; a line break is never within a string.
  const tidy = text.trimEnd().replace(/\{\n\s*\}/g, '{}');
  return JSON.stringify(json, null, 2) === tidy;
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
