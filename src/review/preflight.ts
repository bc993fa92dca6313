import type { ApiClient } from '../client/api-client';
import type { PreflightLine } from '../vendor/facts';
import type { Vendor } from '../vendor/vendor';
import { ReviewClock } from './model/clock';
import { evaluateStep } from './model/findings';
import { reviewFacts } from './model/restore';
import { reviewOutput } from './model/review-output';
import { readSource } from './read/source';
import { WrongInput } from './wrong-input';

/** One restore whose conditions can be checked. */
export interface PreflightStep {
  readonly path: string;
  readonly vendor: Vendor;
  /** Checks them, without a write. */
  lines(api: ApiClient, now: () => Date): Promise<readonly PreflightLine[]>;
}

/** The restores of an output: what erases data first, then by path. */
export function preflightSteps(given: string, cwd: string, moment: Date): PreflightStep[] {
  const source = readSource(given, cwd);
  if (source.kind !== 'output') {
    throw new WrongInput(
      `${source.label}: preflight needs the output folder of cdktf synth, not a saved plan. Name the folder.`,
    );
  }
  const clock = new ReviewClock(moment);
  const { steps } = reviewOutput(source.output);
  const erasing = new Set(steps.filter((one) => reviewFacts(one, clock).erases.length > 0));
  // The order by path stays in each.
  return [...erasing, ...steps.filter((one) => !erasing.has(one))].map(
    ({ step, vendor, operation }): PreflightStep => {
      const { spec, declared } = step;
      return {
        path: spec.path,
        vendor,
        lines: async (api, now) => {
          const { known: declaration, isUnknown } = declared;
          const { issues } = evaluateStep(step, operation, clock).shape;
          const { operations, settings } = vendor.protocol();
          const { preflight } = operations[operation.name] ?? settings?.[operation.name] ?? {};
          if (issues.length > 0 || preflight === undefined) return [notChecked(issues.length)];
          const identity = spec.identity as Readonly<Record<string, string>>;
          const context = { api, declaration, path: spec.path, identity, now, isUnknown };
          return await preflight(context);
        },
      };
    },
  );
}

function notChecked(problems: number): PreflightLine {
  return problems > 0
    ? {
        check: 'declaration',
        state: 'wrong',
        text: 'the declaration is wrong, so nothing was checked',
        fix: 'Fix the findings of "npx cluster-restore check" first',
      }
    : { check: 'declaration', state: 'unknown', text: 'this operation has no preflight' };
}
