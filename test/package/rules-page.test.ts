import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './support/project';

const MARK = '<!-- From here on `npm run docs` writes this page, from the rules in src/. -->';
const VENDORS = `
const rule = (id, severity, more) => ({ id, severity, holds: 'A | B', remedy: 'Do', source: 'page', certainty: 'ours', ...more });
const late = rule('NORTH_LATE', 'warning');
const early = rule('NORTH_EARLY', 'error', { otherSeverities: ['unchecked'] });
exports.vendors = [{ definition: {
  title: 'North Cloud',
  operations: { one: { rules: [late, early] }, two: { rules: [late] } },
  settings: { three: { rules: [early] } },
  shapeRules: [rule('NORTH_ID', 'error')],
} }];
`;
const PAGE = `# Rules

By hand.

${MARK}

## North Cloud

| Rule | Severity | What holds | What to do | Source | Certainty |
| --- | --- | --- | --- | --- | --- |
| NORTH_EARLY | error, unchecked | A \\| B | Do | page | ours |
| NORTH_LATE | warning | A \\| B | Do | page | ours |
| NORTH_ID | error | A \\| B | Do | page | ours |

## Every vendor

| Rule | Severity | What holds | What to do | Where | Page |
| --- | --- | --- | --- | --- | --- |
| OURS | error | A \\| B | Do | synth | [review.md](review.md#a) |
`;
const OWN = `exports.ownRules = [
  { id: 'OURS', severity: 'error', holds: 'A | B', remedy: 'Do', where: 'synth', page: 'review.md#a' },
];`;

function projectWith(page: string): Project {
  const project = new Project('scripts/rules.mjs');
  project.write('src/vendors.js', VENDORS);
  project.write('src/review/model/own-rules.js', OWN);
  project.write('docs/rules.md', page);
  const modules = join(__dirname, '..', '..', 'node_modules', 'esbuild');
  symlinkSync(modules, join(project.folder, 'node_modules', 'esbuild'), 'junction');
  return project;
}

const rules = (project: Project, ...args: string[]) =>
  project.run(process.execPath, ['scripts/rules.mjs', ...args]);
const pageOf = (project: Project) => readFileSync(join(project.folder, 'docs/rules.md'), 'utf8');

test('each rule of a vendor has one row, by its id, those of shape last', () => {
  const project = projectWith(`# Rules\n\nBy hand.\n\n${MARK}\n\nold rows\n`);
  expect(rules(project).status).toBe(0);
  expect(pageOf(project)).toBe(PAGE);
});

test('a page that is that of the rules passes the check', () => {
  expect(rules(projectWith(PAGE), '--check').status).toBe(0);
});

test('a page that is not that of the rules fails the check, and is left as it is', () => {
  const project = projectWith(PAGE.replace('unchecked', 'warning'));
  const { status, stderr } = rules(project, '--check');
  expect(stderr).toBe(
    'docs/rules.md is not that of the rules: run `npm run docs` and read what changed.\n',
  );
  expect(status).toBe(1);
  expect(pageOf(project)).toContain('error, warning');
});

test('the page of this package is that of its rules', () => {
  const root = join(__dirname, '..', '..');
  const script = join(root, 'scripts', 'rules.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
