import type { Recorded } from '../spec/spec';
import type { OperationDefinition } from '../vendor/definition';
import type { Vendor } from '../vendor/vendor';
import { vendors } from '../vendors';
import type { State, StateResource } from './state';

/** A restore in a state of Terraform. */
export interface StateRestore {
  /** The address of the step that keeps what was submitted, and that drops it. */
  readonly address: string;
  /** The address of the step that sends the request; absent if the state has lost it. */
  readonly submitAddress: string | undefined;
  /** Absent if what is recorded is of no release that is known here. */
  readonly vendor: Vendor | undefined;
  /** The names of the operations that record the same. */
  readonly operations: readonly string[];
  readonly recorded: Recorded;
  /** The triggers of the step that sends the request: what was declared. */
  readonly declared: Recorded;
  /** Whether the facts were read from the result of this very submission. */
  readonly isRight: boolean;
  /** Whether it ended, and was verified. */
  readonly isFinished: boolean;
  readonly isTainted: boolean;
  /** Whether the step that sends the request is tainted: the next apply sends it again. */
  readonly isSubmitTainted: boolean;
  readonly isDeposed: boolean;
}

/** The restores that a state holds, by the triggers of their steps. */
export function restoresIn({ resources }: State): StateRestore[] {
  const byId = new Map(
    resources.filter(({ isDeposed }) => !isDeposed).map((one) => [one.id, one] as const),
  );
  return resources
    .filter((one) => isSubmission(one, byId))
    .map((submitted) => restoreOf(submitted, resources, byId));
}

/** The triggers of a group are named after its members, which may be named so: it refers to what they recorded. */
function isSubmission(
  { triggers }: StateResource,
  byId: ReadonlyMap<string, StateResource>,
): boolean {
  const { submit_id: submitId, recorded_from: from } = triggers;
  if (submitId === undefined || from === undefined) return false;
  return byId.get(submitId)?.triggers.recorded_from === undefined;
}

function restoreOf(
  { address, id, triggers, isTainted, isDeposed }: StateResource,
  resources: readonly StateResource[],
  byId: ReadonlyMap<string, StateResource>,
): StateRestore {
  const { submit_id: submitId = '', recorded_from: from, ...facts } = triggers;
  const restored = resources.find(({ triggers: { wait_id: waitId } }) => {
    const wait = waitId === undefined ? undefined : byId.get(waitId);
    return wait?.triggers.submitted === id;
  });
  const { wait_id: waitId, recorded_from: restoredFrom, ...ended } = restored?.triggers ?? {};
  const isFinished = restored !== undefined && waitId === restoredFrom;
  return {
    address,
    submitAddress: byId.get(submitId)?.address,
    declared: byId.get(submitId)?.triggers ?? {},
    ...definedBy(Object.keys(facts)),
    recorded: { ...facts, ...(isFinished ? ended : {}) },
    isRight: from === submitId,
    isFinished,
    isTainted,
    isSubmitTainted: byId.get(submitId)?.isTainted === true,
    isDeposed,
  };
}

/** The vendor whose restores record these facts; a newer release, or a drill, may record more. */
function definedBy(names: readonly string[]): Pick<StateRestore, 'vendor' | 'operations'> {
  const present = new Set(names);
  const fitting = vendors.flatMap((vendor) =>
    Object.values(vendor.definition.operations as Operations)
      .filter(({ facts }) => facts.submitted.every((name) => present.has(name)))
      .map(({ name, facts }) => ({ vendor, name, size: facts.submitted.length })),
  );
  const size = Math.max(0, ...fitting.map((one) => one.size));
  const best = fitting.filter((one) => one.size === size);
  return { vendor: best[0]?.vendor, operations: best.map(({ name }) => name) };
}

type Operations = Readonly<Record<string, OperationDefinition>>;
