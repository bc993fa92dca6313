import { cockroachCluster } from './support/cockroach-scenarios';
import { describeKills } from './support/describe-kills';
import { outcomesOfKills } from './support/kills';
import {
  zillizCluster,
  zillizCollections,
  zillizCollectionsBackedUp,
} from './support/zilliz-scenarios';

const EVERYWHERE = [
  'openSync lock',
  'openSync journal.json.tmp',
  'writeFileSync journal.json.tmp',
  'half of writeFileSync journal.json.tmp',
  'fsyncSync journal.json.tmp',
  'renameSync journal.json.tmp',
  'writeFileSync submitted-1.json.tmp',
  'renameSync submitted-1.json.tmp',
  'writeFileSync restored-1.json.tmp',
  'renameSync restored-1.json.tmp',
  'rmSync lock',
  'exit',
];

const PASSWORD = [
  'openSync password.spool',
  'writeFileSync password.spool',
  'half of writeFileSync password.spool',
  'fsyncSync password.spool',
  'writeFileSync password.<restore>.tmp',
  'half of writeFileSync password.<restore>.tmp',
  'linkSync password.<restore>.tmp',
  'rmSync password.<restore>.tmp',
  'rmSync password.spool',
];

const RESTORE_CLUSTER = 'POST /*/clusters/*/backups/*/restoreCluster';
const around = (call: string) => [`before ${call}`, `answered ${call}`, `after ${call}`];

describeKills(
  zillizCluster(false),
  [...EVERYWHERE, ...PASSWORD, ...around(RESTORE_CLUSTER), ...around('DELETE /*/clusters/*/drop')],
  outcomesOfKills,
);
describeKills(zillizCluster(true), [...PASSWORD, ...around(RESTORE_CLUSTER)]);
describeKills(zillizCollections, [
  ...EVERYWHERE,
  ...around('POST /*/clusters/*/backups/*/restoreCollection'),
]);
describeKills(zillizCollectionsBackedUp, [
  ...around('POST /*/clusters/*/backups/create'),
  'before POST /*/clusters/*/backups/*/restoreCollection',
]);
describeKills(cockroachCluster, [
  ...EVERYWHERE,
  ...around('DELETE /api/*/clusters/*/databases/old'),
  ...around('POST /api/*/clusters/*/restores'),
]);
