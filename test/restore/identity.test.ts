import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformVariable } from 'cdktf';
import { cockroach } from '../../src';
import { synthesised } from '../support/app';
import { LEDGER, LEDGER_BACKUP, LEDGER_STAGING } from '../support/cockroach';
import { stepOf } from '../support/runner';

const columns = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    database: 'ledger',
    schema: 'public',
    table: `entries_${index}`,
  }));

/** The identity of a restore of these tables, as the runner gets it; with a name known after apply, or without. */
function identityOf(count: number, isLater: boolean): Record<string, unknown> {
  const folder = synthesised((stack) => {
    const name = new TerraformVariable(stack, 'table', { type: 'string' }).stringValue;
    const last = { database: 'ledger', schema: 'public', table: isLater ? name : 'accounts' };
    new cockroach.RestoredTables(stack, 'entries', {
      backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
      destinationCluster: LEDGER_STAGING,
      plan: cockroach.Plan.ADVANCED,
      tables: [...columns(count), last],
    });
  });
  const text = stepOf(folder, 'submit', 'entries').environment.CLUSTER_RESTORE_SPEC ?? '';
  expect(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')).toContain('entries');
  return (JSON.parse(text) as { identity: Record<string, unknown> }).identity;
}
const later = { $env: expect.stringMatching(/^CLUSTER_RESTORE_VALUE_/) as unknown, as: 'string' };

test('a short value is in the spec as it is', () => {
  expect(identityOf(1, false).tables).toBe(
    '[{"database":"ledger","schema":"public","table":"entries_0"},{"database":"ledger","schema":"public","table":"accounts"}]',
  );
});

test('a long value stands as its hash, and another one as another hash', () => {
  expect(identityOf(20, false).tables).toMatch(/^sha256 [0-9a-f]{64}$/);
  expect(identityOf(20, false).tables).not.toBe(identityOf(21, false).tables);
});

test.each([1, 20])(
  'a value with a part that is known after apply is never hashed, long or short (%d)',
  (count) => {
    expect(identityOf(count, true).tables).toEqual(later);
  },
);
