import type { Requesting } from '../../vendor/definition';
import { triggerTexts } from '../../vendor/triggers';
import type { Declared } from './declared-props';
import { jsonText } from './json-text';

type Texts = Readonly<Record<string, string>>;

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
