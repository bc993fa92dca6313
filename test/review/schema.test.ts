import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { planJsonSchema } from '../../src/review/model/json-schema';

const FILE = join(__dirname, '..', '..', 'docs', 'restore-plan.schema.json');

function expected(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(__dirname, 'expected', name), 'utf8'));
}

const validate = new Ajv2020({ allErrors: true }).compile(planJsonSchema());

test('the published JSON Schema is that of the code', () => {
  const text = `${JSON.stringify(planJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE_EXPECTED === '1') writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

test('accepts a plan', () => {
  validate(expected('plan.json'));
  expect(validate.errors).toBeNull();
});

test.each([
  ['another kind', { kind: 'something-else' }],
  ['another version', { version: 2 }],
  ['no verdict', { verdict: undefined }],
  ['restores of another form', { restores: [{ path: 1 }] }],
])('refuses a document with %s', (_title, change) => {
  expect(validate(JSON.parse(JSON.stringify({ ...expected('plan.json'), ...change })))).toBe(false);
});
