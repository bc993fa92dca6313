import type { Fault, Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  ORDERS_BACKUP,
  ORDERS_STAGING,
  restoredCockroach,
  startCockroach,
} from '../support/cockroach';
import { type RunnerEnd, runStep } from '../support/runner';

let simulator: Simulator;
let folder: string;
beforeEach(async () => {
  simulator = await startCockroach();
  folder = synthesised((stack) => restoredCockroach(stack, { timeoutMinutes: 0.05 }));
});
afterEach(() => simulator.stop());

/** Submits, then waits with what Terraform's state would hold. */
async function restored(change: Record<string, string> = {}): Promise<RunnerEnd> {
  const environment = cockroachEnvironment(simulator);
  const submitted = await runStep(folder, 'submit', environment, {}, 'orders');
  expect(submitted).toMatchObject({ code: 0, stderr: '' });
  const [restore] = simulator.cockroach.restores;
  const values = {
    CLUSTER_RESTORE_VALUE_JOB_ID: restore?.id ?? '',
    CLUSTER_RESTORE_VALUE_BACKUP_ID: ORDERS_BACKUP,
    CLUSTER_RESTORE_VALUE_DESTINATION_CLUSTER_ID: ORDERS_STAGING,
    ...change,
  };
  return runStep(folder, 'wait', environment, values, 'orders');
}

test('done is the status, then completed_at; a percentage of 1 says nothing', async () => {
  const { code, stdout } = await restored();
  expect(code).toBe(0);
  expect(stdout).toContain(': PENDING (');
  expect(stdout).not.toContain('100 %');
  expect(stdout).toContain('restored and verified');
  const [restore] = simulator.cockroach.restores;
  const polls = simulator.requests.filter(({ operation }) => operation === 'getRestore');
  expect(polls.length).toBeGreaterThan(10);
  expect(restore?.completed_at).toBeDefined();
});

test('a fraction is shown as a percentage', async () => {
  simulator.adjust({ cockroach: { completionPercent: 'fraction' } });
  const { stdout } = await restored();
  expect(stdout).toMatch(/PENDING [1-9]\d? % \(/);
});

test('a status that no document lists is shown and polled on', async () => {
  simulator.cockroach.scriptNextRestore({ via: 'PAUSED' });
  const { code, stdout } = await restored();
  expect(stdout).toMatch(/: PAUSED \([\s\S]*: SUCCESS \(/);
  expect(simulator.cockroach.restores[0]?.status).toBe('SUCCESS');
  expect(code).toBe(0);
});

test.each<[string, Fault]>([
  ['a 503', { kind: 'http-error', status: 503 }],
  ['a rate limit of any status', { kind: 'rate-limit', status: 400 }],
  ['a dropped connection', { kind: 'drop' }],
  ['a cut response', { kind: 'truncated-body' }],
  ['a response without a restore', { kind: 'http-error', status: 200, body: {} }],
])('%s while polling is ignored', async (_title, fault) => {
  simulator.inject({ vendor: 'cockroach', operation: 'getRestore', nth: 2, times: 8, fault });
  expect((await restored()).code).toBe(0);
});

test('a failure shows its code and message', async () => {
  simulator.cockroach.scriptNextRestore({ end: 'FAILED', errorCode: 7, errorMessage: 'disk full' });
  const { code, stderr } = await restored();
  expect(stderr.trim()).toMatch(
    /^1 restore job failed: restoreCluster \(job [0-9a-f-]{36}\): FAILED, code 7: disk full\. Correct the cause, then restore again: terraform apply -replace='null_resource\.orders_submit_\w+'\. \[exit 7\]$/,
  );
  expect(code).toBe(7);
});

test('a failure without details says so', async () => {
  simulator.adjust({ cockroach: { failureDetails: 'absent' } });
  simulator.cockroach.scriptNextRestore({ end: 'FAILED' });
  const { stderr } = await restored();
  expect(stderr).toContain('FAILED, the API gives no message.');
});

test('a restore of another backup than recorded is not as declared', async () => {
  const other = 'a'.repeat(8);
  const { code, stderr } = await restored({ CLUSTER_RESTORE_VALUE_BACKUP_ID: other });
  expect(stderr).toContain(
    `backup ${other} should be restored, and it was ${ORDERS_BACKUP}. It was left as it is: check it before anyone uses it. [exit 9]`,
  );
  expect(code).toBe(9);
});

test('a restore that the API does not know is an error, not a wait', async () => {
  const { code, stderr } = await restored({ CLUSTER_RESTORE_VALUE_JOB_ID: ORDERS_BACKUP });
  expect(stderr).toContain(`(job ${ORDERS_BACKUP}) cannot be followed: the destination`);
  expect(stderr).toMatch(/restore again: terraform apply -replace='null_resource\.\w+'/);
  expect(code).toBe(7);
});
