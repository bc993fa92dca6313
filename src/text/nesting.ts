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
