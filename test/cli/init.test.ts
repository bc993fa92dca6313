import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { frameworkNote, requireNode } from '../../src/cli/init';
import { newFolder } from '../support/terraform';
import { cli } from './cli';

const ROOT = join(__dirname, '..', '..');
const PATH = newFolder('bin');
writeFileSync(join(PATH, 'terraform'), '');
const env = { PATH };

const init = (cwd: string, ...args: string[]) => cli(['init', ...args], { cwd, env });

test.each(['zilliz', 'cockroach'])(
  'writes an app for %s, and says what comes next',
  async (vendor) => {
    const cwd = newFolder('init');
    const { out, errors, code } = await init(cwd, 'restores', '--vendor', vendor);
    expect({ errors, code }).toEqual({ errors: [], code: 0 });
    expect(out.split('\n').slice(1)).toEqual([
      'Next:',
      '  cd restores',
      '  npm install',
      '  npx cdktf synth',
      '  npx cluster-restore plan',
      '',
    ]);
    const app = join(cwd, 'restores');
    expect(readdirSync(app).sort()).toEqual([
      '.github',
      '.gitignore',
      'cdktf.json',
      'main.ts',
      'package.json',
      'restore-policy.json',
      'stack.test.ts',
      'stack.ts',
      'tsconfig.json',
    ]);
    expect(readFileSync(join(app, 'stack.ts'), 'utf8')).toContain(`new ${vendor}.RestoredCluster(`);
    expect(JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'))).toMatchObject({
      name: 'restores',
      dependencies: { cdktf: '^0.21.0', '@cdktf/provider-null': '^11.0.1' },
      devDependencies: { 'cdktf-cli': '^0.21.0', typescript: '~5.9.3' },
    });
  },
);

test('in a folder of a repository it says where GitHub reads the workflow, which names the folder', async () => {
  const cwd = newFolder('init');
  mkdirSync(join(cwd, '.git'));
  const folder = "teams/o'neil/restores";
  const { out, errors } = await init(cwd, folder);
  expect(errors).toEqual([
    `GitHub reads workflows only at the root of the repository, which is ${cwd}: move ${folder}/.github/workflows/restore-review.yml to its .github/workflows.`,
  ]);
  expect(out).toContain("\n  cd 'teams/o'\\''neil/restores'\n");
  const workflow = readFileSync(join(cwd, folder, '.github/workflows/restore-review.yml'), 'utf8');
  expect(parse(workflow)).toMatchObject({ env: { APP: folder } });
});

test('what Terraform and the runner leave in the folder is ignored by git', async () => {
  const cwd = newFolder('init');
  await init(cwd, 'restores');
  expect(readFileSync(join(cwd, 'restores/.gitignore'), 'utf8').split('\n')).toEqual(
    expect.arrayContaining(['/cdktf.out/', '/state/', '/.cluster-restore/', '/secrets/']),
  );
});

test('a folder with a repository and nothing else counts as empty', async () => {
  const cwd = newFolder('init');
  mkdirSync(join(cwd, '.git'));
  expect((await init(cwd, '--name', 'restores')).code).toBe(0);
});

test('a folder that is not empty is left as it is', async () => {
  const cwd = newFolder('init');
  writeFileSync(join(cwd, 'main.ts'), 'mine');
  expect(await init(cwd, '--name', 'restores')).toEqual({
    out: '',
    errors: ['.: must be an empty folder, but contains "main.ts". Name a new folder.'],
    code: 2,
  });
  expect(readdirSync(cwd)).toEqual(['main.ts']);
  expect(readFileSync(join(cwd, 'main.ts'), 'utf8')).toBe('mine');
});

test('a file in the place of the folder is named', async () => {
  const cwd = newFolder('init');
  writeFileSync(join(cwd, 'restores'), '');
  expect((await init(cwd, 'restores')).errors).toEqual([
    'restores: must be a folder that can be read (ENOTDIR). Name another.',
  ]);
});

test.each([
  [['Restores'], 'the name of the folder', 'Restores'],
  [['a b'], 'the name of the folder', 'a b'],
  [['restores', '--name', '.hidden'], '--name', '.hidden'],
  [['restores', '--name', 'node_modules'], '--name', 'node_modules'],
])(
  'a name that npm refuses is refused before anything is written: %j',
  async (args, where, got) => {
    const cwd = newFolder('init');
    expect(await init(cwd, ...args)).toEqual({
      out: '',
      errors: [
        `${where}: must be a name for npm (lower case letters, digits, "-", "." and "_"), got ${JSON.stringify(got)}. Give another with --name.`,
      ],
      code: 2,
    });
    expect(readdirSync(cwd)).toEqual([]);
  },
);

test('a vendor that does not exist is refused with those that do', async () => {
  const { errors, code } = await init(newFolder('init'), 'restores', '--vendor', 'milvus');
  expect({ errors, code }).toEqual({
    errors: [
      "option '--vendor <vendor>' argument 'milvus' is invalid. Allowed choices are zilliz, cockroach.",
    ],
    code: 2,
  });
});

test('a folder that cannot be made is refused at once', async () => {
  const { errors, code } = await init('/', '/proc/none');
  expect({ errors, code }).toEqual({
    errors: [
      '/proc/none/package.json: cannot be written (ENOENT). Name a folder that you may write.',
    ],
    code: 2,
  });
});

test('a missing Terraform is said once the app is written', async () => {
  const cwd = newFolder('init');
  const { errors, code } = await cli(['init', 'restores'], { cwd, env: { PATH: cwd } });
  expect({ errors, code }).toEqual({
    errors: [
      'terraform is not on the PATH: synth and plan work without it. Install Terraform 1.5 or newer before you apply.',
    ],
    code: 0,
  });
});

test.each(['20.19.0', '22.0.0', '24.1.0'])('Node.js %s is new enough', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

test('that the command line of CDK Terrain needs a newer one is reported, and is in package.json', async () => {
  const terrain = readFileSync(join(ROOT, 'terrain/src/cli/framework-node.ts'), 'utf8');
  const [, oldest = ''] = /FRAMEWORK_NODE = '([\d.]+)'/.exec(terrain) ?? [];
  expect(frameworkNote('22.18.0', oldest)).toBe(
    'cdktf-cli needs Node.js 22.19 or newer, got 22.18.0. Install a newer release before you run "npx cdktf synth".',
  );
  expect(frameworkNote('22.19.0', oldest)).toBeUndefined();
  expect(frameworkNote('20.19.0')).toBeUndefined();
  const cwd = newFolder('init');
  await init(cwd, 'restores');
  expect(JSON.parse(readFileSync(join(cwd, 'restores/package.json'), 'utf8')).engines).toEqual({
    node: '>=20.19',
  });
});

test.each(['20.18.3', '18.20.0'])('Node.js %s is refused', (version) => {
  expect(() => requireNode(version)).toThrow(
    `Node.js must be 20.19 or newer, got ${version}. Install a newer release.`,
  );
});
