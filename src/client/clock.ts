/**
 * Milliseconds of a clock that nobody corrects; only differences mean something. Not `performance.now()`: Node.js loads a
 * module for that, and each step of Terraform would pay for it.
 */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
