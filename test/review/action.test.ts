import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { firstVersion, secondVersion } from './app';

const ROOT = join(__dirname, '..', '..');
const VALIDATOR = join(ROOT, 'node_modules', '@action-validator', 'cli', 'cli.mjs');
const PROGRAM = join(ROOT, 'lib', 'bin', 'cluster-restore.cjs');

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default: string }>;
  runs: { steps: Step[] };
};
const { steps } = action.runs;

test('the action is accepted by action-validator, and each of its inputs is used', () => {
  execFileSync(process.execPath, [VALIDATOR, join(ROOT, 'action.yml')], { stdio: 'pipe' });
  const text = JSON.stringify(steps);
  for (const name of Object.keys(action.inputs)) expect(text).toContain(`inputs.${name}`);
});

test('no text of a caller or of a pull request is in a shell', () => {
  const runs = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  expect(runs).toHaveLength(3);
  for (const run of runs) expect(run).not.toContain('${{');
  expect(JSON.stringify(steps)).not.toMatch(/pull_request\.(title|body|head\.ref|user)/);
});

test('every option that the action and the hook use exists', async () => {
  const text = [readFileSync(join(ROOT, 'action.yml'), 'utf8')].join('\n');
  const calls = [...text.matchAll(/npx --no-install cluster-restore (\w+)/g)].map(
    ([, name]) => name,
  );
  expect(calls).toEqual(['plan', 'diff', 'check']);
  const { out } = await cli(['check', '--help']);
  for (const option of ['--fail-on', '--format', '--base', '--policy'])
    expect(out).toContain(option);
});

interface Comment {
  readonly id: number;
  readonly user: { readonly type: string };
  body: string;
}

/** The part of GitHub that a comment needs. */
class GitHub {
  readonly comments: Comment[] = [];
  readonly calls: string[] = [];
  status = 200;
  readonly #server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const { status, body } = this.#answer(request.method ?? '', request.url ?? '', text);
      const isAllowed = request.headers.authorization === 'Bearer the-token';
      response.writeHead(isAllowed ? status : 401).end(JSON.stringify(body));
    });
  });

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
  }

  add(type: string, body: string): void {
    this.comments.push({ id: this.comments.length + 1, user: { type }, body });
  }

  #answer(method: string, path: string, text: string): { status: number; body: unknown } {
    this.calls.push(`${method} ${path}`);
    if (this.status !== 200) return { status: this.status, body: {} };
    const { pathname, searchParams } = new URL(path, 'http://github');
    if (method === 'GET') {
      const size = Number(searchParams.get('per_page'));
      const start = (Number(searchParams.get('page')) - 1) * size;
      return { status: 200, body: this.comments.slice(start, start + size) };
    }
    const { body } = JSON.parse(text) as { body: string };
    if (body.length > 65_536) return { status: 422, body: {} };
    const found = this.comments.find(({ id }) => pathname.endsWith(`/comments/${id}`));
    if (method === 'PATCH' && found !== undefined) found.body = body;
    else this.add('Bot', body);
    return { status: 200, body: {} };
  }
}

let github: GitHub;
beforeEach(async () => {
  github = await new GitHub().start();
});
afterEach(() => github.stop());

// `npx --no-install` without the second that npm takes to start.
const bin = newFolder('npx');
writeFileSync(
  join(bin, 'npx'),
  '#!/usr/bin/env bash\n[ "$1" = --no-install ] || exit 9\nshift; program=$PWD/node_modules/.bin/$1; shift; exec "$program" "$@"\n',
  { mode: 0o755 },
);
const PATH = `${bin}:${process.env.PATH}`;

/** An app whose previous and current versions were synthesised, with the programs that it has installed. */
function app(title: string, own: (outdir: string) => unknown = firstVersion) {
  const folder = newFolder(title);
  const programs = join(folder, 'node_modules', '.bin');
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "app", "private": true }');
  symlinkSync(PROGRAM, join(programs, 'cluster-restore'));
  firstVersion(join(folder, 'base.out'));
  own(join(folder, 'cdktf.out'));
  return folder;
}

/** Runs the shells of the action, one after the other, as GitHub does, until one fails. */
async function run(folder: string, inputs: Readonly<Record<string, string>> = {}) {
  const temp = newFolder('runner-temp');
  const given = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? '';
  const value = (text: string) =>
    text
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, name: string) => given(name))
      .replace(/\$\{\{ github\.token \}\}/, 'the-token')
      .replace(/\$\{\{ github\.event\.pull_request\.number \}\}/, '7')
      .replace(/\$\{\{ runner\.temp \}\}/, temp);
  const results: { name: string; code: number | null; said: string }[] = [];
  for (const step of steps) {
    if (step.run === undefined) continue;
    const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, value(text)]);
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: folder,
      env: {
        PATH,
        HOME: temp,
        RUNNER_TEMP: temp,
        GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
        GITHUB_OUTPUT: join(temp, 'output'),
        GITHUB_ACTION_PATH: ROOT,
        GITHUB_API_URL: github.url,
        GITHUB_REPOSITORY: 'acme/app',
        ...(Object.fromEntries(env) as Record<string, string>),
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => (said += String(data)));
    const [code] = (await once(child, 'close')) as [number | null];
    results.push({ name: step.name, code, said: said.trim() });
    if (code !== 0) break;
  }
  const read = (file: string) =>
    existsSync(join(temp, file)) ? readFileSync(join(temp, file), 'utf8') : '';
  return {
    results,
    summary: read('summary.md'),
    output: read('output'),
    page: read('restore-review.html'),
  };
}
const codesOf = ({ results }: Awaited<ReturnType<typeof run>>) =>
  results.map(({ name, code }) => [name, code]);

describe('the action, by its shells', () => {
  test('renders the difference, keeps the page, comments, and fails on what erases', async () => {
    const ended = await run(app('action', secondVersion), { base: 'base.out' });
    expect(codesOf(ended)).toEqual([
      ['Render the review', 0],
      ['Comment', 0],
      ['Check', 1],
    ]);
    expect(ended.summary).toContain('run again');
    expect(ended.output).toMatch(/^page=.*restore-review\.html\n$/);
    expect(ended.page).toContain('<!doctype html>');
    expect(ended.results.at(-1)?.said).toMatch(/^::error file=cdktf\.out\/stacks\//m);
    expect(github.comments.map(({ body }) => body)).toEqual([
      `<!-- cluster-restore: review -->\n${ended.summary}`,
    ]);
  });

  test('reviews everything without a base, and lets it pass where nobody asks for approval', async () => {
    const folder = app('action-whole');
    writeFileSync(join(folder, 'policy.json'), '{ "version": 1 }');
    const inputs = { 'fail-on': 'never', policy: 'policy.json' };
    const ended = await run(folder, inputs);
    expect(codesOf(ended).at(-1)).toEqual(['Check', 0]);
    expect(ended.summary).not.toContain('run again');
  });

  test('applies the policy', async () => {
    const folder = app('action-policy');
    writeFileSync(join(folder, 'policy.json'), '{ "version": 1, "requireOwner": true }');
    const ended = await run(folder, { 'fail-on': 'never', policy: 'policy.json' });
    expect(codesOf(ended).at(-1)).toEqual(['Check', 1]);
  });

  test('names what is missing where the app has not installed the command line', async () => {
    const folder = newFolder('action-empty');
    expect((await run(folder)).results).toEqual([
      {
        name: 'Render the review',
        code: 2,
        said: `::error::cluster-restore is not installed in ${folder}: run npm ci there before this action, and name cdktf-cluster-restore in package.json`,
      },
    ]);
  });
});

describe('its comment', () => {
  /** Runs what the step of the action runs. */
  async function commented(text: string, marker = 'review') {
    const review = join(newFolder('comment'), 'review.md');
    writeFileSync(review, text);
    const child = spawn(process.execPath, [join(ROOT, 'action', 'comment.mjs')], {
      env: {
        ...{ GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'acme/app', GH_TOKEN: 'the-token' },
        ...{ NUMBER: '7', MARKER: marker, REVIEW: review },
      },
    });
    let said = '';
    child.stdout.on('data', (data) => (said += String(data)));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said: said.trim() };
  }

  test('is changed in place, also behind a hundred others, and only one of an app', async () => {
    for (let index = 0; index < 120; index += 1) github.add('User', 'a word');
    github.add('User', '<!-- cluster-restore: review -->\nwritten by somebody');
    await commented('first');
    await commented('second');
    expect(github.comments).toHaveLength(122);
    expect(github.comments.at(-2)?.body).toContain('written by somebody');
    expect(github.comments.at(-1)?.body).toBe('<!-- cluster-restore: review -->\nsecond');
  });

  test('of another app in the same repository stays', async () => {
    await commented('one', 'app one -->');
    await commented('two', 'two');
    expect(github.comments.map(({ body }) => body)).toEqual([
      '<!-- cluster-restore: app-one- -->\none',
      '<!-- cluster-restore: two -->\ntwo',
    ]);
  });

  test('that may not be written is one line with what to change', async () => {
    github.status = 403;
    expect(await commented('text')).toEqual({
      code: 1,
      said: '::error::The comment was not written: GitHub responded with 403 to GET. Give the job "permissions: pull-requests: write", or set comment: false',
    });
  });

  test('is cut to what GitHub takes, behind a line and with nothing left open', async () => {
    const json = `\`\`\`json\n${'{ "a": 1 }\n'.repeat(10_000)}\`\`\`\n`;
    expect((await commented(`# Review\n\n<details>\n\n${json}\n</details>\n`)).code).toBe(0);
    const [{ body = '' } = {}] = github.comments;
    expect(body.length).toBeGreaterThan(60_000);
    expect(body).toMatch(
      /\{ "a": 1 \}\n```\n<\/details>\n\nThe rest of the review is in the summary of the run and in its artifact\.\n$/,
    );
  });
});

describe('the pre-commit hook', () => {
  const [hook] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as {
    id: string;
    entry: string;
    language: string;
  }[];

  /** Starts the hook in an app whose synth has the output of a version, as pre-commit does. */
  async function commit(folder: string, args: readonly string[] = []) {
    const child = spawn(join(ROOT, hook?.entry ?? 'nothing'), args, {
      cwd: folder,
      env: { PATH, HOME: folder, TMPDIR: folder },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => (said += String(data)));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said: said.trim() };
  }

  function withFramework(name: string, text: string) {
    const folder = app('hook');
    const file = join(folder, 'node_modules', '.bin', name);
    writeFileSync(file, `#!/usr/bin/env bash\nif [ "$1" = --version ]; then exit; fi\n${text}\n`);
    chmodSync(file, 0o755);
    return folder;
  }

  test.each(['cdktf', 'cdktn'])('synthesises with %s and checks what comes of it', async (name) => {
    const folder = withFramework(name, 'cp -r cdktf.out "$3"');
    expect(await commit(folder)).toEqual({
      code: 0,
      said: expect.stringContaining('check passed'),
    });
    const erasing = await commit(folder, ['--fail-on', 'destructive']);
    expect(erasing).toEqual({ code: 1, said: expect.stringContaining('check failed') });
  });

  test('shows why synth failed', async () => {
    const folder = withFramework('cdktf', 'echo "[staging] cuSize: must be …"; exit 1');
    expect(await commit(folder)).toEqual({ code: 1, said: '[staging] cuSize: must be …' });
  });

  test('names what is missing', async () => {
    const folder = app('hook-missing');
    expect(await commit(folder)).toEqual({
      code: 2,
      said: `cdktf or cluster-restore is not installed in ${folder}: run npm install there, and commit again`,
    });
  });

  test('is one that pre-commit takes: a script of this repository, without file names', () => {
    expect(hook).toMatchObject({
      id: 'cluster-restore-check',
      entry: 'action/pre-commit.sh',
      language: 'script',
      pass_filenames: false,
    });
  });
});
