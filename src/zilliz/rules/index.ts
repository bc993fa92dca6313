import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration, CollectionsDeclaration } from '../model/declaration';
import type { MarksDeclaration } from '../model/marks';
import type { PolicyDeclaration } from '../model/policy';
import { backupAvailable } from './backup-available';
import { backupExpiry } from './backup-expiry';
import { backupIdForm } from './backup-id-form';
import { backupNow } from './backup-now';
import { backupPolicy } from './backup-policy';
import { catalog } from './catalog';
import { catalogAge } from './catalog-age';
import { chinaCloud } from './china-cloud';
import { clusterBackup } from './cluster-backup';
import { clusterName } from './cluster-name';
import { cmekCloud } from './cmek-cloud';
import { cmekDropped } from './cmek-dropped';
import { cmekKey } from './cmek-key';
import { cmekPlan } from './cmek-plan';
import { cmekRegion } from './cmek-region';
import { cmekVersion } from './cmek-version';
import { collectionLimit } from './collection-limit';
import { cuSize } from './cu-size';
import { dedicated } from './dedicated';
import { mappingCount } from './mapping-count';
import { mappingDatabase } from './mapping-database';
import { mappingEncrypted } from './mapping-encrypted';
import { mappingOntoSource } from './mapping-onto-source';
import { mappingSource } from './mapping-source';
import { mappingTarget } from './mapping-target';
import { oneClusterName } from './one-cluster-name';
import { passwordFile } from './password-file';
import { projectPlan } from './project-plan';
import { rbacField } from './rbac-field';
import { sameCuType } from './same-cu-type';
import { sameRegion } from './same-region';
import { stamp } from './stamp';
import { tieredStorage } from './tiered-storage';
import { versionPolicy } from './version-policy';

/** The rules of what is restored from, for every restore. */
const rulesOfSource = [catalog, catalogAge, dedicated, backupIdForm, backupNow, chinaCloud];

/** The rules of a restored cluster, in the order in which their findings are shown. */
export const clusterRules: readonly Rule<Partial<ClusterDeclaration>>[] = [
  ...rulesOfSource,
  clusterBackup,
  backupAvailable,
  backupExpiry,
  projectPlan,
  sameRegion,
  clusterName,
  oneClusterName,
  cuSize,
  collectionLimit,
  tieredStorage,
  versionPolicy,
  rbacField,
  cmekKey,
  cmekCloud,
  cmekRegion,
  cmekPlan,
  cmekVersion,
  cmekDropped,
  passwordFile,
];

/** The rules of restored collections. */
export const collectionRules: readonly Rule<Partial<CollectionsDeclaration>>[] = [
  ...rulesOfSource,
  backupAvailable,
  backupExpiry,
  sameRegion,
  sameCuType,
  mappingCount,
  mappingDatabase,
  mappingSource,
  mappingTarget,
  mappingOntoSource,
  mappingEncrypted,
];

/** The rules of a backup policy. */
export const policyRules: readonly Rule<Partial<PolicyDeclaration>>[] = [backupPolicy];

/** The rules of what a restored cluster is stamped with. */
export const marksRules: readonly Rule<Partial<MarksDeclaration>>[] = [stamp];
