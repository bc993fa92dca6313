import type { Issue } from '../../evaluation/issue';
import { unknownProp } from '../../evaluation/schema';

/** What every restore may be told besides its declaration. */
export const RESTORE_PROPS: readonly string[] = [
  'acknowledge',
  'rerun',
  'timeoutMinutes',
  'owner',
  'dataClass',
  'expiresOn',
];

/**
 * Props that a construct does not have. TypeScript refuses them in a literal, but neither in a spread nor in
 * plain JavaScript, where a misspelt `removalPolicy` would be lost in silence.
 */
export function unknownProps(given: object, known: readonly string[], ruleId: string): Issue[] {
  return Object.entries(given)
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([path]) => unknownProp(ruleId, path));
}
