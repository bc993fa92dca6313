import type { RecognisedStep } from '../recognition/stack-review';
import { STEP_ALTERED } from './own-rules';
import type { PlannedFinding } from './schema';

const FIX =
  'Nothing that this review says of it can be relied on. Synthesise again, and declare what you need with the props of the construct';

/** What was changed in the steps of a restore after they were built. */
export function alteredFindings({ alterations }: RecognisedStep): PlannedFinding[] {
  return alterations.map(({ address, problem, found }) => ({
    ruleId: STEP_ALTERED,
    severity: 'error',
    path: address,
    problem,
    ...(found === undefined ? {} : { got: found }),
    fix: FIX,
    stops: true,
    dependsOnDate: false,
  }));
}
