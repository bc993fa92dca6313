import { backupExpired } from './backup-expired';
import { backupSettings } from './backup-settings';
import { catalog } from './catalog';
import { catalogAge } from './catalog-age';
import { cmekBackup } from './cmek-backup';
import { dataLoss } from './data-loss';
import { destination } from './destination';
import { drillProduction } from './drill-production';
import { intoDb } from './into-db';
import { labels } from './labels';
import { latestBackup } from './latest-backup';
import { latestOfDestination } from './latest-of-destination';
import { localities } from './localities';
import { newDbName } from './new-db-name';
import { objects } from './objects';
import { onePassword } from './one-password';
import { oneRestore } from './one-restore';
import { passwordFile } from './password-file';
import { restoreType } from './restore-type';
import { retentionOnce } from './retention-once';
import { samePlan } from './same-plan';
import { version } from './version';
import { wipeFit } from './wipe-fit';

const common = [
  catalog,
  catalogAge,
  destination,
  samePlan,
  backupExpired,
  latestBackup,
  cmekBackup,
  version,
  localities,
];

/** The rules of a restored cluster, in the order in which their findings are shown. */
export const clusterRules = [dataLoss, latestOfDestination, ...common, wipeFit, oneRestore];

/** The rules of restored databases. */
export const databasesRules = [restoreType, objects, newDbName, ...common, oneRestore];

/** The rules of a drill, which restores one database. */
export const drillRules = [drillProduction, ...common, oneRestore];

/** The rules of restored tables. */
export const tablesRules = [restoreType, objects, intoDb, ...common, oneRestore];

/** The rules of backup settings. */
export const settingsRules = [backupSettings, retentionOnce];

/** The rules of what marks a restored cluster. */
export const marksRules = [labels];

/** The rules of new passwords for SQL users. */
export const sqlUserRules = [onePassword, passwordFile];
