import type { RestoreDiff } from '../diff/schema';
import { DIFF_SCHEMA_ID } from '../diff/schema';
import type { RestorePlanDocument } from '../model/schema';
import { diffText } from './diff-text';
import { diffGithub, planGithub } from './github';
import { gitlabReport } from './gitlab';
import { diffHtml, planHtml } from './html';
import { jsonText } from './json';
import { junitXml } from './junit';
import { diffMarkdown, planMarkdown } from './markdown';
import { diffReport, planReport } from './results';
import { type SarifOptions, sarifLog } from './sarif';
import { planText, type TextOptions } from './text';

/** What a rendering may know of where it will be read, and of the program. */
export type RenderOptions = TextOptions & SarifOptions;

type Renderings<Document> = Readonly<
  Record<string, (document: Document, options: RenderOptions) => string>
>;

const plans: Renderings<RestorePlanDocument> = {
  text: planText,
  markdown: planMarkdown,
  json: jsonText,
  html: planHtml,
  sarif: (plan, options) => sarifLog(planReport(plan), options),
  github: planGithub,
  gitlab: (plan) => gitlabReport(planReport(plan)),
  junit: (plan) => junitXml(planReport(plan)),
};

const diffs: Renderings<RestoreDiff> = {
  text: diffText,
  markdown: diffMarkdown,
  json: (diff) => jsonText({ $schema: DIFF_SCHEMA_ID, ...diff }),
  html: diffHtml,
  sarif: (diff, options) => sarifLog(diffReport(diff), options),
  github: diffGithub,
  gitlab: (diff) => gitlabReport(diffReport(diff)),
  junit: (diff) => junitXml(diffReport(diff)),
};

/** The forms in which a plan is shown. */
export const planFormats = Object.keys(plans);
/** The forms in which a diff is shown. */
export const diffFormats = Object.keys(diffs);

/** Renders a plan in one of {@link planFormats}. */
export function renderPlan(
  plan: RestorePlanDocument,
  format: string,
  options: RenderOptions,
): string {
  return plans[format]?.(plan, options) ?? '';
}

/** Renders a diff in one of {@link diffFormats}. */
export function renderDiff(diff: RestoreDiff, format: string, options: RenderOptions): string {
  return diffs[format]?.(diff, options) ?? '';
}
