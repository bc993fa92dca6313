import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { drillOfAMonth } from '../support/drills';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const WORKFLOW = join(ROOT, 'examples', 'restore-drill', 'drill.yml');
const PROGRAM = join(ROOT, 'lib', 'bin', 'cluster-restore.cjs');
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

describe('its shells, in a repository', () => {
  /** Runs every step as GitHub does, with stand-ins for npm, cdktf and terraform; `apply` is what the drill does. */
  function job(apply: string) {
    const folder = newFolder('drill-workflow');
    const [repo, bin, remote] = ['repo', 'bin', 'remote.git'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const each of [repo, bin]) mkdirSync(each);
    const program = (name: string, text: string) =>
      writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${text}\n`, { mode: 0o755 });
    program('npm', 'true');
    program(
      'npx',
      `if [ "$1" = cluster-restore ]; then shift; exec "${process.execPath}" "${PROGRAM}" "$@"; fi
       echo "month=$DRILL_MONTH" >> "${join(folder, 'calls.log')}"
       mkdir -p cdktf.out/stacks/restore-drill`,
    );
    program(
      'terraform',
      `echo "$1" >> "${join(folder, 'calls.log')}"
       if [ "$1" = apply ]; then ${apply}; fi`,
    );
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
        cwd: repo,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    git('init', '--bare', '--initial-branch', 'main', remote);
    git('init', '--initial-branch', 'main');
    git('remote', 'add', 'origin', remote);
    mkdirSync(join(repo, 'drills'));
    const earlier = JSON.stringify(drillOfAMonth('2026-10'));
    writeFileSync(join(repo, 'drills', 'articles-20261001T030000Z.json'), earlier);
    git('add', '--all');
    git('commit', '--message', 'version');
    git('push', '--set-upstream', 'origin', 'main');
    const env = {
      ...{ PATH: `${bin}:${process.env.PATH}`, HOME: folder },
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    };
    let hasFailed = false;
    const codes = steps.flatMap(({ name, run, if: condition }) => {
      if (run === undefined || (hasFailed && condition !== 'always()')) return [];
      const { status } = spawnSync('bash', ['-e', '-c', run], { cwd: repo, env });
      hasFailed ||= status !== 0;
      return [[name, status]];
    });
    return {
      codes,
      calls: readFileSync(join(folder, 'calls.log'), 'utf8').trim().split('\n'),
      summary: readFileSync(join(folder, 'summary.md'), 'utf8'),
      pushed: git('log', '--format=%s', 'origin/main').trim().split('\n'),
    };
  }

  const result = (minutes: number) =>
    `echo '${JSON.stringify(drillOfAMonth('2026-11', minutes))}' > ../../../drills/articles-20261101T030000Z.json`;
  const ALWAYS = [
    ['Drop what a stopped drill left behind', 0],
    ['Show every drill', 0],
    ['Commit the result', 0],
  ];

  test('synthesise the drill of the month, show it with those before, and commit its result', () => {
    const { codes, calls, summary, pushed } = job(result(30));
    const first = [
      ['Synthesise the drill of this month', 0],
      ['Drill', 0],
    ];
    expect(codes).toEqual([...first, ...ALWAYS]);
    const month = new Date().toISOString().slice(0, 7);
    expect(calls).toEqual([`month=${month}`, 'init', 'apply', 'destroy']);
    expect(summary).toContain('2 of 2 passed');
    expect(pushed).toEqual(['Result of the restore drill', 'version']);
  });

  test('a drill that fails fails the job, and its result is kept all the same', () => {
    const { codes, summary, pushed } = job(`${result(90)}; exit 1`);
    expect(codes.slice(1)).toEqual([['Drill', 1], ...ALWAYS]);
    expect(summary).toContain('FAILED; 1 of 2 passed');
    expect(pushed[0]).toBe('Result of the restore drill');
  });

  test('a drill that was stopped leaves no result to commit, and that is not a second failure', () => {
    const { codes, calls, pushed } = job('exit 1');
    expect(codes.slice(1)).toEqual([['Drill', 1], ...ALWAYS]);
    expect(calls.at(-1)).toBe('destroy');
    expect(pushed).toEqual(['version']);
  });
});
