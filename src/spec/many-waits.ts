/** How many steps Terraform runs at a time, by default. */
const SLOTS = 10;

/** A restore that waits separately. */
export interface WaitingAlone {
  /** Whether a group may wait for it. */
  readonly mayBeGrouped: boolean;
}

/** What to know where restores would wait for one another's slots; `undefined` where each has one. */
export function manyWaitsText(alone: readonly WaitingAlone[]): string | undefined {
  const { length } = alone;
  if (length <= SLOTS) return undefined;
  const grouped = alone.filter(({ mayBeGrouped }) => mayBeGrouped).length;
  const which = grouped === length ? 'them' : `${grouped} of them`;
  const ways =
    grouped < 2
      ? `Run terraform apply -parallelism=${length}`
      : `Wait for ${which} together in a RestoreGroup, or run terraform apply -parallelism=${length}`;
  return `${length} restores wait one by one, and Terraform runs ${SLOTS} steps at a time: the others begin to wait when those have ended. ${ways}.`;
}
