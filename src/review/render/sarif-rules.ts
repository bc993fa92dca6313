import { vendors } from '../../vendors';

/** Where the pages about rules stand; `repository` of package.json. */
const PAGES = 'https://github.com/cdktf-cluster-restore/cdktf-cluster-restore/blob/main/docs/';
const IN_CI = 'review.md#in-ci';
const NOT_REVIEWED = 'review.md#what-is-altered-and-what-is-not-reviewed';

/** Rules that no vendor has, and the page that tells of them. */
const OWN_RULES: Readonly<Record<string, { readonly text: string; readonly page: string }>> = {
  RESTORE_ERASES_DATA: {
    text: 'A restore erases existing data.',
    page: 'review.md#what-a-reviewer-needs-and-where-it-stands',
  },
  RESTORE_IS_WEAKER: {
    text: 'A change protects less than before.',
    page: 'review.md#restored-again-or-not',
  },
  STEP_ALTERED: {
    text: 'The steps of a restore are those that synth writes for its spec.',
    page: NOT_REVIEWED,
  },
  RUNNER_ALTERED: {
    text: 'The runner of a stack is that of the release that reviews it.',
    page: NOT_REVIEWED,
  },
  NOT_REVIEWED: {
    text: 'What could run a program, or hide one, is reviewed by a person.',
    page: NOT_REVIEWED,
  },
  ERASURE_UNKNOWN: {
    text: 'Of a restore that erases data everything but the backup is known.',
    page: 'review.md#values-that-terraform-knows',
  },
  APPROVAL: { text: 'A change needs the approval of a person.', page: IN_CI },
};

/** A rule as a SARIF log describes it. */
export function sarifRule(id: string): object {
  const rule = vendors
    .flatMap(({ definition: { operations, settings = {}, shapeRules = [] } }) => [
      ...[...Object.values(operations), ...Object.values(settings)].flatMap(({ rules }) => rules),
      ...shapeRules,
    ])
    .find((one) => one.id === id);
  const text =
    rule?.holds ?? OWN_RULES[id]?.text ?? 'A declaration has the right form, and keeps the policy.';
  return {
    id,
    shortDescription: { text: text.endsWith('.') ? text : `${text}.` },
    ...(rule === undefined ? {} : { help: { text: `${rule.remedy}. Source: ${rule.source}` } }),
    helpUri: `${PAGES}${OWN_RULES[id]?.page ?? pageOf(id)}`,
  };
}

/** The rules of a vendor stand under its name, those of a policy where that is described. */
function pageOf(id: string): string {
  const vendor = vendors.find(({ definition }) =>
    id.startsWith(`${definition.vendor.toUpperCase()}_`),
  );
  if (vendor === undefined) return 'review.md#policy';
  return `rules.md#${vendor.definition.title.toLowerCase().replaceAll(' ', '-')}`;
}
