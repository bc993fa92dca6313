import fc from 'fast-check';
import { decodeDeclaration, decodeValues } from '../../src/spec/decode';
import {
  encodeTokens,
  specFields,
  specText,
  splitTokens,
  type TokenSystem,
} from '../../src/spec/encode';
import { VALUE_VARIABLE_PREFIX } from '../../src/spec/names';
import { escapeTemplates, hasExpression, unescapeTemplates } from '../../src/spec/templates';
import { codePoint } from '../support/code-point';
import { cpuSeconds } from '../support/cpu';

/** Stands for a framework's token; its value is what Terraform will resolve. */
class Later {
  constructor(readonly value: string) {}
}

const tokens: TokenSystem = {
  isToken: (value) => value instanceof Later,
  expression: (token) => (token as Later).value,
};

// What no leaf may be is left out: an object that is a reference already, and values that JSON does not have.
const key = fc.string().filter((name) => name !== '$env');
const leaf = fc.oneof(
  fc.string({ unit: codePoint }),
  fc.constantFrom('$\u007bx}', '%{if}', '$$\u007b', '$$', '%%{', '\u00e9\u2028'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.string().map((value) => new Later(value)),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));
const declaration = fc.dictionary(key, tree as fc.Arbitrary<unknown>);

/** The value with each token replaced by what Terraform resolves. */
function resolved(value: unknown): unknown {
  if (value instanceof Later) return value.value;
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolved(item)]));
}

/** The environment of the runner: Terraform has evaluated its templates. */
const evaluated = (variables: Readonly<Record<string, string>>) => (name: string) =>
  variables[name] === undefined ? undefined : unescapeTemplates(variables[name]);

test('what synth encodes, the runner decodes', () => {
  fc.assert(
    fc.property(declaration, (given) => {
      const { value, variables } = encodeTokens(given, tokens);
      const text = specText(specFields(value as object));
      expect(hasExpression(text)).toBe(false);
      expect([...text].every((character) => character < '\u007f')).toBe(true);
      const decoded = decodeValues(JSON.parse(unescapeTemplates(text)), evaluated(variables));
      expect(decoded).toEqual(resolved(given));
    }),
  );
});

test('synth and the review agree on what is known and what is not', () => {
  fc.assert(
    fc.property(declaration, (given) => {
      const { known, unknown, isUnknown } = splitTokens(given, tokens);
      const { value, variables } = encodeTokens(given, tokens);
      const review = decodeDeclaration(value, variables);
      expect(review.known).toEqual(known);
      expect(review.unknown.map(({ keys }) => keys)).toEqual(unknown.map(({ keys }) => keys));
      for (const { path } of review.unknown) {
        expect([path, isUnknown(path), review.isUnknown(path)]).toEqual([path, true, true]);
      }
    }),
  );
});

test('a template is escaped and unescaped to itself', () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom('$', '%', '{', '}', 'a')).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      expect(unescapeTemplates(escapeTemplates(given))).toBe(given);
      expect(hasExpression(escapeTemplates(given))).toBe(false);
    }),
  );
});

test('a number of Terraform is a number, and an empty text is not 0', () => {
  const spec = { cuSize: { $env: `${VALUE_VARIABLE_PREFIX}0`, as: 'number' } };
  expect(decodeValues(spec, () => '4')).toEqual({ cuSize: 4 });
  expect(decodeValues(spec, () => ' ')).toEqual({ cuSize: ' ' });
  expect(decodeValues(spec, () => undefined)).toEqual({ cuSize: '' });
});

test('an object that only resembles a reference is data', () => {
  const data = { $env: `${VALUE_VARIABLE_PREFIX}0`, as: 'list' };
  expect(decodeValues(data, () => 'x')).toEqual(data);
  expect(decodeValues({ $env: 'HOME', as: 'string' }, () => 'x')).toEqual({
    $env: 'HOME',
    as: 'string',
  });
});

test('what a review shows of a value that is known after apply', () => {
  const environment = { [`${VALUE_VARIABLE_PREFIX}0`]: '$\u007bvar.name}' };
  const reference = { $env: `${VALUE_VARIABLE_PREFIX}0`, as: 'string' };
  expect(decodeDeclaration({ a: [reference], b: 1 }, environment)).toMatchObject({
    known: { a: [undefined], b: 1 },
    shown: { a: ['known after apply (var.name)'], b: 1 },
    unknown: [{ path: 'a[0]', expression: '$\u007bvar.name}', kind: 'string' }],
  });
});

test('marks of templates in front of a token are escaped in a time that grows with the text alone', () => {
  const long = '$'.repeat(200_000);
  const text = `${long}x\u0024{TfToken[a.1]}`;
  expect(cpuSeconds(() => expect(escapeTemplates(text)).toBe(text))).toBeLessThan(2);
  expect(escapeTemplates('a$%\u0024{TfToken[a.1]}')).toBe('a\u0024{"$%"}\u0024{TfToken[a.1]}');
});
