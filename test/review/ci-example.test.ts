import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readPolicy } from '../../src/review/policy/read';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { firstVersion, secondVersion } from './app';
import { manyRestores } from './many';

const ROOT = join(__dirname, '..', '..');
const WORKFLOW = join(ROOT, 'examples', 'ci', 'restore-review.yml');
const VALIDATOR = join(ROOT, 'node_modules', '@action-validator', 'cli', 'cli.mjs');
const PROGRAM = join(ROOT, 'lib', 'bin', 'cluster-restore.cjs');

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
}

const { jobs } = parse(readFileSync(WORKFLOW, 'utf8')) as {
  jobs: { review: { env: Record<string, string>; steps: Step[] } };
};
const { env: jobEnv, steps } = jobs.review;
const runs = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

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

test('the policy next to it is one', () => {
  const file = join(ROOT, 'examples', 'ci', 'restore-policy.json');
  expect(readPolicy('restore-policy.json', readFileSync(file, 'utf8')).requireOwner).toBe(true);
});

test('every option that the workflow uses exists', async () => {
  const calls = runs.flatMap((run) => run.split('npx cluster-restore ').slice(1));
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['diff', 'diff', 'check']);
  for (const call of calls) {
    const [own = ''] = call.split('\n');
    const help = (await cli([own.split(' ')[0] ?? '', '--help'])).out;
    const options = [...own.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    expect(options.length).toBeGreaterThan(0);
    for (const option of options) expect(help).toContain(option);
  }
});

test('no text of a pull request reaches a shell', () => {
  expect(runs.length).toBeGreaterThan(5);
  for (const run of runs) expect(run).not.toContain('${{');
  // The number and the repository's own name are no text of the author.
  expect(Object.values(jobEnv).join('\n')).not.toMatch(/title|body|head\.(ref|label)|user/);
});

test('an approval holds for what was read: a push takes it away', () => {
  expect(jobEnv.LEVEL).toMatch(/^\$\{\{ github\.event\.action != 'synchronize' && contains\(/);
  const [first] = steps;
  expect(first?.if).toContain("github.event.action == 'synchronize'");
  expect(first?.run).toBe('gh pr edit "$NUMBER" --remove-label restore-approved');
});

describe('its commands, in a repository', () => {
  interface World {
    /** Whether the commit before has an app, which is so by default. */
    readonly hasBase?: boolean;
    /** The policy of the commit before; none by default. */
    readonly basePolicy?: string;
    /** The id of a comment that has the marker already. */
    readonly earlier?: string;
    readonly level?: string;
    /** The folder of the app in the repository; its root by default. */
    readonly app?: string;
    /** Synthesises the version of the pull request. */
    readonly head?: (outdir: string) => unknown;
  }

  /** A repository with two commits, and stand-ins for npm, cdktf and gh. */
  function repository(title: string, world: World = {}) {
    const { hasBase = true, basePolicy, earlier, level = 'destructive' } = world;
    const { head = secondVersion, app = '.' } = world;
    const folder = newFolder(title);
    const [repo, bin, temp] = ['repo', 'bin', 'temp'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const place = join(repo, app);
    for (const each of [place, bin, temp]) mkdirSync(each, { recursive: true });
    const program = (name: string, text: string) => {
      writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${text}\n`);
      chmodSync(join(bin, name), 0o755);
    };
    program('npm', 'true');
    // Synth is what the commit has as its output.
    program(
      'npx',
      `if [ "$1" = cluster-restore ]; then shift; exec "${process.execPath}" "${PROGRAM}" "$@"; fi
       cp -r synthesised "\${4:-cdktf.out}"`,
    );
    // What it lists is the comment of another workflow, and ours where there is one.
    program(
      'gh',
      `echo "$@" >> "${join(folder, 'gh.log')}"
       if [ "$2" = --paginate ]; then cat "${join(folder, 'listed')}" 2> /dev/null; true; fi
       if [ "$2" = --silent ]; then cp comment.md "${join(folder, 'comment.md')}"; fi`,
    );
    if (earlier !== undefined) writeFileSync(join(folder, 'listed'), earlier);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
        cwd: repo,
        stdio: 'pipe',
      });
    git('init', '--initial-branch', 'main');
    const commit = (fill: () => void) => {
      fill();
      git('add', '--all');
      git('commit', '--allow-empty', '--message', 'version');
    };
    commit(() => {
      if (!hasBase) return;
      writeFileSync(join(place, 'cdktf.json'), '{}');
      firstVersion(join(place, 'synthesised'));
      if (basePolicy !== undefined) writeFileSync(join(place, 'restore-policy.json'), basePolicy);
    });
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    commit(() => {
      rmSync(join(place, 'synthesised'), { recursive: true, force: true });
      writeFileSync(join(place, 'cdktf.json'), '{}');
      head(join(place, 'synthesised'));
      writeFileSync(join(place, 'restore-policy.json'), '{ "version": 1 }');
    });
    const env = {
      PATH: `${bin}:${process.env.PATH}`,
      RUNNER_TEMP: temp,
      APP: app,
      GITHUB_BASE_REF: 'main',
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      NUMBER: '7',
      GH_REPO: 'o/r',
      MARKER: '<!-- restore review -->',
      LEVEL: level,
    };
    const results = steps
      .filter(({ name, run }) => run !== undefined && !name?.startsWith('Remove the approval'))
      .map(({ name, run = '' }) => {
        // With a socket as its input and no SHLVL, bash would run the ~/.bashrc of whoever runs the tests.
        const ended = spawnSync('bash', ['--norc', '-e', '-c', run], {
          cwd: place,
          env,
          encoding: 'utf8',
        });
        return { name, code: ended.status, said: ended.stdout + ended.stderr };
      });
    return { folder, results };
  }

  test('compare with the base branch, comment, and fail on what erases', () => {
    const { folder, results } = repository('workflow-base');
    expect(results.map(({ name, code }) => [name, code])).toEqual([
      ['Synthesise the base branch', 0],
      ['Synthesise this branch', 0],
      ['Render the review', 0],
      ['Check', 1],
      ['Comment', 0],
    ]);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('run again');
    const calls = readFileSync(join(folder, 'gh.log'), 'utf8').trim().split('\n');
    expect(calls).toHaveLength(2);
    expect(calls[1]).toBe(
      'api --silent --method POST repos/o/r/issues/7/comments --field body=@comment.md',
    );
    const [marker, title] = readFileSync(join(folder, 'comment.md'), 'utf8').split('\n');
    expect([marker, title]).toEqual(['<!-- restore review -->', '## Restore changes']);
    const check = results.find(({ name }) => name === 'Check');
    expect(check?.said).toMatch(/^::error file=cdktf\.out\/stacks\//m);
  });

  test('write into the comment that has the marker, and into no other', () => {
    const { folder } = repository('workflow-again', { earlier: '4711\n' });
    expect(readFileSync(join(folder, 'gh.log'), 'utf8')).toContain(
      'api --silent --method PATCH repos/o/r/issues/comments/4711 --field body=@comment.md',
    );
    const comment = steps.find(({ name }) => name === 'Comment');
    expect(comment?.run).toContain('startswith(env.MARKER)');
    expect(comment?.run).not.toContain('--edit-last');
    expect(comment?.if).toMatch(/^!cancelled\(\) && /);
  });

  test('take everything as new if the base branch has no app', () => {
    const { folder, results } = repository('workflow-new', { hasBase: false });
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 1, 0]);
    const summary = readFileSync(join(folder, 'summary.md'), 'utf8');
    expect(summary).toContain('8 new');
    expect(summary).not.toContain('run again');
    expect(existsSync(join(folder, 'temp', 'base.out', 'manifest.json'))).toBe(true);
  });

  test('use the policy of the base branch, which a pull request cannot loosen', () => {
    const basePolicy = '{ "version": 1, "largestCuSize": 1 }';
    const { results } = repository('workflow-policy', { basePolicy, level: 'never' });
    const check = results.find(({ name }) => name === 'Check');
    expect(check?.code).toBe(1);
    expect(check?.said).toContain('POLICY_LARGEST_CU_SIZE');
    const own = repository('workflow-own-policy', { level: 'never' });
    const nested = { basePolicy, level: 'never', app: 'infra/restores' };
    expect(repository('workflow-nested', nested).results).toMatchObject(
      results.map(({ name, code }) => ({ name, code })),
    );
    expect(own.results.find(({ name }) => name === 'Check')?.said).not.toContain(
      'POLICY_LARGEST_CU_SIZE',
    );
  });

  test('review 60 restores in a comment that GitHub takes, and fail on the one that erases', () => {
    const head = (outdir: string) => manyRestores(outdir, 60);
    const { folder, results } = repository('workflow-many', { head });
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 1, 0]);
    const comment = readFileSync(join(folder, 'comment.md'), 'utf8');
    expect(comment.length).toBeLessThanOrEqual(65_536);
    expect(new Set(comment.match(/search\/clone-\d+/g)).size).toBe(60);
    expect(comment).toContain('orders/zz-last');
  });
});
