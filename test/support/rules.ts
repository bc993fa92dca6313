import * as z from 'zod/mini';
import { ClaimRegister } from '../../src/evaluation/claims';
import { evaluate } from '../../src/evaluation/evaluate';
import type { Finding } from '../../src/evaluation/finding';
import { renderIssue } from '../../src/evaluation/issue';
import type { Rule, Surroundings } from '../../src/evaluation/rule';

/** The moment at which tests of rules take place: noon, two months after the first backups of most tables. */
export const NOW = new Date('2026-11-21T12:00:00Z');

const DAY_MS = 86_400_000;

/** The moment so many days before {@link NOW}, as the APIs write it. */
export function daysAgo(days: number): string {
  return new Date(NOW.getTime() - days * DAY_MS).toISOString();
}

/** What one rule finds in a declaration, as the runner judges it: time alone may stop it. */
export function foundBy<Declaration extends object>(
  rule: Rule<Declaration>,
  declaration: Declaration,
  given: {
    readonly now?: Date;
    readonly unknown?: readonly string[];
    /** The restore that makes the claim of the rule first. */
    readonly claimedFirst?: string;
    readonly surroundings?: Surroundings;
  } = {},
): readonly Finding[] {
  const { now = NOW, unknown = [], claimedFirst, surroundings } = given;
  const operation = { schema: () => z.any(), rules: [rule as Rule<object>], shapeRuleId: 'PROPS' };
  const subject = { path: 'stack/this', operation, declaration, unknown: [], acknowledge: [] };
  const isUnknown = (path: string) => unknown.includes(path);
  const claims = claimedFirst === undefined ? undefined : new ClaimRegister();
  claims?.add(operation.rules, declaration, claimedFirst ?? '', 'stack');
  return evaluate({ ...subject, isUnknown, claims, surroundings }, { now, stage: 'run' }).findings;
}

/** Everything that a rule finds in a declaration, each with its severity in front of the message. */
export function said<Declaration extends object>(
  ...args: Parameters<typeof foundBy<Declaration>>
): string[] {
  return foundBy(...args).map((finding) => `${finding.severity}: ${renderIssue(finding)}`);
}
