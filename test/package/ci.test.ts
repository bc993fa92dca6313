import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './support/project';

const PROGRAMS = ['node', 'npm', 'terraform'];
/** The entry of CI, in a project whose programs are stand-ins; `dirname` is what the entry itself needs. */
const entry = () => {
  const project = new Project('.ci/run').standIn(PROGRAMS);
  project.standIn(['npm'], 'echo "without=$CHECK_WITHOUT_TESTS" >> commands.log');
  return project;
};
const run = (project: Project, env: NodeJS.ProcessEnv = {}) =>
  project.run('/bin/bash', ['.ci/run'], env);

test('runs the tests, then all other checks', () => {
  const project = entry();
  expect(run(project).status).toBe(0);
  expect(project.commands()).toEqual(['npm test', 'without=', 'npm run check', 'without=1']);
});

test('fails when a test fails, and checks nothing else', () => {
  const project = entry();
  expect(run(project, { FAIL: 'npm test' }).status).toBe(3);
  expect(project.commands()).toEqual(['npm test']);
});

test('fails when another check fails', () => {
  expect(run(entry(), { FAIL: 'npm run check' }).status).toBe(3);
});

test('is the same from every folder', () => {
  const project = entry();
  const { status } = project.run('/bin/bash', ['-c', 'cd / && exec "$OLDPWD/.ci/run"']);
  expect(status).toBe(0);
  expect(project.commands()).toHaveLength(4);
});

test.each(PROGRAMS)('without %s it says so in one line, and fails', (program) => {
  const project = entry();
  rmSync(join(project.stands, program));
  // Programs of this machine must not stand in for the one that is missing.
  const path = new Project().standIn(['dirname'], 'echo .ci').stands;
  const { status, stdout, stderr } = run(project, { PATH: `${project.stands}:${path}` });
  expect(stdout + stderr).toMatch(new RegExp(`^${program} is not on the PATH: install it .*\n$`));
  expect(status).toBe(1);
  expect(project.commands()).toEqual([]);
});
