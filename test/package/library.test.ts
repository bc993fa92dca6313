import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const SCRIPT = pathToFileURL(join(ROOT, 'scripts', 'library.mjs')).href;

/** What jsii has compiled: a construct that reads a schema, and a program that nobody imports. */
const COMPILED: Readonly<Record<string, string>> = {
  'package.json': '{ "peerDependencies": { "cdktf": "*" } }',
  'node_modules/cdktf/index.js': 'exports.framework = "of the app";',
  'lib/index.js':
    'exports.zilliz = void 0;\nexports.framework = require("cdktf").framework;\nexports.zilliz = __importStar(require("./zilliz"));',
  'lib/index.d.ts': "export * as zilliz from './zilliz';",
  'lib/zilliz/index.js':
    'globalThis.isLoaded = true;\nexports.Id = require("./model/id").Id;\nexports.call = () => require("./protocol");',
  'lib/zilliz/index.d.ts': 'export declare class Backup {}',
  'lib/zilliz/model/id.js':
    'const z = require("zod/mini");\nexports.Id = z.string().check(z.regex(/^[a-z]+$/)).safeParse("in01");',
  'lib/zilliz/model/id.d.ts':
    "import * as z from 'zod/mini';\nexport declare const Id: z.core.Any;",
  'lib/zilliz/protocol/index.js': 'exports.address = "https://vendor.test";',
  'lib/cli/main.js': 'require("commander");',
  'lib/cli/main.d.ts': 'export {};',
  'lib/bin/cluster-restore.cjs': '',
};

/** One process for all of them: to load the compilers costs more than what they do here. */
let finisher: ChildProcess;
const printed = join(newFolder('finisher'), 'printed');
beforeAll(() => {
  const program = `
    const { finishLibrary } = await import(${JSON.stringify(SCRIPT)});
    process.on('message', (folder) =>
      finishLibrary(folder).then(
        () => process.send(''),
        ({ message }) => process.send(message),
      ),
    );`;
  const file = openSync(printed, 'w');
  finisher = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', file, file, 'ipc'],
  });
  closeSync(file);
});
afterAll(async () => {
  finisher.disconnect();
  await once(finisher, 'exit');
  // No warning of the compilers either.
  expect(readFileSync(printed, 'utf8')).toBe('');
});

/** Finishes the library after a change of what was compiled, and shows what went wrong. */
async function finished(change: Readonly<Record<string, string>> = {}) {
  const folder = newFolder('library');
  for (const [file, text] of Object.entries({ ...COMPILED, ...change })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  symlinkSync(join(ROOT, 'node_modules/zod'), join(folder, 'node_modules/zod'), 'junction');
  finisher.send(folder);
  const [said] = (await once(finisher, 'message')) as [string];
  return { folder, said };
}

/** What a program prints that has the finished library as `library`. */
function outputOf(folder: string, program: string): string {
  const text = `const library = require(${JSON.stringify(join(folder, 'lib'))}); ${program}`;
  return run('-e', text);
}

function run(...args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return (stdout + stderr).trim();
}

test('the library is one file, with what it needs of zod, and takes the framework from the app', async () => {
  const { folder, said } = await finished();
  expect(said).toBe('');
  expect(readdirSync(join(folder, 'lib'), { recursive: true }).filter(isCode)).toEqual([
    'index.js',
  ]);
  const text = readFileSync(join(folder, 'lib/index.js'), 'utf8');
  expect(text).not.toContain('of the app');
  rmSync(join(folder, 'node_modules/zod'));
  expect(outputOf(folder, 'console.log(library.framework, library.zilliz.Id.success)')).toBe(
    'of the app false',
  );
});

const isCode = (file: string | Buffer) => String(file).endsWith('.js');

test('a vendor is loaded where an app first names it', async () => {
  const { folder, said } = await finished();
  expect(said).toBe('');
  const loaded = 'console.log(globalThis.isLoaded, library.zilliz.Id.success, globalThis.isLoaded)';
  expect(outputOf(folder, loaded)).toBe('undefined false true');
  // An ES module imports it by its name all the same.
  const url = pathToFileURL(join(folder, 'lib/index.js')).href;
  const module = `import { framework, zilliz } from ${JSON.stringify(url)}; console.log(framework, zilliz.Id.success)`;
  expect(run('--input-type=module', '-e', module)).toBe('of the app false');
});

test('how a vendor is called is left out', async () => {
  const { folder } = await finished();
  expect(readFileSync(join(folder, 'lib/index.js'), 'utf8')).not.toContain('https://vendor.test');
  expect(outputOf(folder, 'library.zilliz.call()')).toContain('The library calls no vendor.');
});

test('what the library does not reach is removed, and programs stay', async () => {
  const { folder } = await finished();
  const has = (file: string) => existsSync(join(folder, file));
  expect(['lib/cli/main.js', 'lib/cli/main.d.ts', 'lib/zilliz/model/id.d.ts'].filter(has)).toEqual(
    [],
  );
  expect(['lib/zilliz/index.d.ts', 'lib/bin/cluster-restore.cjs'].filter(has)).toHaveLength(2);
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
    'lib/zilliz/model/id.js: use z as z.<function> alone, so that the library has what is used',
  ],
  ...['lib/client/send', 'lib/runner/submit', 'lib/cli/main', 'lib/zilliz/protocol/words'].map(
    (file): [string, Record<string, string>, string] => [
      `${file}, which is for programs`,
      { 'lib/zilliz/index.js': `require("../../${file}");`, [`${file}.js`]: 'exports.a = 1;' },
      `lib/index.js must call no vendor, but has ${file}.js: import it in programs alone`,
    ],
  ),
  [
    'an import that leads nowhere',
    { 'lib/zilliz/index.js': 'require("./nope");' },
    'lib/zilliz/index.js imports ./nope, which is not in lib/',
  ],
])('a library with %s is refused', async (_title, change, line) => {
  expect((await finished(change)).said).toBe(line);
});
