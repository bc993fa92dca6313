import { mark } from '../../text/marked';
import type { EncryptionFacts, ReviewContext, ReviewFacts } from '../../vendor/facts';
import type { ClusterDeclaration } from '../model/declaration';
import { finalName } from './cluster-requests';
import { backupFacts, sizeText, sourceCluster } from './describe-backup';

const RECYCLE_BIN = 'the vendor keeps it in the recycle bin for 30 days';

/** What a reviewer must know of a cluster that is restored to a new one. */
export function describeCluster(
  declaration: ClusterDeclaration,
  context: ReviewContext,
): ReviewFacts {
  const { backup, targetProject, targetProjectPlan, cuSize } = declaration;
  const name = finalName(declaration, context);
  const drops = context.removalPolicy === 'destroy';
  return {
    action: 'create',
    headline: `creates cluster ${mark(name)} in project ${mark(targetProject)}`,
    erases: [],
    source: sourceCluster(backup, context),
    backup: backupFacts(backup),
    target: {
      kind: 'new cluster',
      name,
      project: targetProject,
      note: targetProjectPlan === undefined ? 'plan not stated' : `plan ${mark(targetProjectPlan)}`,
    },
    version: versionText(declaration),
    encryption: encryptionFacts(declaration),
    size: {
      text: `${mark(cuSize)} query CU${sizeText(backup)}`,
      cu: context.isUnknown('cuSize') ? undefined : cuSize,
      path: 'cuSize',
    },
    contents: contentsText(declaration),
    items: [],
    onDestroy: `${
      drops
        ? `drops the cluster that this restore created, and no other; ${RECYCLE_BIN}`
        : 'leaves the cluster running and billed until somebody drops it'
    }${backup.now === undefined ? '' : '; the backup that was made first stays too'}`,
    onRerun: `${backup.now === undefined ? '' : 'makes another backup, then '}${rerunText(declaration, context)}`,
    rerunErases: drops,
    rerunKeeps: !drops && declaration.uniqueName === true,
    ...(drops ? { recovery: RECYCLE_BIN } : {}),
  };
}

function versionText({ backup, restoreVersionPolicy }: ClusterDeclaration): string {
  const { milvusVersion, latestGaVersion } = backup.known ?? {};
  const from = milvusVersion === undefined ? 'the version of the backup' : mark(milvusVersion);
  if (restoreVersionPolicy === 'ORIGINAL') {
    return `${from} stays (ORIGINAL, offered for backups of the last 30 days)`;
  }
  const to =
    latestGaVersion === undefined ? 'the latest GA version' : `latest GA, ${mark(latestGaVersion)}`;
  const why = restoreVersionPolicy === undefined ? 'the vendor’s default' : 'LATEST';
  return `${from} to ${to} (${why})`;
}

function encryptionFacts({ backup, cmek }: ClusterDeclaration): EncryptionFacts {
  const encrypted = backup.known?.encrypted;
  if (cmek !== undefined) {
    const before =
      encrypted === undefined
        ? ''
        : encrypted
          ? '; the backup is encrypted with a customer-managed key too, this one or another'
          : '; the backup is encrypted without a customer-managed key';
    return {
      text: `with the customer-managed key ${mark(cmek.kmsKeyArn)}${before}; the restore fails if the new cluster does not report this key`,
      customerKey: 'yes',
      change: encrypted === undefined ? 'unknown' : encrypted ? 'same' : 'stronger',
    };
  }
  if (encrypted === true) {
    const text =
      'WEAKER: the backup is encrypted with a customer-managed key, and the restored cluster is not';
    return { text, customerKey: 'no', change: 'weaker' };
  }
  const text =
    encrypted === false
      ? 'without a customer-managed key, like the backup'
      : 'without a customer-managed key; synth cannot tell whether the backup has one';
  return { text, customerKey: 'no', change: encrypted === false ? 'same' : 'unknown' };
}

function contentsText({ collectionStatus, includeRbac }: ClusterDeclaration): string {
  const loaded =
    collectionStatus === 'KEEP'
      ? 'loaded as they were'
      : collectionStatus === 'RELEASE'
        ? 'all released, none loaded'
        : `load status ${mark(collectionStatus)}`;
  const rbac =
    includeRbac === undefined
      ? 'users and roles as the vendor decides'
      : includeRbac
        ? 'with users and roles'
        : 'without users and roles';
  return `every database and collection of the backup, ${loaded}; ${rbac}`;
}

function rerunText(
  { uniqueName: isUnique }: ClusterDeclaration,
  { removalPolicy, replacement }: ReviewContext,
): string {
  if (replacement !== undefined)
    return 'creates a new clone beside the previous one, and drops that once the new one is verified: both run and are billed until then; the vendor keeps the dropped one in the recycle bin for 30 days';
  if (removalPolicy === 'destroy')
    return 'drops the previous clone, which the vendor keeps in the recycle bin for 30 days, then creates a new one';
  return isUnique === true
    ? 'creates another cluster beside the previous one, which keeps running and is billed'
    : 'is refused while a cluster of this name exists: the previous one stays until somebody drops it';
}
