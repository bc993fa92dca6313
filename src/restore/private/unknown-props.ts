import type { Issue } from '../../evaluation/issue';
import { unknownProp } from '../../evaluation/schema';

/** What every restore has besides its declaration. */
export const RESTORE_PROPS: readonly string[] = [
  'acknowledge',
  'dependsOn',
  'rerun',
  'timeoutMinutes',
  'owner',
  'dataClass',
  'expiresOn',
  'formerPath',
];

/**
 * Props that an object does not have. TypeScript refuses them in a literal, but neither in a spread, a mapped list nor
 * in plain JavaScript, where a misspelt one would be lost in silence.
 *
 * @param at the path of the object; empty for the props of the construct
 */
export function unknownProps(
  given: object | undefined,
  known: readonly string[],
  ruleId: string,
  at = '',
): Issue[] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given)
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([name]) => unknownProp(ruleId, at === '' ? name : `${at}.${name}`, known));
}
