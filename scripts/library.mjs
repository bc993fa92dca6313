// Makes of what jsii has compiled the library that is packed.
// Steps:
// 1. What lib/index.js and lib/index.d.ts do not reach is removed: the programs are bundles of their own.
// 2. A vendor is loaded where an app first names it: most have one.
// 3. The functions of zod that the rest calls become one module, lib/zod.js: the package has no dependency.
// Declarations that users read name no type of zod, and the build refuses one that does.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { packagesIn } from './bundles.mjs';

const ZOD = 'zod/mini';
const ZOD_FILE = 'lib/zod.js';
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
  removeAllBut(root, [...code, ...declarations]);
  loadVendorsLater(root);
  return await inlineZod(root, code);
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
  const file = join(root, 'lib/index.js');
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

async function inlineZod(root, code) {
  const users = code.filter((file) => importsOf(root, file, '.js').includes(ZOD));
  const names = new Set();
  for (const file of users) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const name of calledOf(file, text)) names.add(name);
    const module = relative(dirname(file), ZOD_FILE).replaceAll('\\', '/');
    const path = module.startsWith('.') ? module : `./${module}`;
    writeFileSync(join(root, file), text.replaceAll(`require("${ZOD}")`, `require("${path}")`));
  }
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: `export { ${[...names].sort()} } from '${ZOD}';`, resolveDir: root },
    outfile: ZOD_FILE,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    logLevel: 'warning',
    metafile: true,
  });
  return packagesIn(metafile);
}

/** What a module calls of zod. Whatever is used in another way would be missing from lib/zod.js. */
export function calledOf(file, text) {
  const names = new Set();
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.text === 'z' && !ts.isVariableDeclaration(node.parent)) {
      const { parent } = node;
      if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) {
        throw new Error(
          `${file}: use z as z.<function> alone, so that lib/zod.js has what is used`,
        );
      }
      names.add(parent.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return [...names];
}
