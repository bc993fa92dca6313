import { describePassword } from '../../src/review/model/password';

const FILE = 'stacks/search/cdk.tf.json';
const MACHINE = 'on the machine that runs Terraform';

test.each([
  ['password', `\`password\`, relative to \`stacks/search\` of the output, ${MACHINE}`],
  ['../../password', `\`../../password\`, relative to \`stacks/search\` of the output, ${MACHINE}`],
  ['/run/secrets/password', `\`/run/secrets/password\` ${MACHINE}`],
  ['C:\\secrets\\password', `\`C:\\secrets\\password\` ${MACHINE}`],
  [{ $env: 'PATH_OF_IT' }, `\`{"$env":"PATH_OF_IT"}\` ${MACHINE}`],
])('a reviewer learns where the file %j is', (path, where) => {
  expect(describePassword({ kind: 'file', path }, FILE)).toBe(`written once to the file ${where}`);
});

test('no argument of a command is shown, because it may be a secret', () => {
  expect(describePassword({ kind: 'command', argv: ['vault', 'write', 'x'] }, FILE)).toBe(
    'passed once to the program `vault` with 2 arguments, on standard input',
  );
});
