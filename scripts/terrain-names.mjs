// What the package for CDK Terrain names otherwise than the one for CDK for Terraform.

/** Names of files and of formats, which both frameworks and both packages share, and addresses. */
const SHARED = [
  /cd cdktf-cluster-restore/, // the folder of a clone
  /cdktf-cluster-restore\/[a-z-]+/, // the repository, and the kinds of JSON documents
  /https:\/\/[^\s)'"`]+/,
  /CATALOG_OF = 'cdktf-cluster-restore'/, // what a catalog file says of its origin
  /cdktf\.(?:out|json)\b/,
  /CDKTF_[A-Z_]+/,
];

const RENAMED = [
  // In a message: what a user writes.
  [/'@cdktf\/provider-null\/lib\/provider(?:\/index\.js)?'"/, () => `'cdktn-cluster-restore'"`],
  [
    /'@cdktf\/provider-null\/lib\/(resource|provider)(?:\/index\.js)?'/,
    (_match, part, file) => nullModule(part, file),
  ],
  [/ @cdktf\/provider-null\b(?![/`])/, () => ''],
  [/\| `@cdktf\/provider-null` \|[^\n]*\n/, () => ''],
  [/\| `cdktf` \| 0\.21 \|/, () => '| `cdktn` | 0.24 |'],
  [/CDK for Terraform\b/, () => 'CDK Terrain'],
  [/\bcdktf\b/, () => 'cdktn'],
];

const PATTERN = new RegExp(
  [
    ...SHARED.map(({ source }) => `(?:${source})`),
    ...RENAMED.map(([{ source }]) => `(?:${source})`),
  ].join('|'),
  'g',
);

/** A text of the sources with the names of the other framework. */
export function named(text, file) {
  return text.replace(PATTERN, (match) => {
    if (SHARED.some((pattern) => isWhole(pattern, match))) return match;
    for (const [pattern, rename] of RENAMED) {
      if (isWhole(pattern, match))
        return match.replace(pattern, (...args) => rename(args[0], args[1], file));
    }
    throw new Error(`${file}: no name for ${match}`);
  });
}

function isWhole(pattern, text) {
  return new RegExp(`^(?:${pattern.source})$`).test(text);
}

/** Sources use the bindings beside them; what users read names the export of the package. */
function nullModule(part, file) {
  if (!file.startsWith('src/')) return "'cdktn-cluster-restore'";
  const up = '../'.repeat(file.split('/').length - 2) || './';
  return `'${up}null/${part}'`;
}

/** The package.json of the package for CDK Terrain. */
export function terrainManifest(manifest, versions) {
  const { workspaces, scripts, devDependencies, peerDependencies, allowScripts, ...rest } =
    manifest;
  const { '@cdktf/provider-null': _null, cdktf: _cdktf, ...peers } = peerDependencies;
  const targets = JSON.stringify(manifest.jsii.targets)
    .replaceAll('github.com/cdktf-cluster-restore/cdktf', 'github.com/cdktf-cluster-restore/cdktn')
    .replace(/(?<!github\.com\/)cdktf/g, 'cdktn')
    .replaceAll('Cdktf', 'Cdktn');
  return {
    ...rest,
    name: 'cdktn-cluster-restore',
    description: named(manifest.description, 'package.json'),
    keywords: manifest.keywords.map((word) => (word === 'cdktf' ? 'cdktn' : word)),
    jsii: { ...manifest.jsii, targets: JSON.parse(targets) },
    devDependencies: versions,
    peerDependencies: {
      ...peers,
      ...Object.fromEntries(
        Object.entries(versions).map(([name, version]) => [name, `^${version}`]),
      ),
    },
  };
}
