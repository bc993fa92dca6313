// The README inside the assembly is what package registries of other languages show. A link that is relative to
// this repository leads nowhere there: it becomes one to the files of the same version.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function linkReadme(root) {
  const file = join(root, '.jsii');
  const { fingerprint: _old, ...assembly } = JSON.parse(readFileSync(file, 'utf8'));
  const repository = assembly.repository.url.replace(/^git\+|\.git$/g, '');
  const address = (path) => `${repository}/${viewOf(root, path)}/v${assembly.version}/${path}`;
  assembly.readme.markdown = assembly.readme.markdown.replace(
    /\]\((?!https?:|#)([^)\s]+)\)/g,
    (_link, path) => `](${address(path)})`,
  );
  // As jsii computes it.
  const fingerprint = createHash('sha256').update(JSON.stringify(assembly)).digest('base64');
  writeFileSync(file, `${JSON.stringify({ ...assembly, fingerprint }, null, 2)}\n`);
}

/** The word in an address of GitHub for a picture, a folder or a page. */
function viewOf(root, path) {
  const [file] = path.split('#');
  if (/\.(?:png|svg)$/.test(file)) return 'raw';
  return existsSync(join(root, file)) && statSync(join(root, file)).isDirectory() ? 'tree' : 'blob';
}
