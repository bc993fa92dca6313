import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');

const setting = (name: string) =>
  execFileSync('npm', ['config', 'get', name], { encoding: 'utf8' }).trim();
/** What was downloaded before: the test shows the package and not the registry. */
const cache = setting('cache');
const registry = process.env.npm_config_registry ?? setting('registry');

/** A command as a new user types it, in a home folder that nothing was ever done in. */
function type(command: string, cwd: string): string {
  const [program = '', ...args] = command.split(' ');
  return execFileSync(program, args, {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
    env: {
      PATH: process.env.PATH,
      HOME: newFolder('home'),
      npm_config_cache: cache,
      npm_config_prefer_offline: 'true',
      npm_config_registry: registry,
      CHECKPOINT_DISABLE: '1',
      CI: '1',
    },
  });
}

/** One installation for all tests, which takes most of their time. */
const folder = newFolder('first-hour');
let tarball = '';
beforeAll(() => {
  type(`npm pack ${ROOT} --silent --ignore-scripts`, folder);
  [tarball = ''] = readdirSync(folder);
});

test('three commands lead from a new app to a reviewed plan', () => {
  type(`npx --yes --package ./${tarball} cluster-restore init app --vendor zilliz`, folder);
  const app = join(folder, 'app');
  // As `npm install` does once this version is in the registry.
  type(`npm install --no-audit --no-fund ../${tarball}`, app);
  type('npx cdktf synth', app);
  expect(type('npx cluster-restore plan', app)).toContain('creates cluster “articles-staging”');

  const json = readFileSync(join(app, 'cdktf.out', 'stacks', 'staging', 'cdk.tf.json'), 'utf8');
  expect(json).toContain('"path": "../../../state/staging.tfstate"');
  const check = 'npx cluster-restore check --policy restore-policy.json --fail-on destructive';
  expect(type(check, app)).toContain('check passed');
  expect(type('npm test', app)).toContain('# pass 1');
  expect(type('npx tsc', app)).toBe('');
});

test('the app of the other vendor synthesises too, and its test passes', () => {
  // The programs that npx runs, without the half second that it takes: the first app has shown that it finds them.
  const bin = '../app/node_modules/.bin';
  type(`app/node_modules/.bin/cluster-restore init roll-back --vendor cockroach`, folder);
  const app = join(folder, 'roll-back');
  symlinkSync('../app/node_modules', join(app, 'node_modules'), 'junction');
  // The command that `cdktf synth` runs: the first app has shown that it does.
  const settings = JSON.parse(readFileSync(join(app, 'cdktf.json'), 'utf8')) as { app: string };
  type(settings.app, app);
  expect(type(`${bin}/cluster-restore check --policy restore-policy.json`, app)).toContain(
    'check passed',
  );
  expect(type(`${bin}/cluster-restore plan`, app)).toContain(
    '2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827',
  );
  expect(type('npm test', app)).toContain('# pass 1');
  expect(type(`${bin}/tsc`, app)).toBe('');
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

test('a project that has installed the packed tarball synthesises a stack, and has the command line', () => {
  const project = newFolder('consumer');
  symlinkSync(join(folder, 'app/node_modules'), join(project, 'node_modules'), 'junction');
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
