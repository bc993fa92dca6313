import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Simulator } from '../../src/simulator';
import { cockroachEnvironment, LEDGER_STAGING, startCockroach } from '../support/cockroach';
import { hostedPath } from '../support/hosted-terraform';
import { newFolder, plainText, Terraform } from '../support/terraform';
import { ZILLIZ_KEY } from '../support/zilliz';

const ROOT = join(__dirname, '..', '..');
const EXAMPLE = join(ROOT, 'examples', 'pull-request-environments');
const WORKFLOW = join(EXAMPLE, 'environments.yml');
const VALIDATOR = join(ROOT, 'node_modules', '@action-validator', 'cli', 'cli.mjs');
const PROGRAM = join(ROOT, 'lib', 'bin', 'cluster-restore.cjs');
const DAY_MS = 86_400_000;

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if: string;
  readonly steps: readonly Step[];
}

const workflow = parse(readFileSync(WORKFLOW, 'utf8')) as {
  env: Record<string, string>;
  concurrency: object;
  defaults: { run: { shell: string } };
  jobs: Record<'up' | 'down' | 'night', Job>;
};
const { up, down, night } = workflow.jobs;
/** As a workflow writes a value of GitHub. */
const expression = (what: string) => ['$', `{{ ${what} }}`].join('');
const named = ({ steps }: Job, name: string) => steps.find((step) => step.name === name);

describe('the workflow', () => {
  test('is accepted by action-validator', () => {
    expect(spawnSync(process.execPath, [VALIDATOR, WORKFLOW]).status).toBe(0);
  });

  test('gives no shell a text of the author, and no environment to a fork', () => {
    const runs = [up, down, night].flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(runs).toHaveLength(9);
    expect(runs.join('\n')).not.toContain('${{');
    expect(JSON.stringify(workflow.env)).not.toMatch(/title|body|head\.(ref|label)|user/);
    for (const job of [up, down]) {
      expect(job.if).toContain(
        'github.event.pull_request.head.repo.full_name == github.repository',
      );
    }
    expect(named(night, 'Sweep')?.run).toContain('select(.isCrossRepository | not)');
  });

  test('applies and destroys the same code, and neither is cancelled by the other', () => {
    const refs = [up, down].map(({ steps }) => steps[0]?.with?.ref);
    expect(refs).toEqual(Array(2).fill(expression('github.event.pull_request.head.sha')));
    expect(Object.keys(workflow.concurrency)).toEqual(['group']);
  });

  test('applies only what was planned and passed the check', () => {
    const names = up.steps.flatMap(({ name }) => name ?? []);
    expect(names.slice(-4)).toEqual(['Plan', 'Check', 'Comment', 'Apply']);
    expect(named(up, 'Apply')).not.toHaveProperty('if');
    const last = up.steps.at(-1);
    expect([last?.uses, last?.if]).toEqual(['actions/cache/save@v4', 'always()']);
  });
});

describe('its shell, from open to close', () => {
  let simulator: Simulator;
  let folder: string;
  let terraform: Terraform;
  beforeAll(async () => {
    simulator = await startCockroach();
    folder = newFolder('pull-requests');
    for (const name of ['bin', 'bucket', 'parameters']) mkdirSync(join(folder, name));
    const variables = cockroachEnvironment(simulator, {
      ZILLIZ_API_KEY: ZILLIZ_KEY,
      ZILLIZ_BASE_URL: simulator.url,
      PATH: `${join(folder, 'bin')}:${await hostedPath()}`,
    });
    terraform = await Terraform.in(folder, variables);
    writeStandIns();
    writeRepository();
  });
  afterAll(() => simulator.stop());

  /** Programs that the workflow calls, and that are not here: npm, cdktf, gh and aws. */
  function writeStandIns(): void {
    const program = (name: string, text: string) => {
      const file = join(folder, 'bin', name);
      writeFileSync(file, `#!/usr/bin/env bash\nset -e\n${text}\n`);
      chmodSync(file, 0o755);
    };
    program('npm', `ln -s ${join(ROOT, 'node_modules')} node_modules`);
    // After synth a folder takes the place of the bucket: nothing else here talks to S3.
    const replace = `
      const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
      for (const stack of readdirSync('cdktf.out/stacks')) {
        const file = 'cdktf.out/stacks/' + stack + '/cdk.tf.json';
        const json = JSON.parse(readFileSync(file, 'utf8'));
        const { key } = json.terraform.backend.s3;
        json.terraform.backend = { local: { path: '${join(folder, 'bucket')}/' + key } };
        writeFileSync(file, JSON.stringify(json));
      }`;
    writeFileSync(join(folder, 'bucket.cjs'), replace);
    program(
      'npx',
      `if [ "$1" = cluster-restore ]; then shift; exec "${process.execPath}" "${PROGRAM}" "$@"; fi
       [ "$*" = "cdktf synth" ]
       CDKTF_OUTDIR=cdktf.out "${process.execPath}" --import tsx main.ts
       "${process.execPath}" "${join(folder, 'bucket.cjs')}"`,
    );
    program(
      'gh',
      `echo "$*" >> "${join(folder, 'gh.log')}"
       if [ "$1 $2" = "pr list" ]; then cat "${join(folder, 'labelled')}"; fi
       if [ "$2" = --silent ]; then cp comment.md "${folder}/comment-$NUMBER.md"; fi`,
    );
    // Parameters are files; a name has slashes.
    program(
      'aws',
      `name() { while [ "$1" != "$2" ]; do shift; done; }
       while [ $# -gt 0 ]; do case "$1" in --name|--names) name="$2";; put-parameter|delete-parameters) what="$1";; esac; shift; done
       file="${join(folder, 'parameters')}/\${name//\\//_}"
       if [ "$what" = put-parameter ]; then cat > "$file"; else rm "$file"; fi`,
    );
  }

  /** What GitHub has: main, and a branch for each pull request. */
  function writeRepository(): void {
    const repo = join(folder, 'origin');
    mkdirSync(repo);
    for (const name of ['main.ts', 'restore-policy.json']) {
      copyFileSync(join(EXAMPLE, name), join(repo, name));
    }
    writeFileSync(join(repo, 'cdktf.json'), '{}');
    writeFileSync(join(repo, 'package.json'), '{"private":true}');
    writeFileSync(join(repo, '.gitignore'), 'node_modules\ncdktf.out\n.cluster-restore\n');
    git(repo, 'init', '--quiet', '--initial-branch', 'main');
    git(repo, 'add', '--all');
    git(repo, 'commit', '--quiet', '--message', 'environments');
    for (const number of [12, 13]) push(number);
  }

  function git(cwd: string, ...args: string[]): string {
    const names = ['-c', 'user.name=t', '-c', 'user.email=t@t.example'];
    return execFileSync('git', [...names, ...args], {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  }

  /** A commit in a pull request. */
  function push(number: number): void {
    const repo = join(folder, 'origin');
    const ref = `refs/pull/${number}/head`;
    const parent = git(repo, 'for-each-ref', '--format=%(objectname)', ref) || 'main';
    const commit = git(repo, 'commit-tree', `${parent}^{tree}`, '-p', parent, '-m', 'a change');
    git(repo, 'update-ref', ref, commit);
  }

  let jobs = 0;
  /** Runs the shell of a job on its own machine, until a step fails; what it printed, by step. */
  async function run({ steps }: Job, number?: number) {
    jobs += 1;
    const machine = join(folder, `machine-${jobs}`);
    const [work, temp] = [join(machine, 'work'), join(machine, 'temp')];
    mkdirSync(temp, { recursive: true });
    git(folder, 'clone', '--quiet', 'origin', work);
    if (number !== undefined) {
      git(work, 'fetch', '--quiet', 'origin', `refs/pull/${number}/head`);
      git(work, 'checkout', '--quiet', 'FETCH_HEAD');
    }
    const createdAt = new Date().toISOString();
    const fill = (text: string) =>
      text
        .replaceAll(expression('github.event.pull_request.number || 0'), String(number ?? 0))
        .replaceAll(expression('github.event.pull_request.number'), String(number ?? ''))
        .replaceAll(expression('github.event.pull_request.created_at'), createdAt)
        .replaceAll(expression('github.repository'), 'acme/app');
    const given = (env: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(
        Object.entries(env)
          // Keys come from the simulator.
          .filter(([, value]) => !/secrets\.|github\.token/.test(value))
          .map(([name, value]) => [name, fill(value)]),
      );
    const outputs = new Map<string, string>();
    let code: number | null = 0;
    for (const step of steps.filter((one) => one.run !== undefined)) {
      if (code !== 0 && step.if === undefined) continue;
      const script = join(temp, 'step.sh');
      writeFileSync(script, step.run ?? '');
      const ended = await terraform
        .with({
          folder: work,
          variables: {
            ...given(workflow.env),
            ...given(step.env),
            RUNNER_TEMP: temp,
            GITHUB_BASE_REF: 'main',
            GITHUB_STEP_SUMMARY: join(machine, 'summary.md'),
          },
        })
        .paste(`bash --noprofile --norc -eo pipefail ${script}`);
      outputs.set(step.name ?? '', plainText(ended.output));
      code = code === 0 ? ended.code : code;
    }
    const said = (name: string) => outputs.get(name) ?? '';
    return { code, said, last: [...outputs.values()].at(-1) ?? '', machine };
  }

  /** What runs, and what is stored. */
  function world() {
    const { zilliz, cockroach } = simulator;
    return {
      clusters: zilliz.clusters
        .filter(({ status }) => status !== 'DELETED')
        .map(({ clusterName }) => clusterName.replace(/-[0-9a-f]{8}$/, ''))
        .sort(),
      databases: (cockroach.clusters.find(({ id }) => id === LEDGER_STAGING)?.databases ?? [])
        .map(({ name }) => name)
        .sort(),
      parameters: readdirSync(join(folder, 'parameters')).sort(),
    };
  }

  /** The pull requests that have the label, as `gh` and its filter write them. */
  function labelled(...all: { number: number; closedAt: string | null }[]): void {
    const createdAt = new Date().toISOString();
    const lines = all.map((one) => `${one.number} ${JSON.stringify({ createdAt, ...one })}\n`);
    writeFileSync(join(folder, 'labelled'), lines.join(''));
  }

  const writes = () => simulator.requests.filter(({ method }) => method !== 'GET').length;

  test('two at once do not collide, an update changes nothing, a close leaves nothing, and the night finds a close that was missed', async () => {
    const before = world();
    // Opened at the same time: they share the cluster of the database, which takes one restore at a time.
    const opened = await Promise.all([12, 13].map((number) => run(up, number)));
    for (const [at, { code, last }] of opened.entries()) {
      if (code === 0) continue;
      expect(last).toMatch(/a restore is already running|one at a time|Apply again/);
      const rerun = await run(up, [12, 13][at]);
      if (rerun.code !== 0) throw new Error(`${rerun.said('Check')} ${rerun.said('Plan')}`);
    }
    expect(world()).toEqual({
      clusters: [...before.clusters, 'search-pr-12', 'search-pr-13'].sort(),
      databases: [...before.databases, 'ledger_pr_12', 'ledger_pr_13'].sort(),
      parameters: ['_pr-12_search', '_pr-13_search'],
    });
    expect(opened[0]?.said('Check')).toMatch(/^::notice /);
    expect(opened[0]?.said('Check')).not.toContain('::error');
    const comment = readFileSync(join(folder, 'comment-12.md'), 'utf8');
    expect(comment).toMatch(/^<!-- environment of the pull request -->\n/);
    expect(comment).toContain('pr-12/environment/search');

    // Where the state is out of reach, the journals of the run tell what was restored.
    const journaled = opened.find(({ code }) => code === 0)?.machine ?? '';
    const work = terraform.with({ folder: join(journaled, 'work') });
    const elsewhere = `sed -i s/'"local":{"path":'/'"s3":{"key":'/ cdktf.out/stacks/*/cdk.tf.json`;
    const preflight = await work.paste(`${elsewhere} && npx cluster-restore preflight`);
    expect(preflight.code).toBe(0);
    expect(preflight.output.match(/according to the journal: nothing will be sent/g)).toHaveLength(
      2,
    );

    // A push that changes nothing of the environment, on a machine that has no journal.
    push(12);
    const sent = writes();
    const updated = await run(up, 12);
    expect([updated.code, updated.said('Plan')]).toEqual([
      0,
      expect.stringContaining('No changes.'),
    ]);
    expect(writes()).toBe(sent);

    labelled({ number: 12, closedAt: null }, { number: 13, closedAt: null });
    const quiet = await run(night);
    expect([quiet.code, quiet.last.match(/sweep: .*?finding/g)]).toEqual([
      0,
      ['sweep: 0 finding', 'sweep: 0 finding'],
    ]);

    const closed = await run(down, 12);
    expect([closed.code, closed.last]).toEqual([0, '']);
    expect(world()).toEqual({
      clusters: [...before.clusters, 'search-pr-13'].sort(),
      databases: [...before.databases, 'ledger_pr_13'].sort(),
      parameters: ['_pr-13_search'],
    });

    // 13 was closed yesterday, and nothing ran. Of 99 there is no code.
    const yesterday = new Date(Date.now() - DAY_MS).toISOString();
    labelled({ number: 99, closedAt: null }, { number: 13, closedAt: yesterday });
    const found = await run(night);
    expect(found.code).toBe(1);
    expect(found.last.match(/::error::Pull request \d+/g)).toEqual([
      '::error::Pull request 99',
      '::error::Pull request 13',
    ]);
    const day = yesterday.slice(0, 10);
    expect(found.last).toContain(
      `environment pr-13, 2 restores: expired on ${day} (owner: team-search)`,
    );
    const [command = ''] =
      found.last.match(/terraform -chdir=cdktf\.out\S+ destroy( -target=\S+)+/) ?? [];
    expect(command.match(/-target/g)).toHaveLength(2);
    const summary = readFileSync(join(found.machine, 'summary.md'), 'utf8');
    expect(summary).toContain('sweep: 2 findings, 2 expired');

    // Where it found it, the command that it prints destroys all of it.
    const again = terraform.with({ folder: join(found.machine, 'temp', '13') });
    const ended = await again.paste(`${command} -auto-approve`);
    expect([ended.code, world()]).toEqual([0, { ...before, parameters: ['_pr-13_search'] }]);
    expect((await run(down, 13)).code).toBe(0);
    expect(world()).toEqual(before);
    const labels = readFileSync(join(folder, 'gh.log'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('pr edit'));
    expect(new Set(labels)).toEqual(
      new Set([
        'pr edit 12 --add-label environment',
        'pr edit 13 --add-label environment',
        'pr edit 12 --remove-label environment',
        'pr edit 13 --remove-label environment',
      ]),
    );
    expect(existsSync(join(folder, 'bucket', 'pr-12'))).toBe(true);
  }, 240_000);
});
