import { vendors } from '../../vendors';
import { ownRules } from '../model/own-rules';

/** Where the pages about rules stand; `repository` of package.json. */
const PAGES = 'https://github.com/cdktf-cluster-restore/cdktf-cluster-restore/blob/main/docs/';
/** A rule as a SARIF log describes it. */
export function sarifRule(id: string): object {
  const rule = vendors
    .flatMap(({ definition: { operations, settings = {}, shapeRules = [] } }) => [
      ...[...Object.values(operations), ...Object.values(settings)].flatMap(({ rules }) => rules),
      ...shapeRules,
    ])
    .find((one) => one.id === id);
  const own = ownRules.find((one) => one.id === id);
  const text =
    rule?.holds ?? own?.holds ?? 'A declaration has the right form, and keeps the policy.';
  return {
    id,
    shortDescription: { text: text.endsWith('.') ? text : `${text}.` },
    ...(rule === undefined ? {} : { help: { text: `${rule.remedy}. Source: ${rule.source}` } }),
    helpUri: `${PAGES}${own?.page ?? pageOf(id)}`,
  };
}

/** The rules of a vendor are under its name, those of a policy where that is described. */
function pageOf(id: string): string {
  const vendor = vendors.find(({ definition }) =>
    id.startsWith(`${definition.vendor.toUpperCase()}_`),
  );
  if (vendor === undefined) return 'review.md#policy';
  return `rules.md#${vendor.definition.title.toLowerCase().replaceAll(' ', '-')}`;
}
