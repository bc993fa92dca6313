import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '..', '..');
const WORKFLOW = join(ROOT, 'examples', 'restore-drill', 'drill.yml');
const VALIDATOR = join(ROOT, 'node_modules', '@action-validator', 'cli', 'cli.mjs');

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
}

const { jobs } = parse(readFileSync(WORKFLOW, 'utf8')) as { jobs: { drill: { steps: Step[] } } };
const { steps } = jobs.drill;

test('the workflow of the drill is accepted by action-validator', () => {
  expect(() =>
    execFileSync(process.execPath, [VALIDATOR, WORKFLOW], { stdio: 'pipe' }),
  ).not.toThrow();
});

test('after the drill every step runs whatever happened, and the first one drops what is left', () => {
  const at = steps.findIndex(({ run = '' }) => run.includes('terraform apply'));
  const after = steps.slice(at + 1);
  expect(after.map((step) => step.if)).toEqual(after.map(() => 'always()'));
  expect(after[0]?.run).toContain('terraform destroy');
});

test('the shell of each step is what a shell can read', () => {
  for (const { run } of steps) {
    if (run !== undefined) execFileSync('bash', ['-n', '-c', run], { stdio: 'pipe' });
  }
});
