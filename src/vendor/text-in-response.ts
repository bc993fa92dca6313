/** Longer texts are none of those that are looked for; it also bounds the search. */
const LONGEST = 1024;

/** A response within a response is searched to this depth: JSON in a text of JSON. */
const DEPTH = 2;

/**
 * The first text of that name in a response, wherever it stands, even where the response is not complete JSON. For what is
 * shown once only: a response that is of no other use may hold it. A number is the text of its digits, and the case of
 * the name does not matter.
 */
export function textInResponse(response: string, name: string): string | undefined {
  let text = response;
  for (let depth = 0; depth <= DEPTH; depth += 1) {
    const found = textIn(text, name);
    if (found !== undefined || !text.includes('\\"')) return found;
    text = text.replace(/\\(["\\])/g, '$1');
  }
  return undefined;
}

function textIn(response: string, name: string): string | undefined {
  const value = `("(?:[^"\\\\]|\\\\.){1,${LONGEST}}")|(-?\\d{1,${LONGEST}})(?=[\\s,}])`;
  const form = new RegExp(`"${name}"\\s{0,99}:\\s{0,99}(?:${value})`, 'gis');
  for (const [, quoted = '', digits] of response.matchAll(form)) {
    if (digits !== undefined) return digits;
    try {
      return JSON.parse(quoted) as string;
    } catch {
      // No text of JSON: what follows may be one.
    }
  }
  return undefined;
}
