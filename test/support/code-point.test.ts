import fc from 'fast-check';
import { codePoint } from './code-point';

test('a unit is one character, which fast-check finds again to make it shorter', () => {
  fc.assert(
    fc.property(codePoint, (unit) => {
      expect([...unit]).toEqual([unit]);
      expect(unit).toBe(Buffer.from(unit).toString());
      expect(codePoint.canShrinkWithoutContext(unit)).toBe(true);
    }),
  );
  const others = ['', 'ab', '\ud800', '\udfff'];
  expect(others.filter((text) => codePoint.canShrinkWithoutContext(text))).toEqual([]);
  expect(
    ['\0', '\ud7ff', '\ue000', '\u{10ffff}'].map((text) => codePoint.canShrinkWithoutContext(text)),
  ).toEqual(Array(4).fill(true));
});
