import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { RUNNER_PATH } from '../../src/spec/runner-path';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { firstVersion, secondVersion } from './app';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'platforms.md'), 'utf8');

/** The YAML of a section of the page. */
function recipe(title: string): unknown {
  const [, section = ''] = page.split(`\n## ${title}\n`);
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(section) ?? [];
  return parse(yaml);
}

/** A repository whose base branch has the first version as its output, and its working tree the second. */
const repo = newFolder('recipes');
const base = newFolder('recipes-base');
beforeAll(() => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
      cwd: repo,
      stdio: 'pipe',
    });
  git('init', '--initial-branch', 'main');
  writeFileSync(join(repo, 'restore-policy.json'), '{"version": 1, "requireOwner": true}');
  firstVersion(join(repo, 'cdktf.out'));
  cpSync(join(repo, 'cdktf.out'), join(base, 'cdktf.out'), { recursive: true });
  cpSync(join(repo, 'cdktf.out'), join(repo, 'linked.out'), { recursive: true });
  const runner = join(repo, 'linked.out', 'stacks', 'orders', RUNNER_PATH);
  rmSync(runner);
  symlinkSync('elsewhere.cjs', runner);
  git('add', '--all');
  git('commit', '--message', 'version');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  git('fetch', '.', 'HEAD');
  secondVersion(join(repo, 'cdktf.out'));
  writeFileSync(join(repo, 'restore-policy.json'), '{"version": 1}');
});

interface Ended {
  readonly command: string;
  readonly code: number;
  readonly errors: readonly string[];
  readonly out: string;
}

/** Runs what the lines have of our commands, with the variables of a platform; their output goes where they say. */
async function ran(
  lines: readonly string[],
  variables: Readonly<Record<string, string>>,
  cwd = repo,
): Promise<Ended[]> {
  const ends: Ended[] = [];
  for (const line of lines) {
    const [, own] = /^(?:npx )?cluster-restore (.*)$/.exec(line) ?? [];
    if (own === undefined) continue;
    const [words = '', file] = own
      .replace(/\$(\w+)/g, (_all, name: string) => variables[name] ?? `no variable ${name}`)
      .split(' > ');
    const args = words.split(' ').map((word) => word.replaceAll('"', ''));
    const { out, errors, code } = await cli(args, { cwd });
    if (file !== undefined) writeFileSync(join(cwd, file), out);
    ends.push({ command: args[0] ?? '', code, errors, out });
  }
  return ends;
}

describe('the job of GitLab', () => {
  const job = (
    recipe('GitLab') as {
      'restore-review': {
        script: string[];
        variables: Record<string, string>;
        artifacts: { when: string; reports: Record<'codequality' | 'junit', string> };
      };
    }
  )['restore-review'];

  test('writes both reports, and fails on what is erased and on the policy of the base branch', async () => {
    expect(job.script.every((line) => typeof line === 'string')).toBe(true);
    const ends = await ran(job.script, { ...job.variables, BASE: base });
    expect(ends.map(({ command, code, errors }) => [command, code, errors])).toEqual([
      ['plan', 0, []],
      ['check', 1, []],
    ]);
    const { codequality, junit } = job.artifacts.reports;
    const entries = JSON.parse(readFileSync(join(repo, codequality), 'utf8'));
    expect(entries[0].location.path).toMatch(/^cdktf\.out\/stacks\//);
    const xml = readFileSync(join(repo, junit), 'utf8');
    expect(xml).toMatch(/^<\?xml .*\n<testsuites name="cluster-restore"/);
    expect(xml).toContain('[APPROVAL]');
    expect(xml).toContain('[POLICY_REQUIRE_OWNER]');
    // A job that fails is the one whose reports somebody must see.
    expect(job.artifacts.when).toBe('always');
  });

  test('asks for no approval with the level that a maintainer sets', async () => {
    await ran(job.script, { LEVEL: 'never', BASE: base });
    const xml = readFileSync(join(repo, job.artifacts.reports.junit), 'utf8');
    expect(xml).not.toContain('[APPROVAL]');
    expect(xml).toContain('[POLICY_REQUIRE_OWNER]');
  });
});

describe('the workflow of Atlantis', () => {
  const { workflows, repos } = recipe('Atlantis') as {
    repos: { workflow: string; apply_requirements: string[] }[];
    workflows: Record<string, { plan: { steps: (string | { run: string })[] } }>;
  };
  const [first] = repos;
  const steps = workflows[first?.workflow ?? '']?.plan.steps ?? [];
  const cwd = join(repo, 'cdktf.out', 'stacks', 'orders');
  const variables = {
    BASE_BRANCH_NAME: 'main',
    PROJECT_NAME: 'orders',
    SHOWFILE: join(repo, 'orders.json'),
  };

  test('shows the changes after the plan, and fails on what the check objects to', async () => {
    expect(steps.slice(0, 2)).toEqual(['init', 'plan']);
    expect(first?.apply_requirements).toContain('approved');
    writeFileSync(variables.SHOWFILE, '{"format_version": "1.2"}');
    const lines = steps.flatMap((step) => (typeof step === 'string' ? [] : [step.run]));
    const [diff, check] = await ran(lines, variables, cwd);
    expect(diff).toMatchObject({ command: 'diff', code: 0, errors: [] });
    expect(diff?.out).toContain('orders/clone');
    expect(check).toMatchObject({ command: 'check', code: 1, errors: [] });
    expect(check?.out).toContain('[POLICY_REQUIRE_OWNER]');
    expect(check?.out).not.toContain('[APPROVAL]');
  });

  test('finds a link in a committed output, as from the root of the repository', async () => {
    const found = async (folder: string) => {
      const args = ['plan', 'origin/main:linked.out', '--format', 'gitlab'];
      const entries = JSON.parse((await cli(args, { cwd: folder })).out) as {
        check_name: string;
        description: string;
      }[];
      return entries.filter(({ description }) => description.includes('symbolic link'));
    };
    expect(await found(repo)).toHaveLength(1);
    expect(await found(cwd)).toEqual(await found(repo));
  });
});
