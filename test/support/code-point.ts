import * as fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const LAST = 0x10ffff - SURROGATES.count;

/**
 * Any character of Unicode, as a unit of `fc.string`: what `unit: 'binary'` is, without the table of a million characters
 * that fast-check builds for it in each test file.
 */
export const codePoint: fc.Arbitrary<string> = fc.integer({ min: 0, max: LAST }).map(
  (at) => String.fromCodePoint(at < SURROGATES.first ? at : at + SURROGATES.count),
  (text) => {
    const [character = ''] = String(text);
    const code = character.codePointAt(0) ?? SURROGATES.first;
    const isSurrogate = code >= SURROGATES.first && code < SURROGATES.first + SURROGATES.count;
    if (character !== text || isSurrogate) throw new Error('not one character');
    return code < SURROGATES.first ? code : code - SURROGATES.count;
  },
);
