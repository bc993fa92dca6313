import { benchOf } from './support/bench';
import { bundledRunner, type Mutation } from './support/bundle';
import { killPoints, lostAt, outcomesOfStands, WINDOW } from './support/kills';
import { Lab } from './support/lab';
import { phaseOf } from './support/phase';
import { failures } from './support/totals';
import { zillizCluster, zillizCollections } from './support/zilliz-scenarios';

const NO_INTENT: Mutation = {
  title: 'the intent is not written before the request',
  file: 'runner/send/send-request.ts',
  from: "const intended = journal.update(entry, request.name, { state: 'intent', at: at.toISOString() });",
  to: 'const intended = entry;',
};

const BY_NAME_ONLY: Mutation = {
  title: 'a cluster is adopted by its name only',
  file: 'zilliz/protocol/restore-cluster.ts',
  from: 'isUnique && startedSince(present, since)',
  to: 'true',
};

const SPOOL_LAST: Mutation = {
  title: 'the response is in the journal before its password is in the spool',
  file: 'runner/send/send-request.ts',
  from: 'known = await keepPassword(',
  to: 'recordAccepted(context, entry, request, submitted);\n    known = await keepPassword(',
};

/** What the kills around the request say of a runner. */
async function killsAroundRequest(
  mutation?: Mutation,
  scenario = zillizCluster(false),
): Promise<string[]> {
  const bench = await benchOf(scenario, await bundledRunner(mutation));
  const points = (await killPoints(bench)).filter(
    ({ phase, label }) =>
      phase.step === 'submit' && / POST | journal\.json\.tmp$| password\.spool$/.test(label),
  );
  const outcomes = await outcomesOfStands(bench, points);
  const lost = lostAt(points, outcomes).filter((label) => !WINDOW.includes(label));
  const isLost = (index: number) =>
    scenario.password === undefined ? undefined : outcomes[index]?.passwordLost;
  return [...failures(outcomes, scenario.expected, isLost), ...lost];
}

/** The request never arrives, and meanwhile somebody else creates a cluster of the same name. */
async function strangerOfTheSameName(mutation?: Mutation): Promise<string> {
  const bench = await benchOf(zillizCluster(false), await bundledRunner(mutation));
  const lab = await Lab.open('a stranger', bench, phaseOf(bench, 'submit'));
  const fault = { kind: 'drop', acts: false } as const;
  lab.simulator.inject({ operation: 'restoreCluster', fault });
  const first = await lab.run('submit', { CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: '5' });
  const projectId = 'proj-7c41d0b2e98f4a6d5e3c1f';
  lab.simulator.zilliz.addCluster({ clusterName: 'articles-staging', projectId });
  const second = await lab.run('submit');
  await lab.close();
  return `first ${first.code}, then ${second.code}`;
}

test('the suite accepts the runner as it is', async () => {
  expect(await killsAroundRequest()).toEqual([]);
  expect(await strangerOfTheSameName()).toBe('first 6, then 6');
});

// The name of a cluster would be in the way of a second one; nothing does in that of a collection.
test.each([
  [NO_INTENT, zillizCollections, 'restores instead of 2'],
  [SPOOL_LAST, zillizCluster(false), ''],
])('the suite fails when $title', async (mutation, scenario, problem) => {
  const problems = await killsAroundRequest(mutation, scenario);
  expect(problems.filter((line) => line.includes(problem))).not.toEqual([]);
});

test(`the suite fails when ${BY_NAME_ONLY.title}`, async () => {
  expect(await strangerOfTheSameName(BY_NAME_ONLY)).toBe('first 6, then 0');
});
