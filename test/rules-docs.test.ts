import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../src/evaluation/rule';

const ROOT = join(__dirname, '..');
const SOURCES = join(ROOT, 'src');
const PAGE = readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8');
const VENDORS = readdirSync(SOURCES).filter((name) => existsSync(join(SOURCES, name, 'rules')));

/** The cells of each row of the page, by the id in the first. */
const ROWS = new Map(
  [...PAGE.matchAll(/^\| ([A-Z][A-Z_]+) \| (.*) \|$/gm)].map(
    ([, id = '', cells = '']) => [id, cells.split(' | ')] as const,
  ),
);

interface RuleFile {
  readonly vendor: string;
  readonly file: string;
  readonly rule: Rule<object>;
}

/** Every rule of every vendor, one a file. */
const RULES = VENDORS.flatMap((vendor): RuleFile[] =>
  readdirSync(join(SOURCES, vendor, 'rules'))
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => {
      const exported = Object.values(require(join(SOURCES, vendor, 'rules', name)) as object);
      if (exported.length !== 1) throw new Error(`${vendor}/rules/${name} exports no single rule`);
      return { vendor, file: name.replace(/\.ts$/, ''), rule: exported[0] as Rule<object> };
    }),
);

/** Ids that schemas name: problems of shape, which have no rule of their own. */
const SHAPES = VENDORS.flatMap((vendor) => {
  const source = readFileSync(join(SOURCES, vendor, 'model/declaration.ts'), 'utf8');
  const named = [...source.matchAll(/(?:ruleId:|SHAPE_RULE_ID =) '([A-Z_]+)'/g)];
  const ofRules = RULES.map(({ rule }) => rule.id);
  const ids = named.map(([, id = '']) => id).filter((id) => !ofRules.includes(id));
  return [...new Set(ids)].map((id) => ({ vendor, id }));
});

/** The text of all tests of a vendor's rules. */
function testsOf(vendor: string): string {
  const folder = join(__dirname, vendor, 'rules');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

test('there is a vendor, and it has rules', () => {
  expect(VENDORS).toContain('zilliz');
  expect(RULES.length).toBeGreaterThan(20);
});

describe.each(RULES.map(({ rule, ...one }) => [rule.id, { rule, ...one }] as const))(
  '%s',
  (id, { vendor, file, rule }) => {
    test('is named after its vendor and its file', () => {
      expect(id).toBe(`${vendor}_${file}`.toUpperCase().replaceAll('-', '_'));
      expect(rule.vendor).toBe(vendor);
    });

    test('is applied', () => {
      const index = require(join(SOURCES, vendor, 'rules')) as Record<string, readonly unknown[]>;
      expect(Object.values(index).flat()).toContain(rule);
    });

    test('has a describe block of its name in the tests', () => {
      expect(testsOf(vendor)).toContain(`describe('${id}'`);
    });

    test('has a row in docs/rules.md that says what the code says', () => {
      const [weight, holds, , source] = ROWS.get(id) ?? [];
      expect({ holds, source }).toEqual({ holds: rule.holds, source: rule.source });
      const text = readFileSync(join(SOURCES, vendor, 'rules', `${file}.ts`), 'utf8');
      const given = [...text.matchAll(/'(error|acknowledge|warning|unchecked)'/g)];
      const weights = new Set([rule.severity, ...given.map(([, name = '']) => name)]);
      expect(weight?.split(', ')).toEqual([...weights]);
    });

    test('has a row that says what to do, and how certain it is', () => {
      const [, , fix = '', , certainty] = ROWS.get(id) ?? [];
      expect(fix).not.toBe('');
      expect(certainty).toMatch(/documented|inferred|unconfirmed|conflict|ours/);
    });
  },
);

test.each(SHAPES.map(({ vendor, id }) => [id, vendor] as const))(
  '%s has a row and a describe block too',
  (id, vendor) => {
    expect(ROWS.get(id)).toHaveLength(5);
    expect(testsOf(vendor)).toContain(`describe('${id}'`);
  },
);

test('docs/rules.md has no row of a rule that is gone', () => {
  const known = [...RULES.map(({ rule }) => rule.id), ...SHAPES.map(({ id }) => id)];
  const ofVendors = [...ROWS.keys()].filter((id) =>
    VENDORS.some((vendor) => id.startsWith(`${vendor.toUpperCase()}_`)),
  );
  expect(ofVendors.filter((id) => !known.includes(id))).toEqual([]);
});
