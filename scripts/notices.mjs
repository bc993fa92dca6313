// What of other packages is inside lib/: their licences, which travel with the copies, and the same list for programs
// that look for known weaknesses (CycloneDX).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeNotices(root, folders) {
  const parts = [...new Set(folders)].sort().map((folder) => partIn(root, folder));
  const head = 'The files in this folder contain parts of these packages:\n';
  const notices = parts.map(
    ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`,
  );
  writeFileSync(join(root, 'lib/THIRD-PARTY-NOTICES.txt'), [head, ...notices].join('\n'));
  const list = `${JSON.stringify(listOfParts(root, parts), null, 2)}\n`;
  writeFileSync(join(root, 'lib/sbom.cdx.json'), list);
}

function partIn(root, folder) {
  const { name, version, license } = manifestOf(join(root, folder));
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  const text = readFileSync(join(root, folder, file), 'utf8').trim();
  return { name, version, license, text };
}

const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

function listOfParts(root, parts) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: componentOf(manifestOf(root)) },
    components: parts.map(componentOf),
  };
}

function componentOf({ name, version, license }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const licenses = [{ license: { id: license } }];
  return { type: 'library', 'bom-ref': purl, name, version, licenses, purl };
}
