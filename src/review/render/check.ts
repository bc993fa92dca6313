import { createColors } from 'picocolors';
import { pluralize, printable } from '../../text/text';
import type { Objection } from '../check/objections';
import type { RestorePlanDocument } from '../model/schema';
import type { RenderOptions } from '.';
import { annotation } from './github';
import { gitlabReport } from './gitlab';
import { jsonText } from './json';
import { junitXml } from './junit';
import type { Report } from './results';
import { sarifLog } from './sarif';

type Render = (
  plan: RestorePlanDocument,
  objections: readonly Objection[],
  options: RenderOptions,
) => string;

const renderings: Readonly<Record<string, Render>> = {
  text: (_plan, objections, { colour }) => {
    const { red, yellow, green } = createColors(colour);
    const errors = objections.filter(({ level }) => level === 'error').length;
    const lines = objections.map(({ restore, level, message }) => {
      const word = level === 'error' ? red('error') : yellow('note');
      return `${word} ${printable(restore)}: ${message}`;
    });
    const verdict =
      errors === 0 ? green('check passed') : red(`check failed: ${pluralize(errors, 'objection')}`);
    return `${[...lines, verdict].join('\n')}\n`;
  },
  json: (plan, objections) =>
    jsonText({
      kind: 'cdktf-cluster-restore/check',
      version: 1,
      source: plan.source,
      passed: objections.every(({ level }) => level !== 'error'),
      objections,
    }),
  sarif: (plan, objections, options) => sarifLog(reportOf(plan, objections), options),
  github: ({ source }, objections) =>
    objections
      .map(({ level, restore, ruleId, message, location }) =>
        annotation(level === 'error' ? 'error' : 'notice', source, {
          title: `${restore} ${ruleId}`,
          message,
          location,
        }),
      )
      .join(''),
  gitlab: (plan, objections) => gitlabReport(reportOf(plan, objections)),
  junit: (plan, objections) => junitXml(reportOf(plan, objections)),
};

function reportOf(
  { source, restores }: RestorePlanDocument,
  objections: readonly Objection[],
): Report {
  const known = new Map(restores.map((restore) => [restore.path, restore]));
  const results = objections.map(({ restore, ...said }) => {
    const { stack = firstOf(restore), vendorTitle: vendor } = known.get(restore) ?? {};
    return { stack, restore, ...said, vendor };
  });
  return { source, restores, results };
}

/** The stack in `stack: address` and in the path of a restore that is not in head; no name of one has a blank. */
function firstOf(restore: string): string {
  return restore.split(/: |\//)[0] ?? restore;
}

/** The forms in which a check is shown. */
export const checkFormats = Object.keys(renderings);

/** Renders a check in one of {@link checkFormats}. */
export function renderCheck(
  plan: RestorePlanDocument,
  objections: readonly Objection[],
  format: string,
  options: RenderOptions,
): string {
  return renderings[format]?.(plan, objections, options) ?? '';
}
