import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TESTS = join(__dirname, '..');
const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

/** The places of a pattern in the tests, but for files that may. */
const placesOf = (pattern: RegExp, allowed: readonly string[] = []) =>
  files
    .filter((name) => !allowed.includes(name) && name !== join('support', 'weak.test.ts'))
    .flatMap((name) =>
      readFileSync(join(TESTS, name), 'utf8')
        .split('\n')
        .flatMap((line, at) => (pattern.test(line) ? [`${name}:${at + 1} ${line.trim()}`] : [])),
    );

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(300);
});

test('what may be undefined is expected to be something, and not only not to be another thing', () => {
  expect(placesOf(/\?\..*\)\.not\.(toBe|toEqual)\(['"`\d]/)).toEqual([]);
});

test('expected files are written by expectText alone, which fails then', () => {
  const pictures = join('review', 'browser.test.ts');
  expect(placesOf(/process\.env\.UPDATE_/, [join('support', 'expected.ts'), pictures])).toEqual([]);
});
