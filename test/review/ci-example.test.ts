import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPolicy } from '../../src/review/policy/read';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const WORKFLOW = join(ROOT, 'examples', 'ci', 'restore-review.yml');
const VALIDATOR = join(ROOT, 'node_modules', '@action-validator', 'cli', 'cli.mjs');

test('the workflow is accepted by action-validator', () => {
  expect(() =>
    execFileSync(process.execPath, [VALIDATOR, WORKFLOW], { stdio: 'pipe' }),
  ).not.toThrow();
});

test('action-validator would refuse a misspelt key', () => {
  const broken = join(newFolder('workflow'), 'broken.yml');
  writeFileSync(broken, readFileSync(WORKFLOW, 'utf8').replace('runs-on:', 'run-on:'));
  expect(spawnSync(process.execPath, [VALIDATOR, broken]).status).not.toBe(0);
});

test('the policy beside it is one', () => {
  const file = join(ROOT, 'examples', 'ci', 'restore-policy.json');
  expect(readPolicy('restore-policy.json', readFileSync(file, 'utf8')).requireOwner).toBe(true);
});

test('every option that the workflow uses exists', async () => {
  const [, ...calls] = readFileSync(WORKFLOW, 'utf8').split('npx cluster-restore ');
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['diff', 'diff', 'check']);
  for (const call of calls) {
    const [own = ''] = call.split(/\n\s*(?:- |cat |gh )/);
    const help = (await cli([own.split(' ')[0] ?? '', '--help'])).out;
    for (const [option] of own.matchAll(/--[a-z-]+/g)) expect(help).toContain(option);
  }
});

test('no text of a pull request reaches a shell', () => {
  const runs = readFileSync(WORKFLOW, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(#|if:|group:|LEVEL:|GH_TOKEN:|NUMBER:)/.test(line));
  expect(runs.join('\n')).not.toContain('${{');
});
