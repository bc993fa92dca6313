import type { ReviewContext } from '../../src/vendor/facts';

/** What a driver may know of a restore besides its declaration, with changes. */
export function reviewContext(change: Partial<ReviewContext> = {}): ReviewContext {
  return {
    path: 'stack/restore',
    identity: {},
    removalPolicy: 'retain',
    now: new Date('2026-11-21T00:00:00Z'),
    isUnknown: () => false,
    nameOf: () => undefined,
    ...change,
  };
}
