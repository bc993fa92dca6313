import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, Rerun } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { cockroachEnvironment, LEDGER, LEDGER_STAGING, startCockroach } from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';
import { plainText } from '../support/terraform';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
});
afterEach(() => simulator.stop());

const drill = (token: string, change: Partial<cockroach.RestoreDrillProps> = {}) =>
  synthesised((stack) => {
    new cockroach.RestoreDrill(stack, 'drill', {
      backup: cockroach.Backup.latest({ clusterId: LEDGER }),
      destinationCluster: LEDGER_STAGING,
      database: 'ledger',
      rerun: Rerun.onToken(token),
      rtoMinutes: 120,
      ...change,
    });
  });

test('a drill of a database leaves everything else of its destination, whether it passes or fails', async () => {
  const folder = drill('2026-11');
  const databases = () =>
    simulator.cockroach.clusters
      .find(({ id }) => id === LEDGER_STAGING)
      ?.databases.map(({ name }) => name);
  const deletions = () =>
    simulator.requests
      .filter(({ method }) => method === 'DELETE')
      .map(({ path }) => path.split('/').at(-1));
  const before = databases();
  const terraform = await hostedTerraform(folder, cockroachEnvironment(simulator));
  await terraform.must('init');
  expect(await terraform.must('apply')).toContain('the drill 2026-11 passed: 3 checks');
  expect(databases()).toEqual(before);

  const next = drill('2026-12', { minimumTables: 1000 });
  cpSync(join(next, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  const { code, output } = await terraform.run('apply');
  expect(code).not.toBe(0);
  expect(plainText(output)).toMatch(
    /the drill 2026-12 failed: contents: \d+ tables? found, at least 1000 expected\. Its target was dropped\./,
  );
  expect(databases()).toEqual(before);
  const results = readdirSync(join(folder, 'drills')).map(
    (name) => JSON.parse(readFileSync(join(folder, 'drills', name), 'utf8')) as { passed: boolean },
  );
  expect(results.map(({ passed }) => passed)).toEqual([true, false]);
  await terraform.must('destroy');
  expect(databases()).toEqual(before);
  expect(deletions()).toEqual([
    expect.stringMatching(/^restore_drill-[0-9a-f]{8}$/),
    expect.stringMatching(/^restore_drill-[0-9a-f]{8}$/),
  ]);
});
