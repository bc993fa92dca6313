import { renderIssue } from '../../src/evaluation/issue';
import { type Circumstances, findings, type Rule } from '../../src/evaluation/rule';

/** The moment at which tests of rules take place: noon, two months after the first backups of most tables. */
export const NOW = new Date('2026-11-21T12:00:00Z');

const DAY_MS = 86_400_000;

/** The moment so many days before {@link NOW}, as the APIs write it. */
export function daysAgo(days: number): string {
  return new Date(NOW.getTime() - days * DAY_MS).toISOString();
}

/** Everything that a rule says of a declaration, each with its weight in front of the message. */
export function said<Declaration>(
  rule: Rule<Declaration>,
  declaration: Declaration,
  circumstances: Partial<Circumstances> & { readonly unknown?: readonly string[] } = {},
): string[] {
  const { unknown = [], ...given } = circumstances;
  const isUnknown = (path: string) => unknown.includes(path);
  return findings([rule], declaration, { now: NOW, isUnknown, ...given }).map(
    (finding) => `${finding.severity}: ${renderIssue(finding)}`,
  );
}
