import fc from 'fast-check';
import { Rerun } from '../../../src';
import { isSafeSegment } from '../../../src/vendor/request';
import { codePoint } from '../../support/code-point';

export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
export const flag = maybe(fc.boolean());
/** Names of databases and tables: any text, with what Terraform, JSON, URLs and shells would read in it. */
const SPECIAL = [
  '$\u007bx}',
  '%{if}',
  '$$\u007b',
  'a/b',
  '?',
  '#',
  '%41',
  '"',
  "'",
  '\\',
  '`',
  'é\u2028',
  '{x}',
];
export const name = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: codePoint, minLength: 1 }),
    fc.constantFrom(...SPECIAL),
  )
  .filter((text) => isSafeSegment(text) && !text.includes('.'));
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
/** Databases that no cluster of the simulator has. */
export const newNames = names.map((all) => all.map((one) => `new ${one}`));

export const token = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/).map((one) => Rerun.onToken(one));

/** An owner, a class of data: what marks are made of. */
export const about = fc.record({
  owner: fc.stringMatching(/^[a-z][a-z-]{0,20}$/),
  dataClass: maybe(fc.stringMatching(/^[a-z][a-z-]{0,20}$/)),
});
