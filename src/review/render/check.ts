import { createColors } from 'picocolors';
import { counted, printable } from '../../text/text';
import type { Objection } from '../check/objections';
import type { RestorePlanDocument } from '../model/schema';
import type { RenderOptions } from '.';
import { annotation } from './github';
import { jsonText } from './json';
import { type SarifResult, sarifLog } from './sarif';

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
      errors === 0 ? green('check passed') : red(`check failed: ${counted(errors, 'objection')}`);
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
  sarif: ({ source, restores }, objections, options) => {
    const vendors = new Map(restores.map(({ path, vendorTitle }) => [path, vendorTitle]));
    const results = objections.map((one) => resultOf(one, vendors.get(one.restore)));
    return sarifLog(source, results, options);
  },
  github: ({ source }, objections) =>
    objections
      .map(({ level, restore, ruleId, message, location }) =>
        annotation(level === 'error' ? 'error' : 'notice', source, {
          title: `${restore} ${ruleId}`,
          message,
          ...(location === undefined ? {} : { location }),
        }),
      )
      .join(''),
};

function resultOf(
  { restore, ruleId, prop, level, message, location }: Objection,
  vendor: string | undefined,
): SarifResult {
  return {
    restore,
    ruleId,
    level,
    message,
    ...(vendor === undefined ? {} : { vendor }),
    ...(prop === undefined ? {} : { prop }),
    ...(location === undefined ? {} : { location }),
  };
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
