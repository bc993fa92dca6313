import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drillOfAMonth as result } from '../support/drills';
import { newFolder } from '../support/terraform';
import { cli } from './cli';

function folderOf(files: Readonly<Record<string, unknown>>): string {
  const cwd = newFolder('drills');
  mkdirSync(join(cwd, 'drills'));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(cwd, 'drills', name), text);
  }
  return cwd;
}

const YEAR = {
  'b.json': result('2026-09', 31),
  'a.json': result('2026-10', 75),
  'c.json': result('2026-11', 0, {
    checks: [{ name: 'restore', passed: false, text: 'its job failed | <b>no space</b>' }],
  }),
  'other.json': result('2026-11', 5, { drill: 'stack/orders', rtoMinutes: undefined }),
  'README.md': 'no result, and no JSON',
};

test('Markdown has each drill with its runs, the newest first, measured against their objectives', async () => {
  const { out, errors, code } = await cli(['drills', 'drills'], { cwd: folderOf(YEAR) });
  expect({ errors, code }).toEqual({ errors: [], code: 0 });
  expect(out).toBe(`# Restore drills

## \`stack/articles\`

the last one, of 2026-11-01, FAILED; 1 of 3 passed; slowest recovery 75 min; oldest backup 22 h.

| date | token | result | recovery time | objective | age of the backup | objective | what was found | backup |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 2026-11-01 | \`2026-11\` | FAILED | - | 60 min | 22 h | 26 h | \`restore: its job failed \\| <b>no space</b>\` | \`backup11_1\` |
| 2026-10-01 | \`2026-10\` | FAILED | 75 min | 60 min | 22 h | 26 h | \`recovery time: restored and verified in 75 min, the objective is 60 min\` | \`backup11_1\` |
| 2026-09-01 | \`2026-09\` | passed | 31 min | 60 min | 22 h | 26 h | 3 checks | \`backup11_1\` |

## \`stack/orders\`

the last one, of 2026-11-01, passed; 1 of 1 passed; slowest recovery 5 min; oldest backup 22 h.

| date | token | result | recovery time | objective | age of the backup | objective | what was found | backup |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 2026-11-01 | \`2026-11\` | passed | 5 min | - | 22 h | 26 h | 2 checks | \`backup11_1\` |
`);
});

test('HTML is one page without scripts, whose chart marks what failed and what was never restored', async () => {
  const { out, code } = await cli(['drills', 'drills', '--format', 'html'], {
    cwd: folderOf(YEAR),
  });
  expect(code).toBe(0);
  expect(out).toContain('<h1>The last run of 1 of 2 drills failed</h1>');
  expect(out).toContain('restore: its job failed | &lt;b&gt;no space&lt;/b&gt;');
  expect(out).not.toMatch(/<script|style="|<b>|https?:\/\//);
  expect(out.match(/<rect class="bar"/g)).toHaveLength(2);
  expect(out.match(/<rect class="bar failed"/g)).toHaveLength(1);
  expect(out.match(/<line class="none"/g)).toHaveLength(1);
  expect(out.match(/<line class="objective"/g)).toHaveLength(1);
});

test('JSON has the results as they are', async () => {
  const { out } = await cli(['drills', 'drills', '--json'], { cwd: folderOf(YEAR) });
  const { kind, drills, problems } = JSON.parse(out);
  expect([kind, problems]).toEqual(['cdktf-cluster-restore/drills', []]);
  expect(drills.map(({ runs }: { runs: object[] }) => runs)).toEqual([
    [YEAR['c.json'], YEAR['a.json'], YEAR['b.json']],
    [YEAR['other.json']],
  ]);
});

test.each(['markdown', 'html', 'json'])(
  'as %s, a file that is not a result is named, and fails',
  async (format) => {
    const cwd = folderOf({
      ...YEAR,
      'half.json': JSON.stringify(YEAR['a.json']).slice(0, 99),
      'x.json': '{}',
    });
    mkdirSync(join(cwd, 'drills', 'folder.json'));
    const { out, errors, code } = await cli(['drills', 'drills', '--format', format], { cwd });
    expect(code).toBe(1);
    const fix = 'Remove it, or restore it from version control.';
    expect(errors).toEqual([
      `folder.json is not JSON. ${fix}`,
      `half.json is not JSON. ${fix}`,
      `x.json is not the result of a drill. ${fix}`,
    ]);
    for (const name of ['folder.json', 'half.json', 'x.json']) expect(out).toContain(name);
  },
);

test('a folder without a result fails, and one that is not there is wrong', async () => {
  const empty = await cli(['drills', 'drills'], { cwd: folderOf({}) });
  expect([empty.code, empty.errors]).toEqual([1, ['drills contains no drill result.']]);
  const missing = await cli(['drills', 'none'], { cwd: folderOf({}) });
  expect([missing.code, missing.errors]).toEqual([
    2,
    ['none: the folder does not exist. Name the resultsFolder of a drill.'],
  ]);
});
