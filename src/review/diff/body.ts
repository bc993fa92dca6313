import { diffLines } from 'diff';
import { unmark } from '../../text/marked';
import type { PlannedRestore } from '../model/schema';

/** The requests of two versions as text, old and new; empty when they are the same. */
export function bodyDiff(base: PlannedRestore, head: PlannedRestore): string[] {
  const [from, to] = [textOf(base), textOf(head)];
  if (from === to) return [];
  return diffLines(from, to).flatMap(({ added, removed, value }) => {
    const mark = added ? '+' : removed ? '-' : ' ';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `${mark} ${line}`);
  });
}

function textOf({ requests }: PlannedRestore): string {
  return requests
    .flatMap(({ method, url, body, note }) => [
      `${method} ${url}`,
      ...(note === undefined ? [] : [`(${unmark(note)})`]),
      ...(body === undefined ? [] : [JSON.stringify(body, null, 2)]),
    ])
    .map((line) => `${line}\n`)
    .join('');
}
