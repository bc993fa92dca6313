import type { Problem, Rule } from '../../evaluation/rule';
import { LABEL_KEYS, type MarksDeclaration } from '../model/marks';

const LABEL_VALUE = /^[a-z0-9-]{0,63}$/;

/** What a destination is labelled with is what the vendor takes for a label. */
export const labels: Rule<Partial<MarksDeclaration>> = {
  id: 'COCKROACH_LABELS',
  severity: 'error',
  holds:
    'With labelDestination, at least one of owner, dataClass and expiresOn is given, each of lower-case letters, digits and dashes, at most 63',
  remedy: 'Write it as a label, for example `orders-team`',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/labels',
  certainty: 'documented',
  check(declaration, { isUnknown }) {
    if (declaration.labelDestination !== true) return [];
    const names = Object.keys(LABEL_KEYS) as (keyof typeof LABEL_KEYS)[];
    const given = names.filter((name) => declaration[name] !== undefined || isUnknown(name));
    if (given.length === 0) {
      const problem = 'has nothing to write: owner, dataClass and expiresOn are not given';
      const fix = 'Give at least one of them, or leave labelDestination out';
      return [{ path: 'labelDestination', problem, got: true, fix }];
    }
    return given.flatMap((path): Problem[] => {
      const got = declaration[path];
      if (got === undefined || LABEL_VALUE.test(got)) return [];
      const problem = `cannot be a label of CockroachDB Cloud, which has lower-case letters, digits and dashes, at most 63`;
      const fix = `Write it as a label, for example ${JSON.stringify(asLabel(got))}, or leave labelDestination out`;
      return [{ path, problem, got, fix }];
    });
  },
};

function asLabel(text: string): string {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return label === '' ? 'orders-team' : label;
}
