import { mark } from '../../text/marked';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import type { RestoreStep } from '../read/steps';
import type { Reviewed } from './reviewed';

/** What the vendor's definition says to a reviewer, or what can be said without it. */
export function factsOf(
  step: RestoreStep,
  operation: Reviewed,
  context: ReviewContext,
): ReviewFacts {
  const facts = operation.describe?.(step.declared.shown, context) ?? genericFacts(step);
  return step.spec.drill === undefined ? facts : factsOfDrill(facts);
}

/** Nothing of a drill outlives it: what it makes, it drops. */
function factsOfDrill(facts: ReviewFacts): ReviewFacts {
  return {
    ...facts,
    headline: `${facts.headline}, checks it, and drops it again: a drill`,
    onDestroy: 'drops the target if the drill did not finish; otherwise nothing is left',
    onRerun: 'is another drill: a new target, which is dropped again',
    rerunErases: false,
  };
}

/** The identity and the request's summary: enough to know that a reviewer must look closer. */
function genericFacts({ spec, triggers }: RestoreStep): ReviewFacts {
  const named = Object.entries(triggers)
    .map(([key, value]) => `${key} ${mark(value)}`)
    .join(', ');
  const isSetting = spec.step === 'settings';
  return {
    action: isSetting ? 'configure' : 'add',
    headline: `runs ${mark(spec.operation)}${named === '' ? '' : ` with ${named}`}`,
    erases: [],
    ...(isSetting ? {} : { source: { kind: 'as named by the triggers' } }),
    target: { kind: 'as named by the triggers' },
    contents: 'as declared',
    items: [],
    onDestroy:
      spec.removalPolicy === 'destroy' ? 'drops what this restore created' : 'leaves everything',
    onRerun: 'sends the request again',
    rerunErases: spec.removalPolicy === 'destroy',
  };
}
