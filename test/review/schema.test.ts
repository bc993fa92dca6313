import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import * as z from 'zod/mini';
import { DIFF_SCHEMA_ID, RestoreDiffDocument } from '../../src/review/diff/schema';
import { RestorePlanDocument, SCHEMA_ID } from '../../src/review/model/schema';
import { expectText } from '../support/expected';

const DOCS = join(__dirname, '..', '..', 'docs');

function expected(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(__dirname, 'expected', name), 'utf8'));
}

describe.each([
  ['plan', { $id: SCHEMA_ID, ...z.toJSONSchema(RestorePlanDocument) }, 'restores'],
  ['diff', { $id: DIFF_SCHEMA_ID, ...z.toJSONSchema(RestoreDiffDocument) }, 'changes'],
])('the document of a %s', (name, schema, entries) => {
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  const document = expected(`${name}.json`);

  test('has the published JSON Schema of the code', () => {
    const file = join(DOCS, `restore-${name}.schema.json`);
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    expectText(file, text);
    expect(schema).toMatchObject({ $id: document.$schema });
    expect(document.$schema).toMatch(new RegExp(`/docs/restore-${name}\\.schema\\.json$`));
  });

  test('is accepted', () => {
    validate(document);
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['another kind', { kind: 'something-else' }],
    ['another version', { version: 2 }],
    ['no verdict', { verdict: undefined }],
    ['entries of another form', { [entries]: [{ path: 1 }] }],
    ['a field that the schema does not have', { more: 1 }],
    ['a count that is none', { counts: { ...(document.counts as object), new: 'many' } }],
  ])('is refused with %s', (_title, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...document, ...change })))).toBe(false);
  });
});
