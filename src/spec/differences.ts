import { isRecord, type JsonRecord } from '../text/json-value';

/** One part of a resource that is not as synth writes it; `undefined` stands for nothing. */
export interface StepDifference {
  /** For example `provisioner[0].local-exec.command`. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** What differs between a resource as synth writes it and as it is in a stack. */
export function stepDifferences(expected: object, found: JsonRecord): StepDifference[] {
  const differences: StepDifference[] = [];
  // Terraform and the review take `//` for a comment; it is so in the body itself alone.
  const ignored = Object.hasOwn(found, '//') ? '//' : undefined;
  compareRecords(differences, '', expected as JsonRecord, found, ignored);
  return differences;
}

function compareRecords(
  differences: StepDifference[],
  path: string,
  expected: JsonRecord,
  found: JsonRecord,
  ignored?: string,
): void {
  let common = ignored === undefined ? 0 : 1;
  for (const key in expected) {
    const isThere = Object.hasOwn(found, key);
    if (isThere) common += 1;
    const [one, other] = [expected[key], isThere ? found[key] : undefined];
    if (one !== other) compare(differences, path === '' ? key : `${path}.${key}`, one, other);
  }
  const keys = Object.keys(found);
  if (keys.length === common) return;
  for (const key of keys) {
    // What is `undefined` is not written.
    if (key === ignored || found[key] === undefined || Object.hasOwn(expected, key)) continue;
    const place = path === '' ? key : `${path}.${key}`;
    differences.push({ path: place, expected: undefined, found: found[key] });
  }
}

function compare(
  differences: StepDifference[],
  path: string,
  expected: unknown,
  found: unknown,
): void {
  if (Array.isArray(expected) && Array.isArray(found)) {
    for (let at = 0; at < Math.max(expected.length, found.length); at += 1) {
      if (expected[at] !== found[at])
        compare(differences, `${path}[${at}]`, expected[at], found[at]);
    }
  } else if (isRecord(expected) && isRecord(found)) {
    compareRecords(differences, path, expected, found);
  } else {
    differences.push({ path, expected, found });
  }
}
