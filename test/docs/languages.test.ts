import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Each name of the public API: of types, members, props and parameters. */
const names = new Set<string>();
JSON.stringify(JSON.parse(read('.jsii')).types, (key, value: unknown) => {
  if (key === 'name' && typeof value === 'string') names.add(value);
  return value;
});
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const pascal = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const inPython = new Set([...names].flatMap((name) => [name, snake(name)]));
const inGo = new Set([...names].map(pascal));

/** What a text names, by the groups of a pattern. */
const named = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].flatMap(([, ...groups]) =>
    groups.filter((group) => group !== undefined),
  );

test('the Python example names what the API has', () => {
  const [, ours = ''] =
    /(zilliz\.RestoredCluster\([\s\S]*?\n\))/.exec(read('examples/languages/main.py')) ?? [];
  const used = named(
    ours,
    /\b(?:zilliz|PasswordSink|RemovalPolicy)\.(\w+)(?:\.(\w+))?|^\s+(\w+)=/gm,
  );
  expect(used.length).toBeGreaterThan(15);
  expect(used.filter((name) => !inPython.has(name))).toEqual([]);
});

test('the Go example names what the API has', () => {
  const [, ours = ''] =
    /(zilliz\.NewRestoredCluster\([\s\S]*?\n\t\}\))/.exec(read('examples/languages/main.go')) ?? [];
  const used = named(ours, /\b(?:zilliz|restore)\.(?:New)?([A-Za-z]+)(?:_(\w+))?|^\s+(\w+): /gm);
  expect(used.length).toBeGreaterThan(15);
  expect(used.filter((name) => !inGo.has(name))).toEqual([]);
});

test('both have every prop of the first example of the README, with its value', () => {
  const [, example = ''] = /```ts file=\S+\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  const [, block = ''] = /RestoredCluster\(([\s\S]*?)\n\}\)/.exec(example) ?? [];
  const props = named(block, /^ +(\w+):/gm);
  expect(props.length).toBeGreaterThan(9);
  for (const prop of props) {
    expect(read('examples/languages/main.py')).toMatch(new RegExp(`\\b${snake(prop)}=`));
    expect(read('examples/languages/main.go')).toMatch(new RegExp(`\\b${pascal(prop)}: `));
  }
  for (const value of named(block, /'([^']+)'/g)) {
    expect(read('examples/languages/main.py')).toContain(`"${value}"`);
    expect(read('examples/languages/main.go')).toContain(`"${value}"`);
  }
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
(hasPython ? test : test.skip)('the Python example is Python', () => {
  const program = 'import ast, sys; ast.parse(open(sys.argv[1]).read())';
  const file = join(ROOT, 'examples/languages/main.py');
  expect(spawnSync('python3', ['-c', program, file], { encoding: 'utf8' }).stderr).toBe('');
});
