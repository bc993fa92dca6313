import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { firstVersion, secondVersion } from './app';

let cwd: string;
beforeEach(() => {
  cwd = newFolder('bad-input');
});

function put(file: string, text: string): void {
  mkdirSync(join(cwd, file, '..'), { recursive: true });
  writeFileSync(join(cwd, file), text);
}

async function complaint(...args: string[]): Promise<string[]> {
  const { out, errors, code } = await cli(args, { cwd });
  expect({ out, code }).toEqual({ out: '', code: 2 });
  expect(errors.join('\n')).not.toMatch(/^\s+at /m);
  return errors;
}

const STACK = '{"stacks": {"s": {"synthesizedStackPath": "stacks/s/cdk.tf.json"}}}';

describe('a wrong input is one line that says what to do', () => {
  test('a folder that is not there', async () => {
    expect(await complaint('plan')).toEqual([
      'cdktf.out: there is no such folder or file. Run "npx cdktf synth" first, or name "revision:folder" for an output in git.',
    ]);
  });

  test('a folder that is not an output', async () => {
    put('other/readme.md', '#');
    expect(await complaint('plan', 'other')).toEqual([
      'other: is not an output of cdktf synth: it has no manifest.json. Run "npx cdktf synth", then name its output folder (cdktf.out).',
    ]);
  });

  test('a file that would exhaust the stack', async () => {
    put('x.out/manifest.json', STACK);
    put('x.out/stacks/s/cdk.tf.json', '{"resource":'.repeat(20_000));
    expect(await complaint('plan', 'x.out')).toEqual([
      'x.out/stacks/s/cdk.tf.json: is nested deeper than 100 levels. Correct it, or generate it again.',
    ]);
  });

  test('a manifest of another tool', async () => {
    put('x.out/manifest.json', '{"name": "my web app", "icons": []}');
    expect(await complaint('plan', 'x.out')).toEqual([
      'x.out/manifest.json: must be the manifest of cdktf with its "stacks", got "{\\"name\\": \\"my web app\\", \\"icons\\": []}". Name the output folder of cdktf synth.',
    ]);
  });

  test.each([
    [
      'a stack file that is missing',
      STACK,
      undefined,
      'x.out/stacks/s/cdk.tf.json: is missing, and manifest.json names it. Run "npx cdktf synth" again.',
    ],
    [
      'a stack file that is no JSON',
      STACK,
      '{"resource"',
      'x.out/stacks/s/cdk.tf.json: must be JSON, got "{\\"resource\\"". Correct it, or generate it again.',
    ],
    [
      'HCL',
      STACK.replace('cdk.tf.json', 'cdk.tf'),
      '',
      'x.out: stack "s" was written as HCL (stacks/s/cdk.tf). Run "npx cdktf synth" without --hcl.',
    ],
    [
      'a stack outside of the folder',
      STACK.replace('stacks/s', '../../etc'),
      undefined,
      'x.out/manifest.json: stack "s" is outside of the output folder, got "../../etc/cdk.tf.json". Run "npx cdktf synth" again.',
    ],
  ])('%s', async (_title, manifest, stack, line) => {
    put('x.out/manifest.json', manifest);
    if (stack !== undefined) put('x.out/stacks/s/cdk.tf.json', stack);
    expect(await complaint('plan', 'x.out')).toEqual([line]);
  });

  test.each([
    [
      'a step of a newer release',
      { version: 99 },
      'x.out/stacks/s/cdk.tf.json: null_resource.a was written by a newer release of cdktf-cluster-restore. Update this program to the release that synthesised it.',
    ],
    [
      'a step that is damaged',
      { version: 1 },
      'x.out/stacks/s/cdk.tf.json: CLUSTER_RESTORE_SPEC of null_resource.a must be a step that cdktf-cluster-restore wrote, and it is changed or damaged. Run "npx cdktf synth" again.',
    ],
    [
      'an operation that is not known',
      {
        version: 1,
        vendor: 'zilliz',
        operation: 'constructor',
        path: 's/a',
        step: 'submit',
        declaration: {},
        acknowledge: [],
      },
      'x.out/stacks/s/cdk.tf.json: s/a has an operation that this release does not know, got "zilliz constructor". Update this program to the release that synthesised it.',
    ],
  ])('%s', async (_title, spec, line) => {
    const environment = { CLUSTER_RESTORE_SPEC: JSON.stringify(spec) };
    const provisioner = [{ 'local-exec': { environment } }];
    put('x.out/manifest.json', STACK);
    put(
      'x.out/stacks/s/cdk.tf.json',
      JSON.stringify({ resource: { null_resource: { a: { provisioner } } } }),
    );
    expect(await complaint('plan', 'x.out')).toEqual([line]);
  });

  test('JSON that is not a plan, a plan of a newer version, and a damaged one', async () => {
    put('other.json', '{"a": 1}');
    put('newer.json', '{"kind": "cdktf-cluster-restore/restore-plan", "version": 2}');
    put('damaged.json', '{"kind": "cdktf-cluster-restore/restore-plan", "version": 1}');
    expect(await complaint('diff', 'other.json')).toEqual([
      'other.json: must be an output folder of cdktf synth, or a plan saved with "plan --format json", and it is other JSON. Name one of these.',
    ]);
    expect(await complaint('diff', 'newer.json')).toEqual([
      'newer.json: is a plan of version 2, but this release reads version 1. Update cdktf-cluster-restore.',
    ]);
    expect(await complaint('diff', 'damaged.json')).toEqual([
      'damaged.json: is a damaged plan at source. Save it again with "npx cluster-restore plan --format json".',
    ]);
  });

  test('a revision that is not there, and one that would be an option', async () => {
    execFileSync('git', ['init', '-q'], { cwd });
    expect(await complaint('plan', 'nowhere:cdktf.out')).toEqual([
      'nowhere:cdktf.out: is neither a folder nor a revision of this git repository, got revision "nowhere". Fetch it, or name a folder.',
    ]);
    expect((await complaint('plan', '--', '--output=x:cdktf.out'))[0]).toContain(
      'got revision "--output=x"',
    );
  });

  test('an option that there is not, a format and a date that are none', async () => {
    expect(await complaint('plan', '--fromat', 'text')).toEqual([
      "unknown option '--fromat'",
      '(Did you mean --format?)',
    ]);
    expect((await complaint('plan', '--format', 'pdf'))[0]).toContain(
      'Allowed choices are text, markdown, json, html, sarif, github, gitlab, junit',
    );
    expect((await complaint('plan', '--now', 'soon'))[0]).toContain(
      'Give a day such as 2026-11-20',
    );
  });
});

describe('other sources', () => {
  test('an app without restores is told so', async () => {
    put('x.out/manifest.json', STACK);
    put(
      'x.out/stacks/s/cdk.tf.json',
      '{"resource": {"null_resource": {"other": {"triggers": {}}}}}',
    );
    expect((await cli(['plan', 'x.out'], { cwd })).out).toBe(
      'Nothing is restored by this app\nRead from x.out.\n',
    );
  });

  test('a saved plan and a committed output serve as the base of a diff', async () => {
    firstVersion(join(cwd, 'cdktf.out'));
    const saved = await cli(['plan', '--format', 'json'], { cwd });
    put('base.json', saved.out);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd,
        stdio: 'pipe',
      });
    git('init', '-q', '-b', 'main');
    git('add', '-f', 'cdktf.out');
    git('commit', '-q', '-m', 'first');
    secondVersion(join(cwd, 'cdktf.out'));
    const [fromFile, fromGit] = [
      await cli(['diff', 'base.json', '--format', 'markdown'], { cwd }),
      await cli(['diff', 'main:cdktf.out', '--format', 'markdown'], { cwd }),
    ];
    const named = (text: string, base: string, head: string) =>
      text.replace(`From \`${base}\` to \`${head}\`.`, '(names)');
    const expected = readFileSync(join(__dirname, 'expected', 'diff.md'), 'utf8');
    const rest = named(expected, 'before.out', 'after.out');
    expect(rest).toContain('(names)');
    expect(named(fromFile.out, 'cdktf.out', 'cdktf.out')).toBe(rest);
    expect(named(fromGit.out, 'main:cdktf.out', 'cdktf.out')).toBe(rest);
  });
});
