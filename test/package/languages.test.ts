import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './support/project';

const NAMES = ['RestoredCluster', 'Backup'];
const FILES = [
  'python/src/restore/__init__.py',
  'python/README.md',
  ...NAMES.flatMap((name) => [`java/${name}.java`, `dotnet/I${name}.cs`, `go/${name}.go`]),
];

const CLASSES = 'class RestoredCluster:\n    pass\nclass Backup:\n    pass\n';
const EXAMPLE = 'zilliz.RestoredCluster(stack, "articles",';

/** A clone with two public types, a jsii-pacmak that writes these files, and a jsii-rosetta that compiles. */
function languages(files: readonly string[], python = CLASSES, readme = EXAMPLE) {
  const project = new Project('scripts/languages.mjs');
  const types = Object.fromEntries(NAMES.map((name) => [name, { name, fqn: `restore.${name}` }]));
  project.write('.jsii', JSON.stringify({ types }));
  project.write(
    'node_modules/jsii-pacmak/bin/jsii-pacmak',
    `const { mkdirSync, writeFileSync } = require('node:fs');
     const { dirname, join } = require('node:path');
     const folder = process.argv[process.argv.indexOf('--outdir') + 1];
     for (const file of ${JSON.stringify(files)}) {
       mkdirSync(dirname(join(folder, file)), { recursive: true });
       const text = { py: ${JSON.stringify(python)}, md: ${JSON.stringify(readme)} };
       writeFileSync(join(folder, file), text[file.split('.').at(-1)] ?? '');
     }
     if (process.env.FAIL === 'pacmak') { console.error('no assembly'); process.exit(1); }`,
  );
  project.write(
    'node_modules/jsii-rosetta/bin/jsii-rosetta',
    "if (process.env.FAIL === 'rosetta') { console.error('TS2304'); process.exit(1); }",
  );
  return (env: NodeJS.ProcessEnv = {}) => {
    const { status, stdout, stderr } = project.run(
      process.execPath,
      ['scripts/languages.mjs'],
      env,
    );
    return { status, said: (stdout + stderr).trim() };
  };
}

test('code in which every language has every type is accepted', () => {
  expect(languages(FILES)()).toEqual({ status: 0, said: '' });
});

test.each([
  ['java/Backup.java', 'Java has no restore.Backup'],
  ['dotnet/IBackup.cs', 'C# has no restore.Backup'],
  ['go/RestoredCluster.go', 'Go has no restore.RestoredCluster'],
])('code without %s is refused', (file, line) => {
  const files = FILES.filter((one) => one !== file);
  expect(languages(files)()).toEqual({ status: 1, said: line });
});

test('Python code without a class is refused', () => {
  expect(languages(FILES, 'class Backup:\n    pass\n')()).toEqual({
    status: 1,
    said: 'Python has no restore.RestoredCluster',
  });
});

test('a README whose example stays in TypeScript is refused', () => {
  expect(languages(FILES, CLASSES, 'new zilliz.RestoredCluster')()).toEqual({
    status: 1,
    said: 'the README of the Python package has no example in Python',
  });
});

test.each([
  ['a jsii-pacmak that fails', 'pacmak', 'no assembly'],
  ['an example that does not compile', 'rosetta', 'TS2304'],
])('%s shows why', (_title, FAIL, why) => {
  expect(languages(FILES)({ FAIL })).toEqual({
    status: 1,
    said: `code for other languages failed: ${why}`,
  });
});

test('no summary of the public API is cut in the middle of its sentence', () => {
  const { types } = JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8')) as {
    types: object;
  };
  const summaries: string[] = [];
  JSON.stringify(types, (key, value: unknown) => {
    if (key === 'summary') summaries.push(String(value));
    return value;
  });
  expect(summaries.length).toBeGreaterThan(250);
  // The other languages show the summary alone; jsii ends it at a full stop or at a semicolon.
  expect(summaries.filter((summary) => summary.endsWith(';'))).toEqual([]);
});
