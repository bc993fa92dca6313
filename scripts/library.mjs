// Makes of what jsii has compiled the library that is packed.
// Steps:
// 1. What lib/index.js and lib/index.d.ts do not reach is removed: the programs are bundles of their own.
// 2. A vendor is loaded where an app first names it: most have one.
// 3. What lib/index.js reaches becomes one file, with the functions of zod that it calls: to find and read 170 files is a
//    third of what an app pays to load the library. Each module in it still runs where it is first needed.
// Declarations that users read name no type of zod, and the build refuses one that does.
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { packagesIn } from './bundles.mjs';

const ZOD = 'zod/mini';
const LIBRARY = 'lib/index.js';
const IMPORTS = {
  // The compiler writes double quotes; a module that is loaded later has those of the source.
  '.js': /\brequire\(["']([^"']+)["']\)/g,
  '.d.ts': /\b(?:from |import\()['"]([^'"]+)['"]/g,
};

/** Finishes lib/ and returns the folders of the packages in it. */
export async function finishLibrary(root) {
  const code = reachedFrom(root, 'lib/index', '.js');
  const declarations = reachedFrom(root, 'lib/index', '.d.ts');
  const leak = declarations.find((file) => importsOf(root, file, '.d.ts').includes(ZOD));
  if (leak !== undefined) {
    throw new Error(`${leak} is public and names a type of zod: users have no zod to look it up`);
  }
  loadVendorsLater(root);
  const packages = await bundle(root, code);
  removeAllBut(root, [LIBRARY, ...declarations]);
  return packages;
}

/** The files that a file of lib/ reaches by relative imports, itself first. */
export function reachedFrom(root, start, extension) {
  const reached = new Set([`${start}${extension}`]);
  for (const file of reached) {
    for (const id of importsOf(root, file, extension)) {
      if (!id.startsWith('.')) continue;
      const path = join(dirname(file), id);
      const found = [`${path}${extension}`, `${path}/index${extension}`].find((one) =>
        existsSync(join(root, one)),
      );
      if (found === undefined) throw new Error(`${file} imports ${id}, which is not in lib/`);
      reached.add(found);
    }
  }
  return [...reached];
}

function importsOf(root, file, extension) {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORTS[extension])].map(([, id]) => id);
}

/**
 * The namespaces of lib/index.js, one for each vendor, become getters, in the one form that Node takes for an export where
 * an ES module imports it by name.
 */
function loadVendorsLater(root) {
  const file = join(root, LIBRARY);
  const text = readFileSync(file, 'utf8');
  const later = text.replace(
    /^exports\.(\w+) = __importStar\((require\("[^"]+"\))\);$/gm,
    'var $1 = { get loaded() { return $2; } };\n' +
      'Object.defineProperty(exports, "$1", { enumerable: true, get: function () { return $1.loaded; } });',
  );
  writeFileSync(file, later);
}

function removeAllBut(root, kept) {
  const files = new Set(kept);
  for (const name of readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })) {
    const file = join('lib', name).replaceAll('\\', '/');
    if (/\.(?:js|d\.ts)$/.test(file) && !files.has(file)) rmSync(join(root, file));
  }
}

/** Writes lib/index.js as one file, and returns the folders of the packages in it. */
async function bundle(root, code) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [LIBRARY],
    outfile: LIBRARY,
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Names stay, so that a report of an error can be read, and syntax: Node's search for names takes getters in one form.
    minifyWhitespace: true,
    external: Object.keys(peersOf(root)).flatMap((name) => [name, `${name}/*`]),
    plugins: [zodAsCalled(root, code), leaveOutProtocols()],
    logLevel: 'warning',
    metafile: true,
  });
  refusePrograms(Object.keys(metafile.inputs));
  nameExports(join(root, LIBRARY));
  return packagesIn(metafile);
}

/**
 * What belongs to programs alone. The errors of the client call nothing, and the index of a protocol is replaced: see
 * `leaveOutProtocols`.
 */
const OF_PROGRAMS =
  /^lib\/(?:(?:client\/(?!errors\.js$)|(?:runner|cli)\/)|[^/]+\/protocol\/(?!index\.js$))/;

function refusePrograms(inputs) {
  const wrong = inputs.filter((file) => OF_PROGRAMS.test(file));
  if (wrong.length > 0) {
    throw new Error(
      `${LIBRARY} must call no vendor, but has ${wrong.join(', ')}: import it in programs alone`,
    );
  }
}

function peersOf(root) {
  const file = join(root, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).peerDependencies ?? {};
}

/** Of zod what the library calls, and not its other functions and languages. */
function zodAsCalled(root, code) {
  const users = code.filter((file) => importsOf(root, file, '.js').includes(ZOD));
  const names = users.flatMap((file) => calledOf(file, readFileSync(join(root, file), 'utf8')));
  const contents = `export { ${[...new Set(names)].sort()} } from '${ZOD}';`;
  return {
    name: 'zod-as-called',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${ZOD}$`) }, ({ namespace }) =>
        namespace === 'file' ? { path: ZOD, namespace: 'called' } : undefined,
      );
      onLoad({ filter: /./, namespace: 'called' }, () => ({ contents, resolveDir: root }));
    },
  };
}

/** How a vendor is called is for programs: the library calls none. */
function leaveOutProtocols() {
  return {
    name: 'leave-out-protocols',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]protocol[\\/]index\.js$/ }, () => ({
        contents: "throw new Error('The library calls no vendor.');",
      }));
    },
  };
}

/** In the form in which Node finds the names of a CommonJS module that an ES module imports. */
function nameExports(file) {
  const names = Object.keys(createRequire(file)(file));
  appendFileSync(file, `0 && (module.exports = { ${names.join(', ')} });\n`);
}

/** What a module calls of zod. Whatever is used in another way would be missing from the library. */
export function calledOf(file, text) {
  const names = new Set();
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.text === 'z' && !ts.isVariableDeclaration(node.parent)) {
      const { parent } = node;
      if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) {
        throw new Error(
          `${file}: use z as z.<function> alone, so that the library has what is used`,
        );
      }
      names.add(parent.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return [...names];
}
