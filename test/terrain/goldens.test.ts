import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../support/terraform';
import {
  allRenamed,
  buildPackage,
  ownPart,
  PACKAGE,
  project,
  ROOT,
  synthesiseAll,
  TERRAIN,
} from './package';

const EXAMPLES = join(ROOT, 'examples');
const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

test('there are examples to compare', () => {
  expect(names).toContain('clone-for-staging');
});

// Outside of the projects, as the goldens are: journals then lie in the folder of the stack.
const output = newFolder('output');

beforeAll(() => {
  buildPackage();
  const mains = names.map((name) => readFileSync(join(EXAMPLES, name, 'main.ts'), 'utf8'));
  const apps = allRenamed(mains).map((main, at) => {
    const example = join(EXAMPLES, names[at] ?? '');
    const files = readdirSync(example)
      .filter((file) => file.endsWith('.json') && file !== 'cdk.tf.json')
      .map((file) => join(example, file));
    const outdir = join(output, names[at] ?? '');
    mkdirSync(outdir);
    const context = join(example, 'context.json');
    return {
      folder: project(main, TERRAIN, files),
      outdir,
      context: existsSync(context) ? readFileSync(context, 'utf8') : '{}',
    };
  });
  synthesiseAll(apps);
});

test.each(names)('CDK Terrain writes the example %s as CDK for Terraform does', (name) => {
  const [stack = ''] = readdirSync(join(output, name, 'stacks'));
  const written = join(output, name, 'stacks', stack, 'cdk.tf.json');
  expect(ownPart(written)).toEqual(ownPart(join(EXAMPLES, name, 'cdk.tf.json')));
});

test('the package needs CDK Terrain and nothing of CDK for Terraform', () => {
  const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
    peerDependencies: object;
  };
  expect(manifest.peerDependencies).toEqual({ cdktn: '^0.24.0', constructs: '^10.6.0' });
  const lib = join(PACKAGE, 'lib');
  const importing = readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|d\.ts)$/.test(file))
    .filter((file) => /['"]@?cdktf['"/]/.test(readFileSync(join(lib, file), 'utf8')));
  expect(importing).toEqual([]);
});

test('every language has names of its own for it', () => {
  const { name, targets } = JSON.parse(readFileSync(join(PACKAGE, '.jsii'), 'utf8')) as {
    name: string;
    targets: object;
  };
  expect(name).toBe('cdktn-cluster-restore');
  expect(targets).toMatchObject({
    python: { distName: 'cdktn-cluster-restore', module: 'cdktn_cluster_restore' },
    java: { package: 'io.github.cdktnclusterrestore' },
    dotnet: { namespace: 'CdktnClusterRestore' },
    go: { moduleName: 'github.com/cdktf-cluster-restore/cdktn-cluster-restore-go' },
  });
});

test('a file of a catalog says the same origin in both packages', () => {
  const head = readFileSync(join(PACKAGE, 'lib', 'index.js'), 'utf8');
  expect(head).toContain('CATALOG_OF="cdktf-cluster-restore"');
});

test('its README tells how to install it, and names the shared files as they are', () => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
  expect(readme).toContain('npm install cdktn-cluster-restore cdktn constructs\n');
  expect(readme).toContain('npx cluster-restore plan cdktf.out');
  expect(readme).not.toMatch(/cdktf synth|provider-null/);
});
