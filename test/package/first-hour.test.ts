import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
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

const folder = newFolder('first-hour');
let tarball = '';
beforeAll(() => {
  type(`npm pack ${ROOT} --silent --ignore-scripts`, folder);
  [tarball = ''] = readdirSync(folder);
});

const init = (app: string, vendor: string) =>
  type(`npx --yes --package ./${tarball} cluster-restore init ${app} --vendor ${vendor}`, folder);

test('three commands lead from a new app to a reviewed plan', () => {
  init('app', 'zilliz');
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
  init('roll-back', 'cockroach');
  const app = join(folder, 'roll-back');
  symlinkSync('../app/node_modules', join(app, 'node_modules'), 'junction');
  // The command that `cdktf synth` runs: the first app has shown that it does.
  const settings = JSON.parse(readFileSync(join(app, 'cdktf.json'), 'utf8')) as { app: string };
  type(settings.app, app);
  expect(type('npx cluster-restore check --policy restore-policy.json', app)).toContain(
    'check passed',
  );
  expect(type('npx cluster-restore plan', app)).toContain('2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827');
  expect(type('npm test', app)).toContain('# pass 1');
  expect(type('npx tsc', app)).toBe('');
});
