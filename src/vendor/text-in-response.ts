/** Longer texts are none of those that are looked for; it also bounds the search. */
const LONGEST = 1024;

/**
 * The first text of that name in a response, even where the response is no whole JSON. For what is shown once only: an
 * response that is of no other use may hold it.
 */
export function textInResponse(response: string, name: string): string | undefined {
  const form = new RegExp(`"${name}"\\s{0,99}:\\s{0,99}("(?:[^"\\\\]|\\\\.){1,${LONGEST}}")`, 'gs');
  for (const [, quoted = ''] of response.matchAll(form)) {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      // No text of JSON: what follows may be one.
    }
  }
  return undefined;
}
