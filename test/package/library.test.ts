import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const SCRIPT = pathToFileURL(join(ROOT, 'scripts', 'library.mjs')).href;

/** What jsii has compiled: a construct that reads a schema, and a program that nobody imports. */
const COMPILED: Readonly<Record<string, string>> = {
  'lib/index.js': 'exports.zilliz = require("./zilliz");',
  'lib/index.d.ts': "export * as zilliz from './zilliz';",
  'lib/zilliz/index.js': 'exports.Id = require("./model/id").Id;',
  'lib/zilliz/index.d.ts': 'export declare class Backup {}',
  'lib/zilliz/model/id.js':
    'const z = require("zod/mini");\nexports.Id = z.string().check(z.regex(/^[a-z]+$/)).safeParse("in01");',
  'lib/zilliz/model/id.d.ts':
    "import * as z from 'zod/mini';\nexport declare const Id: z.core.Any;",
  'lib/cli/main.js': 'require("commander");',
  'lib/cli/main.d.ts': 'export {};',
  'lib/bin/cluster-restore.cjs': '',
};

/** Finishes the library after a change of what was compiled, and shows what went wrong. */
function finished(change: Readonly<Record<string, string>> = {}) {
  const folder = newFolder('library');
  for (const [file, text] of Object.entries({ ...COMPILED, ...change })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(ROOT, 'node_modules/zod'), join(folder, 'node_modules/zod'), 'junction');
  const program = `
    const { finishLibrary } = await import(${JSON.stringify(SCRIPT)});
    await finishLibrary(${JSON.stringify(folder)}).catch(({ message }) => console.log(message));`;
  const args = ['--input-type=module', '-e', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { folder, said: (stdout + stderr).trim() };
}

test('the library calls one module with the functions of zod that it needs, and runs without node_modules', () => {
  const { folder, said } = finished();
  expect(said).toBe('');
  expect(readFileSync(join(folder, 'lib/zilliz/model/id.js'), 'utf8')).toContain(
    'require("../../zod.js")',
  );
  const program = `require('${folder}/lib').zilliz.Id.success === false || process.exit(1);
    const names = Object.keys(require('${folder}/lib/zod.js'));
    if (names.join() !== 'regex,string') throw new Error(names);`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a vendor is loaded where an app first names it', () => {
  const { folder, said } = finished({
    'lib/index.js':
      'exports.zilliz = void 0;\nexports.zilliz = __importStar(require("./zilliz"));\n',
  });
  expect(said).toBe('');
  const program = `const { zilliz, ...others } = Object.getOwnPropertyDescriptors(require('${folder}/lib'));
    const loaded = () => Object.keys(require.cache).filter((file) => file.includes('zilliz')).length;
    const before = loaded();
    if (before !== 0 || zilliz.get().Id === undefined || loaded() === 0) throw new Error(before);`;
  // An ES module imports it by its name all the same.
  const url = pathToFileURL(join(folder, 'lib/index.js')).href;
  const module = `import { zilliz } from ${JSON.stringify(url)}; if (zilliz.Id === undefined) throw new Error();`;
  for (const args of [[program], ['--input-type=module', module]]) {
    const end = spawnSync(process.execPath, [...args.slice(0, -1), '-e', args.at(-1) ?? ''], {
      encoding: 'utf8',
    });
    expect([end.status, end.stderr]).toEqual([0, '']);
  }
});

test('what the library does not reach is removed, and programs stay', () => {
  const { folder } = finished();
  const has = (file: string) => existsSync(join(folder, file));
  expect(['lib/cli/main.js', 'lib/cli/main.d.ts', 'lib/zilliz/model/id.d.ts'].filter(has)).toEqual(
    [],
  );
  expect(
    ['lib/zilliz/model/id.js', 'lib/zilliz/index.d.ts', 'lib/bin/cluster-restore.cjs'].filter(has),
  ).toHaveLength(3);
});

test.each([
  [
    'a public declaration that names a type of zod',
    {
      'lib/zilliz/index.d.ts':
        "import { Id } from './model/id';\nexport declare class B { id: Id; }",
    },
    'lib/zilliz/model/id.d.ts is public and names a type of zod: users have no zod to look it up',
  ],
  [
    'zod as a whole',
    { 'lib/zilliz/model/id.js': 'const z = require("zod/mini");\nexports.Id = Object.keys(z);' },
    'lib/zilliz/model/id.js: use z as z.<function> alone, so that lib/zod.js has what is used',
  ],
  [
    'an import that leads nowhere',
    { 'lib/zilliz/index.js': 'require("./nope");' },
    'lib/zilliz/index.js imports ./nope, which is not in lib/',
  ],
])('a library with %s is refused', (_title, change, line) => {
  expect(finished(change).said).toBe(line);
});
