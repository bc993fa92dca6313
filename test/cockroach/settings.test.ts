import { cockroach } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { cockroachEnvironment, ORDERS, startCockroach } from '../support/cockroach';
import { runStep, stepOf } from '../support/runner';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
});
afterEach(() => simulator.stop());

test('settings that break a rule once all of them are known change nothing', async () => {
  const folder = synthesised((stack) => {
    const plan = cockroach.Plan.STANDARD;
    new cockroach.BackupSettings(stack, 'schedule', {
      cluster: ORDERS,
      plan,
      frequencyMinutes: 60,
    });
  });
  const spec = JSON.parse(
    stepOf(folder, 'settings', 'schedule').environment.CLUSTER_RESTORE_SPEC ?? '',
  ) as { declaration: object };
  const declaration = { ...spec.declaration, frequencyMinutes: 7 };
  const { code, stderr } = await runStep(
    folder,
    'settings',
    {
      ...cockroachEnvironment(simulator),
      CLUSTER_RESTORE_SPEC: JSON.stringify({ ...spec, declaration }),
    },
    {},
    'schedule',
  );
  expect(stderr).toContain('the declaration of stack/schedule has 1 problem. Nothing was called.');
  expect([code, simulator.requests]).toEqual([2, []]);
});

test('a key without the role is told the roles of the one cluster; nothing is changed', async () => {
  const folder = synthesised((stack) => {
    const plan = cockroach.Plan.STANDARD;
    new cockroach.BackupSettings(stack, 'schedule', {
      cluster: ORDERS,
      plan,
      frequencyMinutes: 30,
    });
  });
  const key = { COCKROACH_API_KEY: 'sim-cockroach-developer-key' };
  const environment = cockroachEnvironment(simulator, key);
  const { code, stderr } = await runStep(folder, 'settings', environment, {}, 'schedule');
  expect(code).toBe(3);
  expect(stderr).toContain(
    'Set COCKROACH_API_KEY to a key of a service account with the role Cluster Admin (whether Cluster Operator suffices is unconfirmed) on the cluster, or on the organization',
  );
  expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});
