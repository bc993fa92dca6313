// Writes API.md, the public API in words, from the built library; with `--check` it only compares.
// jsii-docgen is used as a library here: its command line would install the package from a registry first.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Documentation, Language } from 'jsii-docgen';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A folder with this assembly and those that it depends on: terrain/ has another release of one of them. */
function assemblies() {
  const { dependencies } = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'cluster-restore-assemblies-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const places = Object.keys(dependencies).map((name) => [name, join(root, 'node_modules', name)]);
  for (const [name, from] of [['this', root], ...places]) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const file of ['.jsii', '.jsii.gz', 'package.json']) {
      if (existsSync(join(from, file))) copyFileSync(join(from, file), join(folder, name, file));
    }
  }
  return folder;
}
const file = fileURLToPath(new URL('../API.md', import.meta.url));

/** Links every type of this package, also from one namespace to another. */
function linkFormatter(type, { packageName, submodule }) {
  if (type.packageName !== packageName) return type.fqn;
  const isNear = !type.submodule || type.submodule === submodule;
  const text = isNear ? type.displayName : `${type.submodule}.${type.displayName}`;
  return `<a href="#${type.id.replaceAll(' ', '-')}">${text}</a>`;
}

const docs = await Documentation.forAssembly('cdktf-cluster-restore', assemblies());
const namespaces = (await docs.listSubmodules()).map(({ fqn, name }) => ({ submodule: fqn, name }));
const parts = [];
for (const { submodule, name } of [{ name: 'cdktf-cluster-restore' }, ...namespaces]) {
  const header = { title: submodule ? `Namespace ${name}` : name, id: name };
  const options = { language: Language.TYPESCRIPT, submodule, header, linkFormatter };
  parts.push((await docs.toMarkdown(options)).render());
}
const text = `${parts.join('\n').trim()}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('API.md is not that of the sources: run `npm run api` and read what changed.');
  process.exit(1);
}
