import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { cockroach } from '../../src';
import type { Finding } from '../../src/evaluation/finding';
import type { Issue } from '../../src/evaluation/issue';
import type { Rule } from '../../src/evaluation/rule';
import { clock } from '../../src/restore/private/validation';
import { refusalOf } from '../support/app';
import { cockroachClusterProps, LEDGER, LEDGER_BACKUP, LEDGER_STAGING } from '../support/cockroach';
import { foundBy } from '../support/rules';

/** The day of all tests of rules. */
export const TODAY = new Date('2026-11-21T00:00:00Z');
clock.now = () => TODAY;

/** A text that only Terraform knows. */
export function unknownText(scope: Construct): string {
  return new TerraformVariable(scope, 'unknown', { type: 'string' }).stringValue;
}

/** Lines without the construct path in front. */
function lines(build: Parameters<typeof refusalOf>[0]): string[] {
  return refusalOf(build).map((line) => line.replace(/^\[[^\]]*\] /, ''));
}

type Change<Props> = Partial<Props> | ((scope: Construct) => Partial<Props>);

const changed = <Props>(change: Change<Props>, scope: Construct): Partial<Props> =>
  typeof change === 'function' ? change(scope) : change;

/** What synth says of a cloned Standard cluster with a change. */
export function ofCluster(change: Change<cockroach.RestoredClusterProps> = {}): string[] {
  return lines((stack) => {
    const props = cockroachClusterProps(changed(change, stack));
    new cockroach.RestoredCluster(stack, 'orders', props);
  });
}

const ledger = {
  backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
  destinationCluster: LEDGER_STAGING,
  plan: cockroach.Plan.ADVANCED,
};

/** What synth says of a restored database of an Advanced cluster with a change. */
export function ofDatabases(change: Change<cockroach.RestoredDatabasesProps> = {}): string[] {
  return lines((stack) => {
    const props = { ...ledger, databases: ['ledger'], ...changed(change, stack) };
    new cockroach.RestoredDatabases(stack, 'ledger', props);
  });
}

/** What synth says of a restored table of an Advanced cluster with a change. */
export function ofTables(change: Change<cockroach.RestoredTablesProps> = {}): string[] {
  const tables = [{ database: 'ledger', schema: 'public', table: 'accounts' }];
  return lines((stack) => {
    const props = { ...ledger, tables, ...changed(change, stack) };
    new cockroach.RestoredTables(stack, 'accounts', props);
  });
}

/** What synth says of backup settings with a change. */
export function ofSettings(change: Change<cockroach.BackupSettingsProps> = {}): string[] {
  return lines((stack) => {
    const { STANDARD } = cockroach.Plan;
    const props = { cluster: LEDGER_STAGING, plan: STANDARD, frequencyMinutes: 30 };
    new cockroach.BackupSettings(stack, 'schedule', { ...props, ...changed(change, stack) });
  });
}

/** What one rule finds, as the runner judges it: the issue and its severity. */
export function found<Declaration extends object>(
  rule: Rule<Declaration>,
  declaration: Declaration,
  unknown: readonly string[] = [],
): (Issue & Pick<Finding, 'severity'>)[] {
  return foundBy(rule, declaration, { now: TODAY, unknown }).map((finding) => {
    const { acknowledged: _acknowledged, cause: _cause, dependsOnDate: _date, ...rest } = finding;
    return rest;
  });
}
