// Makes the code of this package for Python, Java, C# and Go, and looks whether every public type is in it, and whether
// the examples of the README compile and are translated. No compiler is needed; where Python is at hand, its code is parsed. `node scripts/languages.mjs <folder>` keeps the code.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [kept] = process.argv.slice(2);
const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'cluster-restore-languages-'));

/** How each language tells that it has a type. */
const languages = {
  python: {
    title: 'Python',
    has: (name, { text }) => new RegExp(`^class ${name}\\b`, 'm').test(text),
  },
  java: { title: 'Java', has: (name, { files }) => files.has(`${name}.java`) },
  dotnet: {
    title: 'C#',
    has: (name, { files }) => files.has(`${name}.cs`) || files.has(`I${name}.cs`),
  },
  go: { title: 'Go', has: (name, { files }) => files.has(`${name}.go`) },
};

function runTool(tool, options) {
  execFileSync(process.execPath, [join(root, `node_modules/${tool}/bin/${tool}`), ...options], {
    cwd: root,
    // Its notice about the age of the Node release is no finding of this check.
    stdio: ['ignore', 'inherit', 'pipe'],
  });
}

/** The examples first: each must compile, alone or in the fixture that it names, and is then written in each language. */
function generate() {
  const tablet = join(folder, 'examples.tabl.json');
  runTool('jsii-rosetta', ['extract', '--compile', '--fail', '--output', tablet, '.']);
  // It leaves another copy beside the assembly.
  rmSync(join(root, '.jsii.tabl.json'), { force: true });
  const options = ['--code-only', '--no-npmignore', '--outdir', folder];
  const examples = ['--rosetta-tablet', tablet, '--rosetta-unknown-snippets', 'fail'];
  runTool('jsii-pacmak', [...options, ...examples, '--targets', ...Object.keys(languages)]);
}

/** Whether the README of the Python package has its example in Python. */
function exampleProblems() {
  const readme = readFileSync(join(folder, 'python', 'README.md'), 'utf8');
  const isTranslated = readme.includes('zilliz.RestoredCluster(stack, "articles",');
  return isTranslated ? [] : ['the README of the Python package has no example in Python'];
}

/** The names of the files of a language, and, where one file has many types, their text. */
function codeOf(language) {
  const names = readdirSync(join(folder, language), { recursive: true, encoding: 'utf8' });
  const python = names.filter((name) => name.endsWith('.py'));
  const text = python.map((name) => readFileSync(join(folder, language, name), 'utf8')).join('\n');
  return { files: new Set(names.map((name) => basename(name))), text };
}

function missingTypes() {
  const { types } = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
  return Object.entries(languages).flatMap(([language, { title, has }]) => {
    const code = codeOf(language);
    const missing = Object.values(types).filter(({ name }) => !has(name, code));
    return missing.map(({ fqn }) => `${title} has no ${fqn}`);
  });
}

function pythonProblems() {
  const { status, error, stderr } = spawnSync(
    'python3',
    ['-m', 'compileall', '-q', join(folder, 'python')],
    {
      encoding: 'utf8',
    },
  );
  if (error?.code === 'ENOENT') return [];
  return status === 0 ? [] : [`Python does not parse its code: ${stderr.trim()}`];
}

try {
  generate();
  const problems = [...missingTypes(), ...exampleProblems(), ...pythonProblems()];
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`code for other languages failed: ${error.stderr ?? error.message}`);
  process.exitCode = 1;
} finally {
  if (!kept) rmSync(folder, { recursive: true, force: true });
}
