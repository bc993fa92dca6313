/** More than any declaration has: what is nested deeper would exhaust the stack of whatever walks it. */
const MOST_LEVELS = 100;

/** Whether a text of JSON nests objects and lists deeper than this program walks. */
export function isTooDeep(text: string): boolean {
  let level = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '[' || character === '{') {
      level += 1;
      if (level > MOST_LEVELS) return true;
    } else if (character === ']' || character === '}') level -= 1;
  }
  return false;
}

/** The same of a value that was parsed: where a text is parsed anyway, to walk the value is much cheaper. */
export function isNestedTooDeep(value: unknown, levels: number = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isNestedTooDeep(item, levels - 1));
  for (const key in value) {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    // Most values are texts: a call costs more than to look.
    if (typeof item === 'object' && isNestedTooDeep(item, levels - 1)) return true;
  }
  return false;
}

/** What a text holds as JSON; `undefined` where it is not JSON, or is nested too deep. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isNestedTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}
