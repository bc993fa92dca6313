import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const FOLDER = join(__dirname, '..', '..', '.github', 'ISSUE_TEMPLATE');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const forms = readdirSync(FOLDER).filter((name) => name !== 'config.yml');

interface Field {
  readonly type: string;
  readonly id?: string;
  readonly attributes: { readonly label?: string; readonly options?: readonly string[] };
}

test('there is a form for a bug, and blank issues are off', () => {
  expect(forms).toContain('bug.yml');
  expect(parse(read('config.yml')).blank_issues_enabled).toBe(false);
});

// What GitHub refuses without a word: it then offers no form at all.
test.each(forms)('%s is a form that GitHub shows', (name) => {
  const form = parse(read(name)) as { name: string; description: string; body: Field[] };
  expect(form.name.length).toBeGreaterThan(2);
  expect(form.description.length).toBeLessThanOrEqual(200);
  const fields = form.body.filter(({ type }) => type !== 'markdown');
  expect(fields.length).toBeGreaterThan(1);
  const ids = fields.map(({ id = '' }) => id);
  expect(new Set(ids).size).toBe(form.body.filter(({ id }) => id !== undefined).length);
  for (const { type, id, attributes } of fields) {
    expect(type).toMatch(/^(input|textarea|dropdown|checkboxes)$/);
    expect(id).toMatch(/^[\w-]+$/);
    expect(attributes.label).toMatch(/./);
  }
});
