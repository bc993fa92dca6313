import { isRecord } from './exchange';

/** A JSON value changed as RFC 7396 says: objects are merged, null removes a field. */
export function mergePatch(value: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) {
    return patch;
  }
  const merged: Record<string, unknown> = isRecord(value) ? { ...value } : {};
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) {
      delete merged[name];
    } else {
      merged[name] = mergePatch(merged[name], change);
    }
  }
  return merged;
}
