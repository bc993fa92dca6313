import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, zilliz } from '../../src';
import { cli } from '../cli/cli';
import { cockroachClusterProps } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { clusterProps } from '../support/zilliz';
import { firstVersion, secondVersion, synthesised } from './app';
import { expectFile } from './expected';

const cwd = newFolder('renderings');
beforeAll(() => {
  firstVersion(join(cwd, 'before.out'));
  secondVersion(join(cwd, 'after.out'));
});

const FORMATS = [
  ['text', 'txt'],
  ['markdown', 'md'],
  ['json', 'json'],
  ['html', 'html'],
  ['sarif', 'sarif'],
  ['github', 'github.txt'],
  ['gitlab', 'gitlab.json'],
  ['junit', 'junit.xml'],
] as const;

/** A release changes no checked-in file; `sarif.test.ts` looks at the version. */
function withoutVersion(text: string): string {
  return text.replace(/"semanticVersion": "[^"]+"/, '"semanticVersion": "0.0.0"');
}

describe('eight restores of both vendors', () => {
  test.each(FORMATS)('the plan as %s is what the checked-in file shows', async (format, ending) => {
    const { out, errors, code } = await cli(['plan', 'before.out', '--format', format], { cwd });
    expect({ errors, code }).toEqual({ errors: [], code: 0 });
    expectFile(`plan.${ending}`, withoutVersion(out));
  });

  test.each(FORMATS)('the diff as %s is what the checked-in file shows', async (format, ending) => {
    const args = ['diff', 'before.out', 'after.out', '--format', format];
    const { out, errors, code } = await cli(args, { cwd });
    expect({ errors, code }).toEqual({ errors: [], code: 0 });
    expectFile(`diff.${ending}`, withoutVersion(out));
  });

  test('the same output gives the same bytes from another folder', async () => {
    const other = newFolder('elsewhere');
    firstVersion(join(other, 'before.out'));
    for (const [format] of FORMATS) {
      const args = ['plan', 'before.out', '--format', format];
      expect((await cli(args, { cwd: other })).out).toBe((await cli(args, { cwd })).out);
    }
  });

  test('no rendering holds an absolute path of this machine', async () => {
    for (const [format] of FORMATS) {
      const { out } = await cli(['plan', join(cwd, 'before.out'), '--format', format], { cwd });
      expect(out).not.toContain(cwd);
    }
  });

  test('the verdict is in the first lines, and names what erases data', async () => {
    const { out } = await cli(['plan', 'before.out'], { cwd });
    const [head = ''] = out.split('Ages and expiries');
    expect(head.split('\n').length).toBeLessThan(16);
    expect(head).toContain('DESTRUCTIVE: 2 of 7 restores erase data');
    expect(head).toContain(
      'erased: orders/rollback: every database of cluster “orders-production”',
    );
    expect(head).toContain('erased: orders/staging: ');
  });

  test('text has colours at a terminal only, and keeps to its width', async () => {
    const esc = String.fromCharCode(27);
    expect((await cli(['plan', 'before.out'], { cwd })).out).not.toContain(esc);
    const terminal = await cli(['plan', 'before.out'], { cwd, isTty: true, width: 60 });
    expect(terminal.out).toContain(`${esc}[31m`);
    expect(
      (await cli(['plan', 'before.out'], { cwd, isTty: true, env: { NO_COLOR: '1' } })).out,
    ).not.toContain(esc);
    const narrow = (await cli(['plan', 'before.out'], { cwd, width: 60 })).out.split('\n');
    const prose = narrow.filter((line) => /^ {2}[a-z]/.test(line) && !line.startsWith('  call'));
    expect(prose.length).toBeGreaterThan(50);
    expect(prose.filter((line) => line.length > 60)).toEqual([]);
  });

  test.each([
    ['a word could be ours', 'unused', '“unused”'],
    ['as could several', 'not stated', '“not stated”'],
    ['a word with a dash or a line', 'data_class-b', '“data_class-b”'],
    ['what stands for no value', '(none)', '“(none)”'],
    ['a number is none', '2026-12-31', '2026-12-31'],
    ['nor is a path', 'teams/search', 'teams/search'],
  ])(
    'text quotes a value that could be read as a word of ours: %s',
    async (_title, value, said) => {
      synthesised(join(cwd, 'owned.out'), (search) => {
        new zilliz.RestoredCluster(search, 'a', clusterProps({ owner: value }));
      });
      synthesised(join(cwd, 'unowned.out'), (search) => {
        new zilliz.RestoredCluster(search, 'a', clusterProps());
      });
      const { out } = await cli(['plan', 'owned.out'], { cwd });
      expect(out).toContain(`\n  owner           ${said}, no data class stated,`);
      const { out: diff } = await cli(['diff', 'owned.out', 'unowned.out'], { cwd });
      expect(diff).toContain(`\n  changes         owner: ${said} → (none)\n`);
    },
  );

  test('text breaks JSON behind its commas, and loses nothing of it', async () => {
    const tables = Array.from({ length: 9 }, (_, at) => ({
      database: 'ledger',
      schema: 'public',
      table: `entries_${'x'.repeat(at)}`,
    }));
    for (const [name, count] of [
      ['few.out', 1],
      ['many.out', 9],
    ] as const) {
      synthesised(join(cwd, name), (_search, orders) => {
        const of = { ...cockroachClusterProps(), tables: tables.slice(0, count) };
        new cockroach.RestoredTables(orders, 't', of);
      });
    }
    const { out } = await cli(['diff', 'few.out', 'many.out'], { cwd });
    const [row = ''] = /^ {2}runs again[\s\S]*?(?=\n {2}\w)/m.exec(out) ?? [];
    const lines = row.split('\n').map((line) => line.slice(18));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/(,|→)$/);
    expect(lines.join('')).toContain(`“${JSON.stringify(tables)}”`);
  });

  test('what erases data is never folded in Markdown and HTML', async () => {
    for (const [format, fold] of [
      ['markdown', /<details>[\s\S]*?<\/details>/g],
      ['html', /<details>[\s\S]*?<\/details>/g],
    ] as const) {
      const { out } = await cli(['plan', 'before.out', '--format', format], { cwd });
      const open = out.replace(fold, '');
      expect(open.match(/is deleted before the restore/g)?.length).toBeGreaterThanOrEqual(2);
    }
  });
});

test.each([
  ['text', '(sent before the restore, and only if the cluster has no database “audit”)'],
  [
    'markdown',
    'This call is sent before the restore, and only if the cluster has no database `audit`:\n\n```http\nPOST ',
  ],
  [
    'html',
    'This call is sent before the restore, and only if the cluster has no database <code>audit</code>:</p>',
  ],
])('%s says when a call is sent that is not always', async (format, note) => {
  const { out } = await cli(['plan', 'before.out', '--format', format], { cwd, width: 120 });
  expect(out).toContain(note);
});

test('settings of backups are written, not restored, in every word about them', async () => {
  const { out } = await cli(['plan', 'before.out', '--format', 'text'], { cwd, width: 100 });
  const [, section = ''] = /^(orders\/schedule [\s\S]*?)\n\n/m.exec(out) ?? [];
  expect(section).toContain('  settings        a backup every 60 minutes;');
  expect(section).toContain(
    '  writes again    each apply compares the settings with the declaration',
  );
  expect(section).toContain('is unconfirmed) on the cluster, or on the organization');
  expect(section).not.toMatch(/restore|source|owner|contents/);
});

test('a place is the line of the step that sends the request', async () => {
  const { out } = await cli(['plan', 'before.out', '--format', 'json'], { cwd });
  const { restores } = JSON.parse(out) as {
    restores: { address: string; location: { file: string; line: number } }[];
  };
  expect(restores).toHaveLength(8);
  for (const { address, location } of restores) {
    const lines = readFileSync(join(cwd, 'before.out', location.file), 'utf8').split('\n');
    expect(lines[location.line - 1]?.trim()).toBe(`"${address.replace('null_resource.', '')}": {`);
  }
});
