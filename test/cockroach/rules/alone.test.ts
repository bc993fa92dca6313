import { backupExpired } from '../../../src/cockroach/rules/backup-expired';
import { dataLoss } from '../../../src/cockroach/rules/data-loss';
import { destination } from '../../../src/cockroach/rules/destination';
import { drillProduction } from '../../../src/cockroach/rules/drill-production';
import { intoDb } from '../../../src/cockroach/rules/into-db';
import { labels } from '../../../src/cockroach/rules/labels';
import { latestBackup } from '../../../src/cockroach/rules/latest-backup';
import { latestOfDestination } from '../../../src/cockroach/rules/latest-of-destination';
import { objects } from '../../../src/cockroach/rules/objects';
import { onePassword } from '../../../src/cockroach/rules/one-password';
import { version } from '../../../src/cockroach/rules/version';
import { wipeFit } from '../../../src/cockroach/rules/wipe-fit';
import { daysAgo, foundBy, NOW, said } from '../../support/rules';

// Each rule without the constructs around it: what a construct never lets through, and parts that are not known.

const A = '11111111-1111-4111-8111-111111111111';
const B = '22222222-2222-4222-8222-222222222222';
/** What a rule sees of a cluster that only Terraform knows. */
const UNKNOWN = { clusterId: undefined } as unknown as { clusterId: string };

test('an id that repeats another cluster loses nothing, and what is not known is left to the runner', () => {
  const given = { destinationCluster: A, acknowledgeDataLoss: A };
  expect(said(dataLoss, given)).toEqual([]);
  expect(said(dataLoss, { ...given, acknowledgeDataLoss: B })).toEqual([
    expect.stringContaining(`got "${B}". Type "${A}" if that is what you want.`),
  ]);
  expect(said(dataLoss, { acknowledgeDataLoss: B })).toEqual([]);
  expect(said(dataLoss, { destinationCluster: A })).toEqual([]);
  for (const unknown of ['acknowledgeDataLoss', 'destinationCluster']) {
    expect(said(dataLoss, given, { unknown: [unknown] })).toEqual([
      'unchecked: acknowledgeDataLoss: cannot be compared with destinationCluster at synth. Nothing to do: the runner compares them before it calls the API. [COCKROACH_DATA_LOSS]',
    ]);
  }
});

test('BASIC is asked about another cluster than the one that was backed up', () => {
  const basic = { backup: { clusterId: A }, destinationCluster: B, plan: 'BASIC' as const };
  expect(said(destination, basic)).toEqual([
    expect.stringMatching(
      `destinationCluster: is not the cluster that was backed up, which BASIC may not allow, got "${B}". If the API refuses, restore to the cluster of the backup: a refusal restores nothing. `,
    ),
  ]);
  expect(said(destination, { ...basic, destinationCluster: A })).toEqual([]);
  expect(said(destination, { ...basic, plan: 'ADVANCED' })).toEqual([]);
  expect(said(destination, { ...basic, backup: UNKNOWN })).toEqual([]);
  const { destinationCluster: _, ...without } = basic;
  expect(said(destination, without)).toEqual([]);
});

test('a drill does not run on the production cluster of its catalog, and names the catalog', () => {
  const known = { isProduction: true, catalog: 'catalogs/ledger.json' };
  const given = { backup: { clusterId: A, known }, destinationCluster: A };
  expect(said(drillProduction, given)).toEqual([
    expect.stringContaining('is a production cluster, as the catalog catalogs/ledger.json says'),
  ]);
  expect(said(drillProduction, { ...given, destinationCluster: B })).toEqual([]);
  expect(said(drillProduction, { ...given, backup: { clusterId: A } })).toEqual([]);
});

test('a database that is created wants a name, and one that is named must exist', () => {
  expect(said(intoDb, { createIntoDb: true })).toEqual([
    expect.stringContaining('createIntoDb: is set without intoDb, got true'),
  ]);
  expect(said(intoDb, {}, { unknown: ['intoDb'] })).toEqual([
    expect.stringMatching(/intoDb: must already exist; [^,]*\. Make sure/),
  ]);
  expect(said(intoDb, { intoDb: 'copy' })[0]).toContain('unconfirmed, got "copy"');
});

test.each([
  ['Search Team', 'search-team'],
  ['--A--', 'a'],
  ['A & B', 'a-b'],
  ['…', 'orders-team'],
  [`${'x'.repeat(62)} y`, 'x'.repeat(62)],
])('%j is proposed as the label %j', (owner, label) => {
  expect(said(labels, { labelDestination: true, owner })[0]).toContain(
    `for example "${label}", or leave`,
  );
});

test('a label that only Terraform knows is not judged', () => {
  const unknown = ['owner'];
  expect(said(labels, { labelDestination: true }, { unknown })).toEqual([]);
});

test('the newest backup of a catalog counts for latest alone, and for the days of latest', () => {
  const of = (days: number, latest?: true) =>
    foundBy(latestBackup, {
      backup: { clusterId: A, latest, known: { newestAsOfTime: daysAgo(days) } },
    });
  expect(of(100, true)).toMatchObject([{ cause: 'time', got: daysAgo(100) }]);
  expect(of(100)).toEqual([]);
  expect(of(0, true)).toEqual([]);
});

test('latest is not expired, whatever moment stands next to it', () => {
  const known = { asOfTime: daysAgo(4000) };
  expect(foundBy(backupExpired, { backup: { clusterId: A, known } })).toMatchObject([
    { cause: 'time' },
  ]);
  expect(said(backupExpired, { backup: { clusterId: A, latest: true, known } })).toEqual([]);
  expect(said(backupExpired, {})).toEqual([]);
});

test('a moment that has come chooses a backup that already exists', () => {
  const before = (time: string) => ({
    backup: { clusterId: A, before: { time } },
    destinationCluster: A,
  });
  expect(said(latestOfDestination, before(NOW.toISOString()))).toEqual([]);
  expect(said(latestOfDestination, before(daysAgo(-1)))).toHaveLength(1);
  const latest = { backup: { clusterId: A, latest: true as const }, destinationCluster: A };
  expect(said(latestOfDestination, latest)).toHaveLength(1);
  expect(said(latestOfDestination, { ...latest, wipeDestination: true })).toEqual([]);
  expect(said(latestOfDestination, latest, { unknown: ['wipeDestination'] })).toEqual([]);
  expect(said(latestOfDestination, { ...latest, destinationCluster: B })).toEqual([]);
  expect(said(latestOfDestination, { backup: latest.backup })).toEqual([]);
});

test.each([
  ['a.b', { database: 'a', schema: 'public', table: 'b' }],
  ['a.b.c', { database: 'a', schema: 'b', table: 'c' }],
])('the parts of %j are proposed as %j', (table, parts) => {
  const tables = [{ database: 'd', schema: 'public', table }];
  expect(said(objects, { tables })[0]).toContain(`for example ${JSON.stringify(parts)}.`);
});

test('64 KiB of names are allowed, and a byte more is not', () => {
  const ofBytes = (bytes: number) => ({ databases: ['x'.repeat(bytes - '[""]'.length)] });
  expect(said(objects, ofBytes(65_536))).toEqual([]);
  expect(said(objects, ofBytes(65_537))).toHaveLength(1);
});

test('a user of one restore gets one password', () => {
  const given = { restore: 'stack/ledger', sqlUser: 'app' };
  const claimedFirst = 'stack/first';
  expect(said(onePassword, given, { claimedFirst })).toEqual([
    expect.stringContaining('sqlUser: already gets its password from stack/first, got "app"'),
  ]);
  expect(said(onePassword, given)).toEqual([]);
  for (const part of [{ restore: 'stack/ledger' }, { sqlUser: 'app' }]) {
    expect(onePassword.claims?.(part, 'stack/ledger')).toEqual([]);
    expect(said(onePassword, part, { claimedFirst })).toEqual([]);
  }
});

test.each([
  ['the user says', {}, 'error'],
  ['a catalog says', { catalog: 'catalogs/ledger.json' }, 'acknowledge'],
])('a destination that is older than the version that %s', (_title, facts, severity) => {
  const known = { cockroachVersion: 'v25.2.1', ...facts };
  const [finding] = foundBy(version, {
    backup: { clusterId: A, known },
    destinationVersion: 'v24.3',
  });
  expect(finding).toMatchObject({ severity, path: 'destinationVersion', got: 'v24.3' });
});

test('the fit of a wiped destination is checked by the runner, unless it is the source', () => {
  const given = { backup: { clusterId: A }, destinationCluster: B, wipeDestination: true };
  expect(said(wipeFit, given)).toEqual([
    expect.stringContaining(
      'wipeDestination: synth cannot tell whether the versions and regions of both clusters allow the restore. Nothing to do: the runner compares them before the first deletion. Acknowledge it if that depends only on the backup',
    ),
  ]);
  expect(said(wipeFit, { ...given, destinationCluster: A })).toEqual([]);
  expect(said(wipeFit, { ...given, wipeDestination: false })).toEqual([]);
  expect(said(wipeFit, { wipeDestination: true })).toEqual([]);
  expect(said(wipeFit, { wipeDestination: true, backup: UNKNOWN })).toHaveLength(1);
});
