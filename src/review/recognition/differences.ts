import isEqual from 'fast-deep-equal';
import { isRecord } from '../read/json-value';

/** A place in a resource where it is not as it should be. */
export interface Deviation {
  /** For example `provisioner[0].local-exec.command`. */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Where two values of JSON differ, leaf by leaf. */
export function deviations(expected: unknown, got: unknown, path = ''): Deviation[] {
  if (isEqual(expected, got)) return [];
  if (isRecord(expected) && isRecord(got)) {
    return keysOf(expected, got).flatMap((key) =>
      deviations(own(expected, key), own(got, key), join(path, key)),
    );
  }
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((item, index) => deviations(item, got[index], `${path}[${index}]`));
  }
  return documentDeviations(expected, got, path) ?? [{ path, expected, got }];
}

/** Two texts that are both JSON, as a spec is: what differs in them says more than the whole texts. */
function documentDeviations(
  expected: unknown,
  got: unknown,
  path: string,
): Deviation[] | undefined {
  const [one, other] = [documentOf(expected), documentOf(got)];
  if (one === undefined || other === undefined) return undefined;
  const found = deviations(one, other, path);
  // The same values in another notation, or a key that stands twice.
  return found.length > 0 ? found : undefined;
}

function documentOf(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

function keysOf(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
