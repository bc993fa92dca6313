import { isPlain } from '../../text/text';
import { Unreadable } from '../../text/unreadable';

/** More than any props have. */
const MOST_LEVELS = 100;

/**
 * What a program gives, so that reading it does not fail: nearly always what was given, as it is. Otherwise a copy, in
 * which what cannot be read (a getter that throws, an object that holds itself, a proxy) is named for the checks, which
 * refuse it. Keys that are symbols become texts: otherwise they would be lost in silence.
 */
export function readable<Value>(value: Value): Value {
  return isReadable(value, 0) ? value : (copyOf(value, new Set()) as Value);
}

function isReadable(value: unknown, level: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  try {
    if (isLeaf(value)) return true;
    if (level >= MOST_LEVELS || Object.getOwnPropertySymbols(value).length > 0) return false;
    return Object.entries(value).every(
      ([key, item]) => !isSerializer(key, item) && isReadable(item, level + 1),
    );
  } catch {
    return false;
  }
}

/** What is read by nobody here: an object of a class, and a token that a program made itself. */
function isLeaf(value: object): boolean {
  return !isPlain(value) || typeof (value as { resolve?: unknown }).resolve === 'function';
}

/** JSON would call it. */
function isSerializer(key: string, item: unknown): boolean {
  return key === 'toJSON' && typeof item === 'function';
}

/** @param within the objects that hold the value: two references back to one of them would double the copies at each level */
function copyOf(value: unknown, within: ReadonlySet<object>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (within.has(value)) return new Unreadable('what holds itself');
  if (within.size >= MOST_LEVELS) return new Unreadable('what is nested too deep');
  return tryRead(() => {
    if (isLeaf(value)) return value;
    const here = new Set(within).add(value);
    if (Array.isArray(value)) {
      return Array.from({ length: value.length }, (_, index) =>
        tryRead(() => copyOf(value[index], here)),
      );
    }
    const copy: Record<string, unknown> = {};
    for (const key of Reflect.ownKeys(value)) {
      if (!Object.getOwnPropertyDescriptor(value, key)?.enumerable) continue;
      const item = tryRead(() => copyOf((value as Record<PropertyKey, unknown>)[key], here));
      const name = typeof key === 'symbol' ? String(key) : key;
      const isKept = !isSerializer(name, item);
      const kept = isKept ? item : new Unreadable('a function');
      Object.defineProperty(copy, name, { value: kept, enumerable: true, configurable: true });
    }
    return copy;
  });
}

function tryRead(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return new Unreadable(`what cannot be read (${why})`);
  }
}
