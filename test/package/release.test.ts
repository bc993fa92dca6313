import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { newFolder } from '../support/terraform';
import { Project } from './support/project';

const ROOT = join(__dirname, '..', '..');
const WORKFLOWS = join(ROOT, '.github', 'workflows');
const VALIDATOR = join(ROOT, 'node_modules', '@action-validator', 'cli', 'cli.mjs');
const read = (name: string) => readFileSync(join(WORKFLOWS, name), 'utf8');
const engines = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).engines.node as string;

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly strategy?: { readonly matrix: { readonly node: readonly string[] } };
        readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}
const workflow = (name: string) => parse(read(name)) as Workflow;
const runsOf = (name: string) =>
  Object.values(workflow(name).jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => (run === undefined ? [] : [run])),
  );

describe.each(readdirSync(WORKFLOWS))('.github/workflows/%s', (name) => {
  test('is accepted by action-validator, which refuses a misspelt key', () => {
    execFileSync(process.execPath, [VALIDATOR, join(WORKFLOWS, name)], { stdio: 'pipe' });
    const broken = join(newFolder('workflow'), name);
    writeFileSync(broken, read(name).replace('runs-on:', 'run-on:'));
    expect(spawnSync(process.execPath, [VALIDATOR, broken]).status).not.toBe(0);
  });

  test('may only read, but for the job that publishes', () => {
    expect(workflow(name).permissions).toEqual({ contents: 'read' });
  });

  test('puts no text of an event into a shell', () => {
    expect(runsOf(name).length).toBeGreaterThan(0);
    for (const run of runsOf(name)) expect(run).not.toContain('${{');
  });
});

test('CI runs its entry on the oldest Node.js that is supported, and on the later lines', () => {
  const { matrix } = workflow('ci.yml').jobs.all?.strategy ?? {};
  expect(matrix?.node).toEqual([engines.replace('>=', ''), '22', '24']);
  expect(runsOf('ci.yml')).toEqual(['.ci/run']);
});

test('a release is published after all checks, with provenance and without a stored token', () => {
  const runs = runsOf('release.yml');
  const check = runs.indexOf('.ci/run');
  const publish = runs.findIndex((run) => run.includes('npm publish'));
  expect(check).toBeGreaterThan(0);
  expect(publish).toBeGreaterThan(check);
  for (const before of ['node scripts/release.mjs "$GITHUB_REF_NAME"', 'node scripts/api-diff.mjs'])
    expect(runs.slice(0, publish)).toContain(before);
  expect(runs.find((run) => run.startsWith('gh release create'))).toContain('lib/sbom.cdx.json');
  expect(runs[publish]).toContain('--provenance');
  expect(workflow('release.yml').jobs.publish?.permissions).toMatchObject({ 'id-token': 'write' });
  expect(read('release.yml')).not.toContain('secrets.');
});

test('the package of each framework is packed and published, and a failed publish ends the job', () => {
  const pack = 'if [ "$1" = pack ]; then touch "$RUNNER_TEMP/$(basename -- "$2").tgz"; fi';
  const project = new Project().standIn(['npm'], pack);
  const shell = (what: string, env: NodeJS.ProcessEnv = {}) => {
    const run = runsOf('release.yml').find((text) => text.includes(what)) ?? '';
    const variables = { RUNNER_TEMP: project.folder, ...env };
    const { status } = project.run('/bin/bash', ['-e', '-c', run], variables);
    return { status, commands: project.commands() };
  };
  expect(shell('npm pack')).toEqual({
    status: 0,
    commands: [
      `npm pack --pack-destination ${project.folder}`,
      'npm run build:cdktn',
      `npm pack ./dist/cdktn-cluster-restore --pack-destination ${project.folder}`,
    ],
  });
  const commands = ['--pack-destination', 'cdktn-cluster-restore'].map(
    (name) => `npm publish ${project.folder}/${name}.tgz --provenance --access public`,
  );
  expect(shell('npm publish')).toEqual({ status: 0, commands });
  expect(shell('npm publish', { FAIL: commands[0] }).status).toBe(3);
});

describe('a release', () => {
  const CHANGES = '# Changelog\n\n## 1.2.3\n\nDoes it restore again? No.\n\n## 1.2.2\n\nOld.\n';
  const release = (tag: string, changelog = CHANGES) => {
    const project = new Project('scripts/release.mjs');
    project.write('package.json', '{ "version": "1.2.3" }');
    project.write('CHANGELOG.md', changelog);
    const args = ['scripts/release.mjs', ...(tag === '' ? [] : [tag])];
    const { status, stdout, stderr } = project.run(process.execPath, args);
    return { status, said: stdout + stderr };
  };

  test('whose tag, version and changelog agree continues', () => {
    expect(release('v1.2.3')).toEqual({ status: 0, said: '' });
  });

  test.each([
    ['v1.2.4', CHANGES, 'the tag is v1.2.4 and package.json says 1.2.3: push the tag v1.2.3'],
    ['1.2.3', CHANGES, 'the tag is 1.2.3 and package.json says 1.2.3: push the tag v1.2.3'],
    ['', CHANGES, 'the tag is missing and package.json says 1.2.3: push the tag v1.2.3'],
    [
      'v1.2.3',
      CHANGES.replace('1.2.3', 'Unreleased'),
      'CHANGELOG.md has nothing under "## 1.2.3": turn "Unreleased" into it',
    ],
    [
      'v1.2.3',
      CHANGES.replace('Does it restore again? No.', 'Faster.'),
      'CHANGELOG.md does not answer "Does it restore again?" for 1.2.3: add that line',
    ],
  ])('of the tag "%s" with a changelog %# is refused', (tag, changelog, line) => {
    expect(release(tag, changelog)).toEqual({ status: 1, said: `${line}\n` });
  });
});

describe('the public API of a release', () => {
  const compare = (
    npm: string,
    npx: string,
    changelog = '# Changelog\n\n## 0.2.0\n\n- Faster.\n',
  ) => {
    const project = new Project('scripts/api-diff.mjs').standIn(['npm'], npm).standIn(['npx'], npx);
    project.write('package.json', '{ "name": "cdktf-cluster-restore", "version": "0.2.0" }');
    project.write('CHANGELOG.md', changelog);
    const { status, stdout, stderr } = project.run(process.execPath, ['scripts/api-diff.mjs']);
    return { status, said: (stdout + stderr).trim(), commands: project.commands() };
  };

  test('is compared with the version that was published last', () => {
    expect(compare('echo 0.1.0', '').commands).toEqual([
      'npm view cdktf-cluster-restore version',
      expect.stringMatching(/^npx --yes jsii-diff@[\d.]+ npm:cdktf-cluster-restore@0\.1\.0 \.$/),
    ]);
    expect(compare('echo 0.1.0', '')).toMatchObject({ status: 0, said: '' });
  });

  test('may break users only where the changelog says so', () => {
    expect(compare('echo 0.1.0', 'exit 1')).toMatchObject({
      status: 1,
      said: 'The API of 0.2.0 breaks users of 0.1.0: keep it, or add a line "- Breaking: …" under "## 0.2.0" in CHANGELOG.md',
    });
    const told = '# Changelog\n\n## 0.2.0\n\n- Breaking: no `cuSize`.\n';
    expect(compare('echo 0.1.0', 'exit 1', told).status).toBe(0);
    const older = `# Changelog\n\n## 0.2.0\n\n- Faster.\n${told.slice(11).replace('0.2.0', '0.1.0')}`;
    expect(compare('echo 0.1.0', 'exit 1', older).status).toBe(1);
  });

  describe('is compared by jsii-diff itself', () => {
    const TYPE = 'cdktf-cluster-restore.zilliz.RestoredClusterProps';
    interface Assembly {
      types: Record<string, { properties: { name: string }[] }>;
    }
    /** This version, with other props of one construct. */
    const built = (change: (props: { name: string }[]) => { name: string }[]) => {
      const folder = newFolder('api-diff');
      const assembly = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as Assembly;
      const type = assembly.types[TYPE];
      if (type === undefined) throw new Error(`the API has no ${TYPE}`);
      type.properties = change(type.properties);
      writeFileSync(join(folder, '.jsii'), JSON.stringify(assembly));
      copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
      return folder;
    };
    const compareWith = (folder: string) => {
      const args = [join(ROOT, 'scripts', 'api-diff.mjs'), folder];
      const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: 'true' };
      return spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
    };

    test('a new optional prop breaks nobody', () => {
      const { status } = compareWith(
        built((all) => all.filter(({ name }) => name !== 'uniqueName')),
      );
      expect(status).toBe(0);
    });

    test('a prop that is gone does', () => {
      const folder = built(([first, ...rest]) => [
        { ...first, name: 'formerProp', optional: true } as { name: string },
        ...(first === undefined ? [] : [first]),
        ...rest,
      ]);
      const { status, stdout, stderr } = compareWith(folder);
      expect(stdout + stderr).toContain('RestoredClusterProps.formerProp: has been removed');
      expect(stderr).toContain(`breaks users of ${folder}: keep it, or add a line "- Breaking: …"`);
      expect(status).toBe(1);
    });
  });

  test('of the first release has nothing to be compared with; a registry without a response stops it', () => {
    expect(compare('echo "npm error code E404" >&2; exit 1', 'exit 1')).toMatchObject({
      status: 0,
      said: 'cdktf-cluster-restore was not published yet: nothing to compare',
    });
    expect(compare('echo "npm error code ECONNRESET" >&2; exit 1', '')).toMatchObject({
      status: 1,
      said: 'npm view cdktf-cluster-restore failed, so that nothing can be compared:\nnpm error code ECONNRESET',
    });
  });
});

test('dependabot keeps to what the package supports', () => {
  const { updates } = parse(readFileSync(join(ROOT, '.github', 'dependabot.yml'), 'utf8')) as {
    updates: { 'package-ecosystem': string; ignore?: { 'dependency-name': string }[] }[];
  };
  expect(updates.map((one) => one['package-ecosystem'])).toEqual(['npm', 'github-actions']);
  const held = updates[0]?.ignore?.map((one) => one['dependency-name']);
  expect(held).toEqual(expect.arrayContaining(['cdktf', 'constructs', 'typescript']));
});
