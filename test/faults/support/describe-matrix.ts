import { ACTS_BY_DEFAULT } from '../../../src/simulator';
import { benchOf } from './bench';
import { bundledRunner } from './bundle';
import { FAULTS, HOSTILE } from './faults';
import { allCases, losesPassword, outcomesOf } from './matrix';
import type { Scenario } from './scenarios';
import { expectStated } from './stated';
import { failures, printTotals } from './totals';

/** Hundreds of cases, each of several processes: a limit against a hang, not a measure of speed. */
const LONGEST_MILLISECONDS = 30 * 60_000;

/** The matrix of one kind of restore, as a suite. */
export function describeMatrix(scenario: Scenario): void {
  test(
    `${scenario.title} is restored exactly once, whatever fault whichever of its requests meets`,
    async () => {
      const since = Date.now();
      const bench = await benchOf(scenario, await bundledRunner());
      const cases = allCases(bench);
      const outcomes = await outcomesOf(bench, cases);
      printTotals(scenario.title, outcomes, scenario.expected, since);
      const kinds = new Set([...FAULTS, ...HOSTILE].map(({ fault }) => fault.kind));
      expect([...kinds].sort()).toEqual(Object.keys(ACTS_BY_DEFAULT).sort());
      expect(
        failures(outcomes, scenario.expected, (index) =>
          scenario.password === undefined ? undefined : losesPassword(cases[index] as never),
        ),
      ).toEqual([]);
      const { title, expected, password } = scenario;
      expectStated(title, outcomes, expected, password !== undefined);
    },
    LONGEST_MILLISECONDS,
  );
}
