import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const policy = readFileSync(join(ROOT, 'examples', 'ci', 'restores.rego'), 'utf8');
const schema = JSON.parse(
  readFileSync(join(ROOT, 'docs', 'restore-plan.schema.json'), 'utf8'),
) as Schema;

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly const?: string;
}

/** What the names of the policy stand for. */
const NAMES: Readonly<Record<string, Schema | undefined>> = {
  input: schema,
  restore: schema.properties?.restores?.items,
  finding: schema.properties?.restores?.items?.properties?.findings?.items,
  entry: schema.properties?.notReviewed?.items,
};
const read = [...policy.matchAll(/\b(input|restore|finding|entry)((?:\.[A-Za-z]+)+)/g)].map(
  ([path, name = '', fields = '']) => [path, name, fields.slice(1).split('.')] as const,
);

test('the policy reads a good part of the review', () => {
  expect(new Set(read.map(([path]) => path)).size).toBeGreaterThan(8);
});

test.each(read)('%s is a field of the review', (_path, name, fields) => {
  let place = NAMES[name];
  for (const field of fields) place = place?.properties?.[field];
  expect(place).toBeDefined();
});

test('the policy refuses a document of another kind', () => {
  expect(policy).toContain(`input.kind != "${schema.properties?.kind?.const}"`);
});
