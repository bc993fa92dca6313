import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { liveTests } from './titles';

const ROOT = join(__dirname, '..', '..');

/**
 * Holds a page of docs/ to the tests that it cites as proof: a file below test/ and the title of a test in it that
 * runs and expects something, or its beginning.
 */
export function testCitations(name: string, least: number): void {
  const page = readFileSync(join(ROOT, 'docs', name), 'utf8');
  const cited = [...page.matchAll(/`([\w/-]+)` "([^"]+)"/g)].map(
    ([, file = '', title = '']) => [file, title] as const,
  );

  test('the page cites tests', () => {
    expect(cited.length).toBeGreaterThan(least);
  });

  test.each(cited)(`docs/${name} cites a test that runs: %s "%s"`, (file, title) => {
    const path = join(ROOT, 'test', `${file}.test.ts`);
    expect(existsSync(path)).toBe(true);
    // The title of a test, of a block of tests, or of a row of a table, or its beginning.
    const tests = liveTests(readFileSync(path, 'utf8')).filter(
      ({ title: own, blocks, source }) =>
        [own, ...blocks].some((text) => text.startsWith(title)) || rowOf(source, title),
    );
    expect({ file, title, runs: tests.length > 0 }).toEqual({ file, title, runs: true });
  });

  test('every row of a table of statements ends with a test, or there is nothing to declare', () => {
    // Tables stand between empty lines; those of statements say in their heads how each is shown.
    const tables = page.split('\n\n').filter((part) => /^\|.*\| shown by \|\n/.test(part));
    const rows = tables.flatMap((part) => part.trim().split('\n').slice(2));
    const unproven = rows.filter(
      (row) => !/`[\w/-]+` "[^"]+" \|$/.test(row) && !row.includes('nothing to declare'),
    );
    expect(rows.length).toBeGreaterThan(least / 2);
    expect(unproven).toEqual([]);
  });
}

/** Whether a table has a row of this title, or of this beginning. */
function rowOf(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}`));
}
