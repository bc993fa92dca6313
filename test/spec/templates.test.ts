import {
  escapeLiterals,
  escapeTemplates,
  hasExpression,
  hasToken,
  templateParts,
  tokenParts,
  unescapeTemplates,
} from '../../src/spec/templates';

/** `$(` and `%(` stand for what Terraform evaluates, so that no linter takes it for a template of TypeScript. */
const of = (text: string) => text.replaceAll('(', '{').replaceAll(')', '}');
const TOKEN = of('$(TfToken[a.1])');

test.each<[string, ReturnType<typeof templateParts>]>([
  ['', []],
  ['plain', [{ literal: 'plain' }]],
  ['$(a)', [{ expression: 'a' }]],
  ['x$(a)y', [{ literal: 'x' }, { expression: 'a' }, { literal: 'y' }]],
  ['$(a)$(b)', [{ expression: 'a' }, { expression: 'b' }]],
  ['x$$(a)y', [{ literal: of('x$(a)y') }]],
  ['%%(if)', [{ literal: of('%(if)') }]],
  ['$%(if)', undefined],
  ['a%(if)', undefined],
  ['%$(a)', [{ literal: '%' }, { expression: 'a' }]],
  ['$(a', undefined],
  ['$(f((b))', undefined],
  ['$(f((b)))', [{ expression: of('f((b))') }]],
  ['$(")")', [{ expression: of('")"') }]],
  ['$("\\")")', [{ expression: of('"\\")"') }]],
  ['$("$(b)")x', [{ expression: of('"$(b)"') }, { literal: 'x' }]],
  ['$("%(b)")', [{ expression: of('"%(b)"') }]],
  ['$("$$(")', [{ expression: of('"$$("') }]],
  ['$("$%(b)")', [{ expression: of('"$%(b)"') }]],
  ['$("$(")")")', [{ expression: of('"$(")")"') }]],
  ['$("a', undefined],
])('%j has the parts %j', (text, parts) => {
  expect(templateParts(of(text))).toEqual(parts);
});

test.each<[string, boolean]>([
  ['plain', false],
  ['(a)', false],
  ['$(a)', true],
  ['%(a)', true],
  ['$$(a)', false],
  ['%%(a)', false],
  ['%$(a)', true],
  ['$%(a)', true],
  ['$', false],
])('that %j is evaluated: %s', (text, is) => {
  expect(hasExpression(of(text))).toBe(is);
});

test.each([
  ['$(a)', '$$(a)'],
  ['%(a)', '%%(a)'],
  ['$$(a)', '$$$(a)'],
  ['$ (a) %', '$ (a) %'],
  ['$(a)%(b)', '$$(a)%%(b)'],
])('%j is escaped to %j, and back', (text, escaped) => {
  expect(escapeLiterals(of(text))).toBe(of(escaped));
  expect(escapeTemplates(of(text))).toBe(of(escaped));
  expect(unescapeTemplates(of(escaped))).toBe(of(text));
});

test.each([
  [TOKEN, TOKEN],
  [`a ${TOKEN} b`, `a ${TOKEN} b`],
  [`a$${TOKEN}`, `a${of('$("$")')}${TOKEN}`],
  [`${TOKEN}$%`, `${TOKEN}$%`],
  [`${TOKEN}${of('x$(b)')}`, `${TOKEN}${of('x$("$")(b)')}`],
  [`${of('x$(b)')}${TOKEN}`, `${of('x$("$")(b)')}${TOKEN}`],
  [`${TOKEN}${of('x$(b%(c')}`, `${TOKEN}${of('x$("$")(b$("%")(c')}`],
])('next to a token, %j becomes %j', (text, escaped) => {
  expect(escapeTemplates(text)).toBe(escaped);
});

test('where tokens stand for texts, only what is next to them is escaped', () => {
  expect(escapeLiterals(`${of('$(a)')}${TOKEN}${of('%(b)')}`)).toBe(
    `${of('$$(a)')}${TOKEN}${of('%%(b)')}`,
  );
});

test('tokens are distinguished from the text around them', () => {
  expect(tokenParts(`a${TOKEN}${TOKEN}b`)).toEqual([
    { text: 'a', isToken: false },
    { text: TOKEN, isToken: true },
    { text: TOKEN, isToken: true },
    { text: 'b', isToken: false },
  ]);
  expect(tokenParts('')).toEqual([]);
  expect(hasToken(`a${TOKEN}`)).toBe(true);
  expect(hasToken(of('$(TfToken)'))).toBe(false);
});
