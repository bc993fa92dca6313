// The README inside the assembly is what package registries of other languages show. A link that is relative to
// this repository leads nowhere there: it becomes one to the files of the same version.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function linkReadme(root) {
  const file = join(root, '.jsii');
  const { fingerprint: _old, ...assembly } = JSON.parse(readFileSync(file, 'utf8'));
  assembly.readme.markdown = assembly.readme.markdown.replace(
    /\]\((?!https?:|#)([^)\s]+)\)/g,
    (_link, path) => `](${addressOf(root, assembly, path)})`,
  );
  // As jsii computes it.
  const fingerprint = createHash('sha256').update(JSON.stringify(assembly)).digest('base64');
  writeFileSync(file, `${JSON.stringify({ ...assembly, fingerprint }, null, 2)}\n`);
}

/** The address of a file of the repository, as it is in a version. */
export function addressOf(root, { repository, version }, path) {
  const place = repository.url.replace(/^git\+|\.git$/g, '');
  return `${place}/${viewOf(root, path)}/v${version}/${path}`;
}

/** The word in an address of GitHub for a picture, a folder or a page. */
function viewOf(root, path) {
  const [file] = path.split('#');
  if (/\.(?:png|svg)$/.test(file)) return 'raw';
  return existsSync(join(root, file)) && statSync(join(root, file)).isDirectory() ? 'tree' : 'blob';
}
