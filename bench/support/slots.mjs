/** How long jobs take where each of ten begins when another has ended, as Terraform waits without a group. */
export function tenAtATime(lengths) {
  const slots = Array(10).fill(0);
  for (const seconds of lengths) {
    const at = slots.indexOf(Math.min(...slots));
    slots[at] += seconds;
  }
  return Math.max(...slots);
}

/** So many lengths between two, spread evenly, in an order that looks like none: the same in each run. */
export function lengthsOf(n, shortest, longest) {
  const step = (longest - shortest) / Math.max(1, n - 1);
  return Array.from({ length: n }, (_, at) => shortest + ((at * 617) % n) * step);
}
