import { ACTS_BY_DEFAULT } from '../../../src/simulator';
import { bundledRunner } from './bundle';
import { FAULTS } from './faults';
import { benchOf } from './lab';
import { allCases, losesPassword, outcomesOf, recordedCalls } from './matrix';
import type { Scenario } from './scenarios';
import { failures, printTotals } from './totals';

/** The matrix of one kind of restore, as a suite. */
export function describeMatrix(scenario: Scenario): void {
  test(`${scenario.title} is restored exactly once, whatever fault whichever of its requests meets`, async () => {
    const since = Date.now();
    const bench = benchOf(scenario, await bundledRunner());
    const cases = allCases(await recordedCalls(bench));
    const outcomes = await outcomesOf(bench, cases);
    printTotals(scenario.title, outcomes, scenario.expected, since);
    const kinds = new Set(FAULTS.map(({ fault }) => fault.kind));
    expect([...kinds].sort()).toEqual(Object.keys(ACTS_BY_DEFAULT).sort());
    const lost = new Map(outcomes.map((outcome, index) => [outcome, losesPassword(cases[index]!)]));
    const isLost = (outcome: (typeof outcomes)[number]) =>
      scenario.password === undefined ? undefined : lost.get(outcome);
    expect(failures(outcomes, scenario.expected, isLost)).toEqual([]);
  });
}
