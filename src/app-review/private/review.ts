import type * as Plan from '../../review/model/plan';
import type * as Breaks from '../../review/policy/breaks';
import type * as Policy from '../../review/policy/read';

// Loaded where something is reviewed: an app that only synthesises does without.

/** See `planOf` of the review. */
export const planOf: typeof Plan.planOf = (...args) =>
  (require('../../review/model/plan') as typeof Plan).planOf(...args);

/** See `policyBreaks` of the review. */
export const policyBreaks: typeof Breaks.policyBreaks = (...args) =>
  (require('../../review/policy/breaks') as typeof Breaks).policyBreaks(...args);

/** See `policyOf` of the review. */
export const policyOf: typeof Policy.policyOf = (...args) =>
  (require('../../review/policy/read') as typeof Policy).policyOf(...args);

/** See `readPolicy` of the review. */
export const readPolicy: typeof Policy.readPolicy = (...args) =>
  (require('../../review/policy/read') as typeof Policy).readPolicy(...args);
