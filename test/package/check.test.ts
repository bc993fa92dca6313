import { Project } from './support/project';

const PROGRAMS = ['biome', 'depcruise', 'tsc', 'node', 'knip', 'publint', 'attw', 'jest'];
const project = new Project('scripts/check.mjs').standIn(PROGRAMS);
project.standIn(['npm'], 'echo > "$4/package.tgz"');
const check = (env: NodeJS.ProcessEnv = {}) =>
  project.run(process.execPath, ['scripts/check.mjs'], env);
const verdictsOf = (output: string) => output.match(/^(ok|FAILED) /gm) ?? [];

/** Folders of tarballs differ from run to run. */
const shown = (command: string) => command.replace(/\S*cluster-restore-pack-\S*/, '<tarball>');

const whole = check();
const commands = project.commands();

test('a check in which all parts hold says so for each, and succeeds', () => {
  expect({ status: whole.status, stderr: whole.stderr }).toEqual({ status: 0, stderr: '' });
  expect(commands.length).toBeGreaterThan(8);
  expect(verdictsOf(whole.stdout)).toEqual(Array(commands.length + 1).fill('ok '));
  expect(whole.stdout).toContain(`all ${commands.length} parts hold\n`);
});

/** Rows of parts run side by side, so that only the order within each is certain. */
const sorted = (all: readonly string[]) => all.map(shown).sort();

test('a check runs lint, types, generated files, package checks and, at the end, every test', () => {
  expect(commands.at(-1)).toBe('jest --silent');
  expect(sorted(commands)).toEqual(
    sorted([
      'biome ci --error-on-warnings --colors=off',
      'depcruise src --output-type err',
      'tsc -p tsconfig.test.json',
      'node scripts/api.mjs --check',
      'node scripts/rules.mjs --check',
      'node scripts/lock.mjs --check',
      'knip',
      'jest --config jest.terrain.config.cjs --silent',
      'node scripts/languages.mjs',
      'node scripts/site.mjs',
      'jest --config jest.site.config.cjs --silent',
      'npm pack --silent --pack-destination <tarball>',
      'publint --strict <tarball>',
      'attw <tarball> --exclude-entrypoints ./.jsii',
      'jest --silent',
    ]),
  );
});

test('what looks at a package or a site follows what makes it', () => {
  const order = commands.map((command) => command.split(' ').slice(0, 3).join(' '));
  const isBefore = (first: string, then: string) =>
    order.includes(first) && order.indexOf(first) < order.indexOf(then);
  expect(isBefore('node scripts/site.mjs', 'jest --config jest.site.config.cjs')).toBe(true);
  for (const looks of ['publint', 'attw']) {
    const nth = order.findIndex((command) => command.startsWith(looks));
    expect(nth).toBeGreaterThan(order.indexOf('npm pack --silent'));
  }
});

const programs = [...new Set(commands.map((command) => command.split(' ')[0] ?? ''))];

// Tarballs are in folders with their own name in each run: those commands fail by their program.
test.each(programs)('a check fails when %s fails, shows its output and continues', (program) => {
  const broken = new Project('scripts/check.mjs').standIn(PROGRAMS);
  broken.standIn(['npm'], 'echo > "$4/package.tgz"');
  broken.standIn([program], 'echo "broken part"; exit 3');
  const { status, stdout } = broken.run(process.execPath, ['scripts/check.mjs']);
  expect(status).toBe(1);
  const failed = commands.filter((command) => command.split(' ')[0] === program).length;
  expect(stdout.match(/^FAILED .*\nbroken part$/gm)).toHaveLength(failed);
  expect(stdout).toMatch(
    new RegExp(`^FAILED +[\\d.]+ s {2}${failed} of ${commands.length} parts failed`, 'm'),
  );
  expect(broken.commands()).toHaveLength(commands.length);
});

test('a check without its tests is for a caller that ran them, and has all other parts', () => {
  expect(check({ CHECK_WITHOUT_TESTS: '1' }).status).toBe(0);
  expect(sorted(project.commands())).toEqual(sorted(commands.slice(0, -1)));
  check({ CHECK_WITHOUT_TESTS: '0' });
  expect(sorted(project.commands())).toEqual(sorted(commands));
});
