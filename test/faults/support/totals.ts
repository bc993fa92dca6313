import type { Outcome } from './lab';

/** What a person wants to know of a suite, in one line. */
export function printTotals(
  title: string,
  outcomes: readonly Outcome[],
  expectedEach: number,
  since: number,
): void {
  const sum = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const line = [
    `${title}: ${outcomes.length} cases`,
    `restores created ${sum(({ created }) => created)}`,
    `expected ${outcomes.length * expectedEach}`,
    `passwords delivered ${sum(({ delivered }) => delivered)}`,
    `reported lost ${sum(({ reportedLost }) => (reportedLost ? 1 : 0))}`,
    `leaks ${sum(({ leaks }) => leaks.length)}`,
    `${((Date.now() - since) / 1000).toFixed(1)} s`,
  ].join(', ');
  // Not console.log: jest would put the place in the source under each line.
  process.stdout.write(`${line}\n`);
}

/** Everything that is wrong with any of the cases; empty when all is well. */
export function failures(
  outcomes: readonly Outcome[],
  expected: number,
  isPasswordLost: (index: number) => boolean | undefined,
): string[] {
  return outcomes.flatMap((outcome, index) => {
    const { title, created, delivered, reportedLost, leaks, problems } = outcome;
    const lost = isPasswordLost(index);
    const wrong = [
      ...(created === expected ? [] : [`${created} restores instead of ${expected}`]),
      ...(lost === undefined || delivered === (lost ? 0 : 1)
        ? []
        : [`the password was delivered ${delivered} times`]),
      ...(lost === undefined || reportedLost === lost
        ? []
        : [`the loss of the password was ${reportedLost ? '' : 'not '}reported`]),
      ...leaks.map((place) => `a secret stands in ${place}`),
      ...problems,
    ];
    return wrong.map((problem) => `${title}: ${problem}`);
  });
}
