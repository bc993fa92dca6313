import { isRecord, type JsonRecord } from '../read/json-value';

/** One part of a resource that is not as synth writes it; `undefined` stands for nothing. */
export interface StepDifference {
  /** For example `provisioner[0].local-exec.command`. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** What differs between a resource as synth writes it and as it stands in a stack. */
export function stepDifferences(expected: object, found: JsonRecord): StepDifference[] {
  const differences: StepDifference[] = [];
  const wanted = expected as JsonRecord;
  // Terraform and the review take `//` for a comment; it is so in the body itself alone.
  for (const key of keysOfBoth(wanted, found)) {
    if (key !== '//') compare(differences, key, own(wanted, key), own(found, key));
  }
  return differences;
}

function compare(
  differences: StepDifference[],
  path: string,
  expected: unknown,
  found: unknown,
): void {
  if (expected === found) return;
  if (Array.isArray(expected) && Array.isArray(found)) {
    for (let at = 0; at < Math.max(expected.length, found.length); at += 1) {
      compare(differences, `${path}[${at}]`, expected[at], found[at]);
    }
  } else if (isRecord(expected) && isRecord(found)) {
    for (const key of keysOfBoth(expected, found)) {
      compare(differences, `${path}.${key}`, own(expected, key), own(found, key));
    }
  } else {
    differences.push({ path, expected, found });
  }
}

/** Without a list of its own where both have the same keys in the same order, as nearly all have. */
function keysOfBoth(one: JsonRecord, other: JsonRecord): Iterable<string> {
  return new Set([...Object.keys(one), ...Object.keys(other)]);
}

function own(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
