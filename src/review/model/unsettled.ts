import type { ReviewFacts } from '../../vendor/facts';
import type { RecognisedStep } from '../recognition/stack-review';
import { ERASURE_UNKNOWN } from './own-rules';
import type { PlannedFinding } from './schema';

const FIX =
  'Give "check" a Terraform plan that knows it (--terraform-plan), or let the policy allow this address with a reason (allowedAddresses)';

/** What is not known of a restore that erases data, but for its backup: which data it is depends on it. */
export function unsettledFindings(
  { declared, address }: RecognisedStep,
  { erases }: ReviewFacts,
): PlannedFinding[] {
  if (erases.length === 0) return [];
  return declared.unknown
    .filter(({ keys }) => keys[0] !== 'backup')
    .map(({ path }) => ({
      ruleId: ERASURE_UNKNOWN,
      severity: 'unchecked',
      path,
      problem: `is known after apply, and ${address} erases data`,
      fix: FIX,
      stops: false,
      dependsOnDate: false,
    }));
}
