import { isPlain } from '../text/text';

/** Replaces one leaf, which is at these keys; `undefined` leaves the property out. */
export type ReplaceLeaf = (leaf: unknown, keys: readonly PropertyKey[]) => unknown;

/**
 * Copies plain data with its leaves replaced: the one way in which a spec is walked. `isLeaf` ends the walk at an
 * object too, for example at a reference. Properties that are `undefined` are left out.
 */
export function mapLeaves(
  value: unknown,
  replace: ReplaceLeaf,
  isLeaf: (value: object) => boolean = () => false,
  keys: PropertyKey[] = [],
): unknown {
  if (value === null || typeof value !== 'object' || isLeaf(value)) return replace(value, keys);
  // A Date, or an instance of a class: the schema refuses it as what it is.
  if (!isPlain(value)) return replace(value, keys);
  const at = (key: PropertyKey, item: unknown) => {
    keys.push(key);
    const replaced = mapLeaves(item, replace, isLeaf, keys);
    keys.pop();
    return replaced;
  };
  if (Array.isArray(value)) return value.map((item, index) => at(index, item));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const replaced = at(key, item);
    if (replaced !== undefined) setOwn(copy, key, replaced);
  }
  return copy;
}

/** A key named `__proto__` must become a key, not a prototype. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') {
    target[key] = value;
    return;
  }
  const property = { value, enumerable: true, configurable: true, writable: true };
  Object.defineProperty(target, key, property);
}
