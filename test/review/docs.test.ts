import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliExit } from '../../src/cli/terminal';
import { readPolicy } from '../../src/review/policy/read';
import { cli } from '../cli/cli';

const DOCS = join(__dirname, '..', '..', 'docs');
const text = readFileSync(join(DOCS, 'review.md'), 'utf8');
const [table = ''] = text.split('## Restored again');
const expected = (name: string) => readFileSync(join(__dirname, 'expected', name), 'utf8');

test('the table names the eleven things that a reviewer needs', () => {
  expect(table.match(/^\| \d+ \|/gm)).toHaveLength(11);
});

test('every row that the table names is in the renderings', () => {
  for (const label of [
    'vendor',
    'source',
    'backup',
    'target',
    'version',
    'encryption',
    'size',
    'contents',
    'items',
    'timeout',
    'on destroy',
    'restores again',
    'roles',
    'owner',
    'not checked',
  ]) {
    expect(expected('plan.txt')).toContain(`  ${label.padEnd(16)}`);
    expect(expected('plan.md')).toContain(`| ${label} |`);
    expect(expected('plan.html')).toContain(`<dt>${label}</dt>`);
  }
  for (const label of [
    'runs again',
    'not applied',
    'changes',
    'unknown',
    'note',
    'downgrade',
    'erases',
    'acknowledged',
  ]) {
    expect(expected('diff.txt')).toContain(`  ${label.padEnd(16)}`);
  }
});

test('every field of JSON that the table names is in the document', () => {
  const json = `${expected('plan.json')}${expected('diff.json')}`;
  const fields = [...table.matchAll(/^\| \d+ \|.*$/gm)]
    .map(([row]) => row.split('|')[6] ?? '')
    .flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(fields.length).toBeGreaterThan(15);
  for (const field of fields) expect(json).toContain(`"${field}":`);
});

test.each(['plan', 'diff'])('the counts of a %s are those of the document', (name) => {
  const [, said = ''] = /`counts`\s+of\s+a\s+plan\s+has([\s\S]*?)\n\n/.exec(text) ?? [];
  const [plan = '', diff = ''] = said.split(/`counts`\s+of\s+a\s+diff/);
  const named = [...(name === 'plan' ? plan : diff).matchAll(/`(\w+)`/g)].map(([, word]) => word);
  expect(named.sort()).toEqual(Object.keys(JSON.parse(expected(`${name}.json`)).counts).sort());
});

test('annotations and results are of the kinds that the table names', () => {
  const github = `${expected('plan.github.txt')}${expected('diff.github.txt')}`;
  expect([...new Set(github.match(/^::\w+/gm))].sort()).toEqual([
    '::error',
    '::notice',
    '::warning',
  ]);
  expect(github).toMatch(/^::notice .* ZILLIZ_CMEK_DROPPED::.* Acknowledged: /m);
  const sarif = `${expected('plan.sarif')}${expected('diff.sarif')}`;
  expect([...new Set(sarif.match(/"level": "\w+"/g))].sort()).toEqual([
    '"level": "error"',
    '"level": "note"',
    '"level": "warning"',
  ]);
  // A restore that is gone is in neither.
  expect(expected('diff.txt')).toContain('\norders/rollback  REMOVED');
  expect(expected('diff.sarif')).not.toContain('orders/rollback');
  expect(expected('diff.github.txt')).not.toContain('orders/rollback');
});

test('the policy that the document shows is one', () => {
  const policies = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) =>
    readPolicy('review.md', json),
  );
  expect(policies.map(({ allowUnknownValues }) => allowUnknownValues)).toEqual([undefined, false]);
  expect(policies[0]?.allowedAddresses).toHaveLength(1);
});

test('every exit code and every command is in the document', async () => {
  for (const code of Object.values(CliExit)) expect(text).toContain(`\n| ${code} |`);
  const { out } = await cli(['--help']);
  for (const command of ['plan', 'diff', 'check', 'preflight']) {
    expect(out).toContain(`  ${command} `);
    expect(text).toContain(`cluster-restore ${command} `);
  }
});
