import { benchOf } from './bench';
import { bundledRunner } from './bundle';
import { killPoints, lostAt, outcomesOfStands, WINDOW } from './kills';
import type { Scenario } from './scenarios';
import { expectStated } from './stated';
import { failures, printTotals } from './totals';

/** A hundred kills and more: a limit against a hang, not a measure of speed. */
const LONGEST_MILLISECONDS = 30 * 60_000;

/**
 * Every kill of one kind of restore, as a suite: each by SIGKILL, or from where such a kill leaves folder and cloud, which
 * the kills of one kind show to be the same.
 */
export function describeKills(
  scenario: Scenario,
  reached: readonly string[],
  outcomesAt = outcomesOfStands,
): void {
  test(
    `${scenario.title} is restored exactly once, wherever its runner is killed`,
    async () => {
      const since = Date.now();
      const bench = await benchOf(scenario, await bundledRunner());
      const points = await killPoints(bench);
      const outcomes = await outcomesAt(bench, points);
      printTotals(`${scenario.title}, killed`, outcomes, scenario.expected, since);
      const labels = points.map(({ label }) => label);
      expect(labels).toEqual(expect.arrayContaining([...reached]));
      const { password } = scenario;
      expect(lostAt(points, outcomes)).toEqual(password === undefined ? [] : WINDOW);
      expect(
        failures(outcomes, scenario.expected, (index) =>
          password === undefined ? undefined : outcomes[index]?.passwordLost,
        ),
      ).toEqual([]);
      const { title, expected } = scenario;
      expectStated(`${title}, killed`, outcomes, expected, password !== undefined);
    },
    LONGEST_MILLISECONDS,
  );
}
