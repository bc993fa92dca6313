import { describeKills } from './support/describe-kills';
import { cockroachDrill, zillizDrill, zillizRefresh } from './support/environment-scenarios';

const around = (call: string) => [`before ${call}`, `answered ${call}`, `after ${call}`];
const DROP_CLUSTER = around('DELETE /*/clusters/*/drop');
const DROP_DATABASE = around('DELETE /api/*/clusters/*/databases/*');
const RESULT = 'renameSync restored-1.json.tmp';

describeKills(zillizRefresh, [
  ...around('POST /*/clusters/*/backups/*/restoreCluster'),
  'renameSync submitted-1.json.tmp',
  RESULT,
  ...DROP_CLUSTER,
]);
describeKills(zillizDrill(true), ['renameSync journal.json.tmp', ...DROP_CLUSTER, RESULT, 'exit']);
describeKills(zillizDrill(false), [...DROP_CLUSTER, RESULT]);
describeKills(cockroachDrill(true), [
  'renameSync journal.json.tmp',
  ...DROP_DATABASE,
  RESULT,
  'exit',
]);
describeKills(cockroachDrill(false), [...DROP_DATABASE, RESULT]);
