import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

const npm = (args: string[], cwd: string) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: process.env.TEST_EXTRA_CA_CERTS,
      npm_config_dry_run: 'false',
    },
  });

const APP = `
const { App, LocalBackend, TerraformStack } = require('cdktf');
const { NullProvider } = require('@cdktf/provider-null/lib/provider');
const { PasswordSink, zilliz } = require('cdktf-cluster-restore');

const app = new App({ outdir: 'cdktf.out' });
const stack = new TerraformStack(app, 'staging');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new NullProvider(stack, 'null');
new zilliz.RestoredCluster(stack, 'articles', {
  backup: zilliz.Backup.fromId({ clusterId: 'in01-3b1c0a5d4e6f789', backupId: 'backup11_0f5d2c9a7e3b41d' }),
  targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
  clusterName: 'articles-staging',
  cuSize: 2,
  collectionStatus: zilliz.CollectionStatus.KEEP,
  passwordSink: PasswordSink.discard(),
});
app.synth();
`;

/** The first example of README.md, as a reader copies it. */
const [, EXAMPLE = ''] =
  /```ts file=\S+\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];

test('a project that installs the packed tarball synthesises a stack, and has the command line', () => {
  const project = newFolder('consumer');
  npm(['pack', '--pack-destination', project], ROOT);
  const peers = ['cdktf', 'constructs', '@cdktf/provider-null'].map(
    (name) => `${name}@${manifest.devDependencies[name]}`,
  );
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true }\n');
  const tarball = './cdktf-cluster-restore-0.1.0.tgz';
  npm(['install', '--prefer-offline', tarball, ...peers], project);
  writeFileSync(join(project, 'main.js'), APP);
  execFileSync(process.execPath, ['main.js'], { cwd: project, stdio: 'pipe' });
  const stack = join(project, 'cdktf.out', 'stacks', 'staging');
  const json = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')) as {
    resource: { null_resource: Record<string, { '//': { metadata: { path: string } } }> };
  };
  const paths = Object.values(json.resource.null_resource).map(
    ({ '//': { metadata } }) => metadata.path,
  );
  expect(paths.sort()).toEqual([
    'staging/articles/hold',
    'staging/articles/restored',
    'staging/articles/submit',
    'staging/articles/submitted',
    'staging/articles/wait',
  ]);
  expect(existsSync(join(stack, 'assets/cluster-restore/v1/cluster-restore-runner.cjs'))).toBe(
    true,
  );
  const help = execFileSync(join(project, 'node_modules/.bin/cluster-restore'), ['--help'], {
    encoding: 'utf8',
  });
  expect(help).toContain('simulate');

  // The first example of the README, in a project of ES modules whose types are looked up as Node looks up modules.
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "type": "module" }\n');
  writeFileSync(join(project, 'main.ts'), EXAMPLE);
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node'];
  const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', ...types];
  const checked = spawnSync(process.execPath, [tsc, ...options, 'main.ts'], { cwd: project });
  expect(checked.stdout.toString()).toBe('');
  execFileSync(process.execPath, ['main.js'], { cwd: project, stdio: 'pipe' });
  expect(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')).toContain('articles_submit');
});
