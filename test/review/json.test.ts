import { jsonText } from '../../src/review/render/json';

test('a document holds no character that a terminal or a CI system would take for its own', () => {
  const document = { a: 'x\u009b\u2028\u202e\u{e0041}##[group]::warning::y', b: ['Ü 数据'] };
  const text = jsonText(document);
  expect(text).not.toMatch(/[\u007f-\u009f\u2028\u202e]|\u{e0041}|##\[|::w/u);
  expect(text).toContain('Ü 数据');
  expect(JSON.parse(text)).toMatchObject(document);
});
