import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule, RuleDescription } from '../src/evaluation/rule';
import { vendors } from '../src/vendors';
import { liveTests } from './support/titles';

const SOURCES = join(__dirname, '..', 'src');
const VENDORS = readdirSync(SOURCES).filter((name) => existsSync(join(SOURCES, name, 'rules')));

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
      if (exported.length !== 1) throw new Error(`${vendor}/rules/${name} exports not one rule`);
      return { vendor, file: name.replace(/\.ts$/, ''), rule: exported[0] as Rule<object> };
    }),
);

const SHAPES = vendors.flatMap(({ definition: { vendor, shapeRules = [] } }) =>
  shapeRules.map((rule) => ({ vendor, rule })),
);

/** How many tests with an expectation are in the describe blocks of each id, by vendor. */
const TESTS = new Map(VENDORS.map((vendor) => [vendor, testsOf(vendor)] as const));

function testsOf(vendor: string): ReadonlyMap<string, number> {
  const folder = join(__dirname, vendor, 'rules');
  const counts = new Map<string, number>();
  for (const name of readdirSync(folder)) {
    for (const { blocks } of liveTests(readFileSync(join(folder, name), 'utf8'))) {
      for (const block of blocks) counts.set(block, (counts.get(block) ?? 0) + 1);
    }
  }
  return counts;
}

function expectDescribed({ holds, remedy, source, certainty }: RuleDescription): void {
  for (const text of [holds, remedy, source]) expect(text.trim()).toMatch(/^.{4,}[^.]$/);
  expect(certainty).toMatch(/documented|inferred|unconfirmed|conflict|ours|examples/);
}

/** The text of a rule; of one that vendors share, where it is made of that. */
function sourceOf(vendor: string, file: string): string {
  const text = readFileSync(join(SOURCES, vendor, 'rules', `${file}.ts`), 'utf8');
  const shared = /from '..\/..\/vendor\/([\w-]+-rule)'/.exec(text)?.[1];
  return shared === undefined
    ? text
    : readFileSync(join(SOURCES, 'vendor', `${shared}.ts`), 'utf8');
}

test('there is a vendor, and it has rules', () => {
  expect(VENDORS).toContain('zilliz');
  expect(RULES.length).toBeGreaterThan(20);
  expect(SHAPES.length).toBeGreaterThan(5);
});

describe.each(RULES.map(({ rule, ...one }) => [rule.id, { rule, ...one }] as const))(
  '%s',
  (id, { vendor, file, rule }) => {
    test('is named after its vendor and its file', () => {
      expect(id).toBe(`${vendor}_${file}`.toUpperCase().replaceAll('-', '_'));
    });

    test('is applied', () => {
      const definition = vendors.find((one) => one.definition.vendor === vendor)?.definition;
      const operations = Object.values(definition?.operations ?? {});
      const applied = [...operations, ...Object.values(definition?.settings ?? {})];
      expect(applied.flatMap(({ rules }) => rules)).toContain(rule);
    });

    test('has a describe block of its name with at least two tests', () => {
      expect(TESTS.get(vendor)?.get(id)).toBeGreaterThanOrEqual(2);
    });

    test('is described for docs/rules.md', () => {
      expectDescribed(rule);
    });

    test('names every severity that its findings may have', () => {
      const text = sourceOf(vendor, file);
      const [, body = ''] = text.split(/\n {2,4}check\(|\n {2}claim\(/);
      const others = text.replace(/otherSeverities: \[.*\]/, '');
      const found = [...others.matchAll(/'(error|acknowledge|warning|unchecked)'/g)];
      const named = [rule.severity, ...(rule.otherSeverities ?? [])];
      expect(body).not.toBe('');
      expect([...new Set(found.map(([, name]) => name))].sort()).toEqual([...named].sort());
    });
  },
);

describe.each(SHAPES.map(({ rule, vendor }) => [rule.id, { rule, vendor }] as const))(
  '%s',
  (id, { rule, vendor }) => {
    test('has a describe block with a test, and is described', () => {
      expect(TESTS.get(vendor)?.get(id)).toBeGreaterThanOrEqual(1);
      expectDescribed(rule);
    });
  },
);

test.each(VENDORS)('every id that a schema of %s reports is a rule', (vendor) => {
  const text = readFileSync(join(SOURCES, vendor, 'model', 'declaration.ts'), 'utf8');
  const reported = [...text.matchAll(/(?:ruleId:|SHAPE_RULE_ID =) '([A-Z_]+)'/g)];
  const known = [...RULES, ...SHAPES].map(({ rule }) => rule.id);
  expect(reported.length).toBeGreaterThan(3);
  expect(reported.map(([, id]) => id).filter((id = '') => !known.includes(id))).toEqual([]);
});
