import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'zilliz.md'), 'utf8');

/** What the page cites as proof: a file below test/ and a title in it. */
const CITED = [...PAGE.matchAll(/`([\w/-]+)` "([^"]+)"/g)].map(
  ([, file = '', title = '']) => [file, title] as const,
);

test('the page cites tests', () => {
  expect(CITED.length).toBeGreaterThan(30);
});

test.each(CITED)('docs/zilliz.md cites a test that is there: %s "%s"', (file, title) => {
  const path = join(ROOT, 'test', `${file}.test.ts`);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(title);
});

test('every row of the table ends with a test, or says why there is nothing to test', () => {
  const rows = PAGE.slice(PAGE.indexOf('| what the page says')).trim().split('\n').slice(2);
  const unproven = rows.filter(
    (row) => !/`[\w/-]+` "/.test(row) && !row.includes('nothing to declare'),
  );
  expect(unproven).toEqual([]);
});
