import { liveTests } from './titles';

const titles = (text: string) =>
  liveTests(text).map(({ title, blocks }) => [...blocks, title].join(' > '));

test('a test that expects something is one, in each form', () => {
  expect(
    titles(`
      test('one', () => { expect(1).toBe(1); });
      it('two', async () => { await expectRefused(); });
      test.each([[1]])('three %i', (n) => expect(n).toBe(1));
      describe('block', () => {
        test('four', () => expect(1).toBe(1));
        describe.each(['x'])('%s', () => { test('five', () => expect(1).toBe(1)); });
      });
    `),
  ).toEqual(['one', 'two', 'three %i', 'block > four', 'block > %s > five']);
});

test.each([
  ['skipped', "test.skip('a', () => { expect(1).toBe(1); });"],
  [
    'skipped with its block',
    "describe.skip('b', () => { test('a', () => { expect(1).toBe(1); }); });",
  ],
  ['a skipped table', "test.skip.each([[1]])('a', () => { expect(1).toBe(1); });"],
  ['still to be written', "test.todo('a');"],
  ['empty', "test('a', () => undefined);"],
  ['without an expectation', "test('a', async () => { await run(); });"],
  ['a comment', "// test('a', () => { expect(1).toBe(1); });"],
  ['the only one', "test.only('a', () => { expect(1).toBe(1); });"],
])('what is %s is not a test', (_title, text) => {
  expect(titles(text)).toEqual([]);
});

test('the rows of a table belong to its tests', () => {
  const [found] = liveTests(
    "describe.each(['a row'])('%s', () => { test('t', () => expect(1)); });",
  );
  expect(found?.source).toContain('a row');
});
