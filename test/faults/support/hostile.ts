import * as fc from 'fast-check';
import { codePoint } from '../../support/code-point';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: templates of Terraform, not of JavaScript.
/** What has a meaning to Terraform, to a shell, to a terminal or to JSON. */
const FRAGMENTS = [
  '${',
  '%{',
  '$${',
  '%%{',
  '$$${',
  '$%{',
  '}',
  '$',
  '%',
  '${path.module}',
  '${file("/etc/passwd")}',
  '%{ if true }yes%{ endif }',
  '$(touch pwned)',
  '; touch pwned',
  '`touch pwned`',
  '"',
  "'",
  '\\',
  '\\"',
  '\\u0041',
  '\n',
  '\r\n',
  '\u0000',
  '\u001b[31m',
  '\u0007',
  '\u202e',
  '\u2028',
  'e\u0301',
  '\ud83d\ude00',
  '<script>',
  '| a |',
  '{"$env":"CLUSTER_RESTORE_SPEC","as":"string"}',
  ' ',
  'name',
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.

/** Texts that try to be more than texts. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: codePoint, maxLength: 4 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');

/** Different ones, the same in each run. */
export function hostileTexts(count: number, seed: number): string[] {
  const [texts = []] = fc.sample(
    fc.uniqueArray(hostileText, { minLength: count, maxLength: count }),
    { seed, numRuns: 1 },
  );
  return texts;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
export const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;
