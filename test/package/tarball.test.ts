import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly main: string;
  readonly types: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
};

const { version: zodVersion } = JSON.parse(read('node_modules/zod/package.json')) as {
  version: string;
};

// What `npm publish` would send. The scripts are left out: lib/ is built by whoever runs the tests.
const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
) as { files: { path: string; size: number }[] }[];
const own = (packed?.files ?? []).map(({ path }) => path);

test('the package has its library, its programs, its pages and its notices, and nothing else at the top', () => {
  const top = new Set(own.map((path) => path.split('/')[0]));
  expect([...top].sort()).toEqual([
    '.jsii',
    'API.md',
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'docs',
    'examples',
    'lib',
    'package.json',
    'rosetta',
    'templates',
  ]);
});

test.each([
  manifest.main,
  manifest.types,
  ...Object.values(manifest.bin),
  'lib/runner/cluster-restore-runner.cjs',
  'lib/bin/cluster-restore-simulator.cjs',
  'lib/THIRD-PARTY-NOTICES.txt',
  'lib/sbom.cdx.json',
])('%s is in the package', (path) => {
  expect(own).toContain(path);
});

test('neither sources, nor tests, nor maps, nor what is inside the bundles already is in the package', () => {
  const code = own.filter((path) => path.startsWith('lib/'));
  expect(code.filter((path) => !/\.(?:js|cjs|d\.ts|txt|cdx\.json)$/.test(path))).toEqual([]);
  expect(code.filter((path) => /^lib\/(?:cli|simulator)\/|\.test\./.test(path))).toEqual([]);
  expect(code.filter((path) => path.startsWith('lib/runner/')).sort()).toEqual([
    'lib/runner/cluster-restore-runner.cjs',
    'lib/runner/cockroach/cluster-restore-runner.cjs',
    'lib/runner/zilliz/cluster-restore-runner.cjs',
  ]);
});

test('the package has no dependency, in whichever way it might bring one', () => {
  expect(manifest.dependencies).toBeUndefined();
  expect(own.filter((path) => path.startsWith('node_modules/'))).toEqual([]);
});

test('the package is small: a reader can look through it, and an install does not wait for it', () => {
  expect(own.length).toBeLessThan(120);
  const size = (packed?.files ?? []).reduce((sum, file) => sum + file.size, 0);
  expect(size).toBeLessThan(3_300_000);
});

test('every module that the library loads is in the package, or a peer', () => {
  const known = Object.keys(manifest.peerDependencies);
  const missing = own
    .filter((path) => /^lib\/.*\.js$/.test(path))
    .flatMap((path) =>
      [...read(path).matchAll(/\brequire\("([^"]+)"\)/g)].flatMap(([, id = '']) => {
        if (id.startsWith('.')) {
          const base = join(dirname(path), id);
          const found = [base, `${base}.js`, `${base}/index.js`].some((one) => own.includes(one));
          return found ? [] : [`${path}: ${id}`];
        }
        const isNode = builtinModules.includes(id.replace(/^node:/, ''));
        const isKnown = known.some((name) => id === name || id.startsWith(`${name}/`));
        return isNode || isKnown ? [] : [`${path}: ${id}`];
      }),
    );
  expect(missing).toEqual([]);
});

test('every type that a user of the library sees is in the package, or of a peer', () => {
  const missing = own
    .filter((path) => path.endsWith('.d.ts'))
    .flatMap((path) =>
      [...read(path).matchAll(/\b(?:from |import\()'([^']+)'/g)].flatMap(([, id = '']) => {
        const base = join(dirname(path), id);
        if (id.startsWith('.'))
          return [`${base}.d.ts`, `${base}/index.d.ts`].some((one) => own.includes(one)) ? [] : id;
        return id in manifest.peerDependencies ? [] : [`${path}: ${id}`];
      }),
    );
  expect(missing).toEqual([]);
});

test('npm runs nothing when the package is installed', () => {
  const run = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
  expect(Object.keys(manifest.scripts).filter((name) => run.includes(name))).toEqual([]);
});

test('the notices have the licence of every package in the bundles', () => {
  const notices = read('lib/THIRD-PARTY-NOTICES.txt');
  const bundles = own.filter((path) => /\.cjs$|^lib\/index\.js$/.test(path)).map(read);
  for (const [name, mark] of [
    ['zod', 'invalid_type'],
    ['commander', 'commander.helpDisplayed'],
    ['picocolors', 'FORCE_COLOR'],
  ] as const) {
    expect(bundles.some((text) => text.includes(mark))).toBe(true);
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
  // The same packages, for programs that look for known weaknesses.
  const { components } = JSON.parse(read('lib/sbom.cdx.json')) as {
    components: { name: string; version: string; purl: string }[];
  };
  const named = [...notices.matchAll(/^(\S+ \d+\.\d+\.\d+) \(/gm)].map(([, part]) => part);
  expect(components.map(({ name, version }) => `${name} ${version}`)).toEqual(named);
  expect(components.map(({ purl }) => purl)).toContain(`pkg:npm/zod@${zodVersion}`);
});

test('no file of the package names a folder of the machine that built it', () => {
  const text = own
    .filter((path) => !path.endsWith('.png'))
    .filter((path) => existsSync(join(ROOT, path)));
  expect(text.length).toBeGreaterThan(80);
  expect(text.filter((path) => read(path).includes(`${ROOT}/`))).toEqual([]);
});

test('the README that other languages show links to files of the same version, and only to such', () => {
  const { readme, version } = JSON.parse(read('.jsii')) as {
    readme: { markdown: string };
    version: string;
  };
  const links = [...readme.markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
  expect(links.length).toBeGreaterThan(15);
  const address = new RegExp(`^https://github\\.com/[^/]+/[^/]+/(blob|tree|raw)/v${version}/(.+)$`);
  for (const link of links) {
    const [, view, path = 'nowhere'] = address.exec(link) ?? [link];
    expect({ link, isThere: existsSync(join(ROOT, path)) }).toEqual({ link, isThere: true });
    const isFolder = statSync(join(ROOT, path)).isDirectory();
    expect(view).toBe(isFolder ? 'tree' : /\.png$/.test(path) ? 'raw' : 'blob');
  }
});

test('pages in the package link to files in it, or to the repository', () => {
  const links = own
    .filter((path) => path.startsWith('docs/') && path.endsWith('.md'))
    .flatMap((path) =>
      [...read(path).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, to = '']) => to)
        .filter((to) => !/^https?:/.test(to))
        .map((to) => join(dirname(path), to)),
    );
  expect(links.length).toBeGreaterThan(20);
  // Those that npm does not ship are in the repository, to which npm resolves the links of a README.
  expect(links.filter((to) => !own.includes(to) && !existsSync(join(ROOT, to)))).toEqual([]);
});
