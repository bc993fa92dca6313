import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/**
 * Holds a page of docs/ to the tests that it cites as proof: a file below test/ and the title of a test in it,
 * or its beginning.
 */
export function testCitations(name: string, least: number): void {
  const page = readFileSync(join(ROOT, 'docs', name), 'utf8');
  const cited = [...page.matchAll(/`([\w/-]+)` "([^"]+)"/g)].map(
    ([, file = '', title = '']) => [file, title] as const,
  );

  test('the page cites tests', () => {
    expect(cited.length).toBeGreaterThan(least);
  });

  test.each(cited)(`docs/${name} cites a test that is there: %s "%s"`, (file, title) => {
    const path = join(ROOT, 'test', `${file}.test.ts`);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(title);
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
