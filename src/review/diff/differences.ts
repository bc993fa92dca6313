import { isRecord } from '../../text/json-value';
import type { Difference } from './schema';

/** Facts about a backup from a catalog are not part of the request. */
const NOT_SENT = /^backup\.known(\.|$)/;

/** What differs between two declarations, leaf by leaf; items of lists are compared whatever their place. */
export function differences(base: unknown, head: unknown, path = ''): Difference[] {
  if (base === head || NOT_SENT.test(path)) return [];
  if (Array.isArray(base) || Array.isArray(head))
    return itemDifferences(list(base), list(head), path);
  if (isRecord(base) || isRecord(head)) {
    const [one, other] = [isRecord(base) ? base : {}, isRecord(head) ? head : {}];
    return [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .sort()
      .flatMap((key) => differences(one[key], other[key], path === '' ? key : `${path}.${key}`));
  }
  return [differenceOf(path, base, head)];
}

/** The texts of a record that differ. */
export function keyDifferences(
  base: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string>>,
  ignored: readonly string[],
): Difference[] {
  return [...new Set([...Object.keys(base), ...Object.keys(head)])]
    .filter((key) => !ignored.includes(key) && base[key] !== head[key])
    .sort()
    .map((key) => differenceOf(key, base[key], head[key]));
}

function itemDifferences(
  base: readonly unknown[],
  head: readonly unknown[],
  path: string,
): Difference[] {
  const left = head.map((item) => JSON.stringify(item));
  const gone = base
    .map((item) => JSON.stringify(item))
    .filter((item) => {
      const at = left.indexOf(item);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  return [
    ...gone.map((item) => differenceOf(`${path}[]`, JSON.parse(item), undefined)),
    ...left.map((item) => differenceOf(`${path}[]`, undefined, JSON.parse(item))),
  ];
}

function differenceOf(field: string, from: unknown, to: unknown): Difference {
  return {
    field,
    ...(from === undefined ? {} : { from: textOf(from) }),
    ...(to === undefined ? {} : { to: textOf(to) }),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
