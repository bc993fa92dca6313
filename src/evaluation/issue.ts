import { quote } from '../text/text';

/** One thing that is wrong with a declaration, as data; {@link renderIssue} words it. */
export interface Issue {
  /** The rule that found it: a row of `docs/rules.md`. */
  readonly ruleId: string;
  /** The prop it is about, as the user wrote it, for example `collectionMappings[2].dbName`. */
  readonly path: string;
  /** What was expected, or what is wrong, without a full stop. */
  readonly problem: string;
  /** The value given; absent when nothing was given. Never a secret. */
  readonly got?: unknown;
  /** What to change, one or two sentences without the last full stop. */
  readonly fix: string;
}

/** `path: problem, got value. Fix. [RULE_ID]` on one line. */
export function renderIssue(issue: Issue): string {
  const where = issue.path === '' ? '' : `${issue.path}: `;
  const got = issue.got === undefined ? '' : `, got ${quote(issue.got)}`;
  return `${where}${issue.problem}${got}. ${issue.fix}. [${issue.ruleId}]`;
}
