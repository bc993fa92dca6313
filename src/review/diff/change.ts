import type { PlannedRestore } from '../model/schema';

/** One value that differs; absent on the side where there is none. */
export interface Difference {
  readonly field: string;
  readonly from?: string;
  readonly to?: string;
}

/** What becomes of one restore from base to head. */
export interface RestoreChange {
  readonly path: string;
  /** `again`: Terraform will replace it, so it is restored again; `changed`: it differs and is not. */
  readonly kind: 'new' | 'gone' | 'again' | 'changed' | 'same';
  /** The triggers whose change restores again. */
  readonly because: readonly Difference[];
  /** Triggers that Terraform alone can compare, because only it knows their values. */
  readonly undecided: readonly string[];
  /** Changes of the request that wait until it is restored again. */
  readonly waiting: readonly Difference[];
  /** Changes that hold with the next apply, whether it restores again or not. */
  readonly holding: readonly Difference[];
  /** What protects less than before, each in marked text. */
  readonly weaker: readonly string[];
  /** What is lost when this change is applied, each in marked text. */
  readonly erases: readonly string[];
  /** What stays behind, or what to do, each in marked text. */
  readonly notes: readonly string[];
  /** The body of the request, old against new, line by line. */
  readonly body: readonly string[];
  /** The restore as it will be; of a restore that is gone, as it was. */
  readonly restore: PlannedRestore;
}

type Parts = Partial<Omit<RestoreChange, 'path' | 'kind' | 'restore'>>;

/** A change with nothing but what is given. */
export function changeOf(
  kind: RestoreChange['kind'],
  restore: PlannedRestore,
  {
    because = [],
    undecided = [],
    waiting = [],
    holding = [],
    weaker = [],
    erases = [],
    notes = [],
    body = [],
  }: Parts,
): RestoreChange {
  const { path } = restore;
  return {
    path,
    kind,
    because,
    undecided,
    waiting,
    holding,
    weaker,
    erases,
    notes,
    body,
    restore,
  };
}
