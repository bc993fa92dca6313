import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newFolder } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');

/** A small tree of the form of this one, with two vendors, that keeps to every rule. */
const TREE: Readonly<Record<string, readonly string[]>> = {
  'src/index.ts': ['./north', './south', './restore'],
  'src/vendors.ts': ['./north/vendor', './vendor/definition'],
  'src/text/text.ts': [],
  'src/evaluation/rule.ts': ['../text/text'],
  'src/client/http.ts': ['../text/text'],
  'src/spec/spec.ts': ['../evaluation/rule'],
  'src/vendor/definition.ts': ['../evaluation/rule'],
  'src/restore/index.ts': ['cdktf', '../spec/spec'],
  'src/runner/main.ts': ['../vendors', '../client/http', './wait/wait'],
  'src/runner/journal/journal.ts': ['../../text/text'],
  'src/runner/wait/wait.ts': ['../journal/journal'],
  'src/review/plan.ts': ['../vendors', '../spec/spec'],
  'src/app-review/index.ts': ['../review/plan', '../restore', 'constructs'],
  'src/cli/main.ts': ['../review/plan', './simulate'],
  'src/cli/simulate.ts': ['../simulator'],
  'src/simulator/index.ts': [],
  'src/north/index.ts': ['./restored-cluster'],
  'src/north/restored-cluster.ts': ['constructs', '../restore', './definition'],
  'src/north/vendor.ts': ['./definition', './protocol'],
  'src/north/model/declaration.ts': ['../../evaluation/rule'],
  'src/north/rules/cu-size.ts': ['../model/declaration'],
  'src/north/definition/index.ts': ['../rules/cu-size', '../../vendor/definition'],
  'src/north/protocol/index.ts': ['../definition', '../../client/http'],
  'src/south/index.ts': [],
  'src/south/rules/region.ts': [],
  'src/south/protocol/index.ts': [],
  'node_modules/cdktf/index.js': [],
  'node_modules/constructs/index.js': [],
};

/** Every case in one process, each in its own folder: the rules that each breaks, with the file. */
function brokenIn(cases: readonly (readonly [string, string])[]): string[][] {
  const folders = cases.map(([file, to]) => {
    const folder = newFolder('walls');
    for (const [path, imports] of Object.entries(TREE)) {
      const all = path === file ? [...imports, to] : imports;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), all.map((one) => `import '${one}';\n`).join(''));
    }
    return folder;
  });
  const program = `
    import { createRequire } from 'node:module';
    import { cruise } from 'dependency-cruiser';
    const require = createRequire(${JSON.stringify(join(ROOT, 'package.json'))});
    const file = require.resolve('./.dependency-cruiser.cjs');
    const answers = [];
    for (const folder of ${JSON.stringify(folders)}) {
      process.chdir(folder);
      delete require.cache[file];
      const { options, ...ruleSet } = require(file);
      const { output } = await cruise(['src'], { ...options, validate: true, ruleSet });
      answers.push(output.summary.violations.map(({ rule, from }) => rule.name + ' ' + from));
    }
    console.log(JSON.stringify(answers));`;
  const args = ['--input-type=module', '-e', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return (JSON.parse(stdout) as string[][]).map((found) => [...new Set(found)].sort());
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['no file', '', []],
  [
    'src/north/protocol/index.ts',
    'cdktf',
    [
      'framework-in-constructs-alone src/cli/main.ts',
      'framework-in-constructs-alone src/north/protocol/index.ts',
      'framework-in-constructs-alone src/north/vendor.ts',
      'framework-in-constructs-alone src/review/plan.ts',
      'framework-in-constructs-alone src/runner/main.ts',
      'framework-in-constructs-alone src/vendors.ts',
    ],
  ],
  ['src/text/text.ts', 'constructs', ['framework-in-constructs-alone src/north/rules/cu-size.ts']],
  [
    'src/north/rules/cu-size.ts',
    '../restored-cluster',
    ['rules-are-pure src/north/rules/cu-size.ts', 'vendor-rules src/north/rules/cu-size.ts'],
  ],
  ['src/north/model/declaration.ts', '../protocol', ['rules-are-pure src/north/rules/cu-size.ts']],
  ['src/north/rules/cu-size.ts', '../../client/http', ['vendor-rules src/north/rules/cu-size.ts']],
  [
    'src/vendor/definition.ts',
    '../client/http',
    ['definition-is-pure src/north/definition/index.ts'],
  ],
  ['src/vendor/definition.ts', '../restore', ['definition-is-pure src/north/definition/index.ts']],
  [
    'src/north/protocol/index.ts',
    '../../runner/main',
    ['vendor-protocol src/north/protocol/index.ts'],
  ],
  [
    'src/north/restored-cluster.ts',
    '../south',
    ['vendor-constructs src/north/restored-cluster.ts'],
  ],
  [
    'src/north/rules/cu-size.ts',
    '../../south/rules/region',
    ['vendor-rules src/north/rules/cu-size.ts'],
  ],
  ['src/review/plan.ts', '../north/definition', ['vendor-from-outside src/review/plan.ts']],
  ['src/cli/main.ts', '../south', ['vendor-from-outside src/cli/main.ts']],
  ['src/vendors.ts', './north/rules/cu-size', ['vendor-from-list src/vendors.ts']],
  ['src/vendors.ts', './south', ['vendor-from-list src/vendors.ts']],
  ['src/vendors.ts', './north/definition', ['vendor-from-list src/vendors.ts']],
  ['src/index.ts', './north/protocol', ['vendor-from-index src/index.ts']],
  ['src/runner/main.ts', '../review/plan', ['layer-runner src/runner/main.ts']],
  [
    'src/runner/journal/journal.ts',
    '../wait/wait',
    ['no-circle src/runner/journal/journal.ts', 'runner-journal src/runner/journal/journal.ts'],
  ],
  ['src/runner/wait/wait.ts', '../main', ['runner-wait src/runner/wait/wait.ts']],
  ['src/text/text.ts', '../client/http', ['layer-text src/text/text.ts']],
  ['src/simulator/index.ts', '../text/text', ['layer-simulator src/simulator/index.ts']],
  ['src/cli/main.ts', '../simulator', ['simulator-in-simulate-alone src/cli/main.ts']],
];

const broken = brokenIn(CASES.map(([file, to]) => [file, to]));

test('a tree of this form breaks no rule', () => {
  expect(broken[0]).toEqual([]);
});

test.each(CASES.slice(1).map((one, index) => [...one, index + 1] as const))(
  '%s that imports %s breaks a rule',
  (_file, _to, rules, index) => {
    expect(broken[index]).toEqual(expect.arrayContaining([...rules]));
  },
);
