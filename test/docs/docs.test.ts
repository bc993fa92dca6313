import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExitCode } from '../../src/runner/exit/exit-code';
import { refusalOf } from '../support/app';
import { wrongDeclaration } from './wrong-declaration';

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const README = read('README.md');
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
];

/** Code blocks that name the file from which they are: ```ts file=path; a fixture for other languages may be before. */
function quotedBlocks(page: string): [file: string, code: string][] {
  return [...read(page).matchAll(/^```\w+(?: fixture=\w+)? file=(\S+)\n([\s\S]*?)^```$/gm)].map(
    ([, file = '', code = '']) => [file, code],
  );
}

describe('README.md', () => {
  test('has at most 200 lines, and its example begins by line 15', () => {
    const lines = README.split('\n');
    expect(lines.length).toBeLessThanOrEqual(201);
    expect(lines.findIndex((line) => line.startsWith('```ts'))).toBeLessThan(14);
  });

  test('shows every exit code of the runner, and no other', () => {
    const rows = [...README.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
    expect(rows).toEqual(Object.values(ExitCode).sort((one, other) => one - other));
  });

  test('shows the real message of a wrong declaration', () => {
    const shown = read('test/docs/wrong-declaration.txt');
    expect(`${refusalOf(wrongDeclaration).join('\n')}\n`).toBe(shown);
  });
});

const WORKFLOWS = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yml') && !name.includes('node_modules'))
  .map((name) => `examples/${name}`);
/** Where a reader is told to cache the journal. */
const CACHING = [...PAGES, ...WORKFLOWS].filter((page) =>
  read(page)
    .split(/\n(?=\n|- |\| |#|\s*- )/)
    .some((part) => /cache/i.test(part) && /journal|\.cluster-restore/.test(part)),
);

test('journals are cached on these pages', () => {
  expect(CACHING).toEqual(
    expect.arrayContaining([
      'README.md',
      'docs/platforms.md',
      'examples/pull-request-environments/environments.yml',
    ]),
  );
});

test.each(CACHING)('%s says that a journal in a cache may hold a password', (page) => {
  expect(read(page)).toMatch(/holds?\s+(#\s+)?(a|the)\s+password/);
});

test('pages quote code', () => {
  expect(quotedBlocks('README.md').length).toBeGreaterThan(0);
  expect(PAGES.flatMap(quotedBlocks).length).toBeGreaterThan(3);
});

describe.each(PAGES)('%s', (page) => {
  test('quotes code and output as they are in the files that it names', () => {
    for (const [file, code] of quotedBlocks(page)) {
      const lines = read(file).split('\n');
      const wanted = code.trimEnd().split('\n');
      const found = lines.some((_line, start) => {
        const part = lines.slice(start, start + wanted.length);
        const indent = /^ */.exec(part[0] ?? '')?.[0] ?? '';
        return part.map((line) => line.replace(indent, '')).join('\n') === wanted.join('\n');
      });
      expect({ file, found, code }).toEqual({ file, found: true, code });
    }
  });

  test('links to files that are there', () => {
    const links = [...read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
    const local = links.filter((link) => !/^(https?|mailto):/.test(link));
    const broken = local.filter((link) => !existsSync(join(ROOT, dirname(page), link)));
    expect(broken).toEqual([]);
  });
});

test('ARCHITECTURE.md has at most 100 lines', () => {
  expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(101);
});
