import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RestorePlanDocument } from '../../src/review/model/schema';
import { cli } from '../cli/cli';
import { expectText } from '../support/expected';
import { newFolder, Terraform } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

/**
 * Synthesises each example as the cdktf command line would, one after another in one process, on a day of our choice.
 * Returns the folder in which each has its output.
 */
function synthesisedOn(day: string, folder: string): string {
  const clock = join(newFolder('clock'), 'clock.cjs');
  writeFileSync(clock, fixedClock(day));
  const apps = names.map((name) => {
    const context = join(EXAMPLES, name, 'context.json');
    return {
      main: join(EXAMPLES, name, 'main.ts'),
      outdir: join(folder, name, 'cdktf.out'),
      context: existsSync(context) ? readFileSync(context, 'utf8') : '{}',
    };
  });
  const program = `for (const { main, outdir, context } of ${JSON.stringify(apps)}) {
    process.env.CDKTF_OUTDIR = outdir;
    process.env.CDKTF_CONTEXT_JSON = context;
    require(main);
  }`;
  for (const { outdir } of apps) mkdirSync(outdir, { recursive: true });
  execFileSync(process.execPath, ['--require', clock, '--import', 'tsx', '--eval', program], {
    cwd: ROOT,
    stdio: 'pipe',
  });
  return folder;
}

/** A module that makes a day of ours out of today, for everything that asks. */
function fixedClock(day: string): string {
  return `
    const RealDate = Date;
    const now = RealDate.parse(${JSON.stringify(day)});
    globalThis.Date = class extends RealDate {
      constructor(...args) { if (args.length === 0) super(now); else super(...args); }
      static now() { return now; }
    };`;
}

/** What synth warns of in the manifest once an environment is past its end: the one text that the date brings. */
const PAST_END =
  /\{\s*"constructPath": "[^"]+",\s*"level": "@cdktf\/warn",\s*"message": "environment [^}]+ expired on [^}]+\}/g;

/** Every file that synth wrote, by its path in the output. */
function written(outdir: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(outdir, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(json|cjs)$/.test(name))
      .sort()
      .map((name) => [name, readFileSync(join(outdir, name), 'latin1').replace(PAST_END, '')]),
  );
}

function stackOf(outdir: string): string {
  const [stack = ''] = readdirSync(join(outdir, 'stacks')).sort();
  return join(outdir, 'stacks', stack);
}

test('there are examples to test', () => {
  expect(names).toContain('clone-for-staging');
});

const oneDay = synthesisedOn('2026-11-21T09:00:00Z', newFolder('here'));
// More than a year later every backup has expired: what time brings breaks no synth, and a destroy needs one.
const anotherDay = synthesisedOn('2028-02-29T23:59:59Z', join(newFolder('there'), 'deeper'));

describe.each(names)('the example %s', (name) => {
  const here = join(oneDay, name, 'cdktf.out');
  const there = join(anotherDay, name, 'cdktf.out');

  test('writes the same bytes in two folders and on two days', () => {
    expect(Object.keys(written(here)).length).toBeGreaterThan(2);
    // Without blanks: the manifest has an empty line where a warning was.
    const bytes = (outdir: string) =>
      Object.entries(written(outdir)).map(([file, text]) => [
        file,
        file === 'manifest.json' ? text.replace(/\s/g, '') : text,
      ]);
    expect(bytes(here)).toEqual(bytes(there));
  });

  test('has no error that time alone brings', async () => {
    const errors = async (now: string) => {
      const { out } = await cli(['plan', there, '--format', 'json', '--now', now], {});
      const { restores } = JSON.parse(out) as RestorePlanDocument;
      return restores.flatMap(({ findings }) =>
        findings.filter(({ severity }) => severity === 'error'),
      );
    };
    expect(await errors('2028-02-29')).toEqual(await errors('2026-11-21'));
  });

  test('writes what the repository shows as its cdk.tf.json', () => {
    const now = readFileSync(join(stackOf(here), 'cdk.tf.json'), 'utf8');
    const golden = join(EXAMPLES, name, 'cdk.tf.json');
    expectText(golden, now, 'UPDATE_GOLDEN');
  });

  test('is accepted by terraform validate', async () => {
    const terraform = await Terraform.in(stackOf(there), {});
    await terraform.must('init', '-backend=false');
    expect(await terraform.must('validate')).toContain('Success! The configuration is valid.');
  });

  test('has a head comment with its steps and at most 60 lines', () => {
    const source = readFileSync(join(EXAMPLES, name, 'main.ts'), 'utf8');
    expect(source).toMatch(/^\/\*\*\n/);
    expect(source).toContain('Steps:');
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });
});
