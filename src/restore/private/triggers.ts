import type { Requesting } from '../../vendor/definition';
import { triggerTexts } from '../../vendor/triggers';
import { jsonText } from './json-text';

type Texts = Readonly<Record<string, string>>;

/** A declaration at synth, where optional props may stand as `undefined`. */
type Declared<T> = { [Key in keyof T]: T[Key] | undefined };

/** The trigger keys of a declaration: those that restore again, and those for the reader. */
export function triggersOf<Declaration>(
  { identity, details }: Pick<Requesting<Declaration>, 'identity' | 'details'>,
  declaration: Declared<Declaration>,
): { readonly target: Texts; readonly details: Texts } {
  const whole = declaration as Declaration;
  return {
    target: triggerTexts(identity(whole), jsonText),
    details: triggerTexts(details(whole), jsonText),
  };
}
