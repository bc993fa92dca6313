// The public API in words, in one of the languages of jsii. jsii-docgen is used as a library here: its command line
// would install the package from a registry first.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Documentation, Language } from 'jsii-docgen';

/** A folder with this assembly and those that it depends on: terrain/ has another release of one of them. */
function assembliesOf(root) {
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
  // Where the examples of docstrings find what they import.
  symlinkSync(join(root, 'node_modules'), join(folder, 'this/node_modules'));
  return folder;
}

/** Links every type of this package, also from one namespace to another. */
function linkFormatter(type, { packageName, submodule }) {
  if (type.packageName !== packageName) return type.fqn;
  const isNear = !type.submodule || type.submodule === submodule;
  const text = isNear ? type.displayName : `${type.submodule}.${type.displayName}`;
  return `<a href="#${type.id.replaceAll(' ', '-')}">${text}</a>`;
}

/** One page: the whole package, then each namespace. */
export async function apiIn(root, language) {
  const docs = await Documentation.forAssembly('cdktf-cluster-restore', assembliesOf(root));
  const namespaces = (await docs.listSubmodules()).map(({ fqn, name }) => ({
    submodule: fqn,
    name,
  }));
  const parts = [];
  for (const { submodule, name } of [{ name: 'cdktf-cluster-restore' }, ...namespaces]) {
    const header = { title: submodule ? `Namespace ${name}` : name, id: name };
    const options = { language: Language[language], submodule, header, linkFormatter };
    parts.push((await docs.toMarkdown(options)).render());
  }
  return `${parts.join('\n').trim()}\n`;
}
