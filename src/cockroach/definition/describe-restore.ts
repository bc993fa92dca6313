import { mark } from '../../text/marked';
import { parseTimestamp } from '../../text/timestamp';
import { choiceText } from '../../vendor/backup-choice';
import { kindOfCluster } from '../../vendor/cluster-text';
import type {
  BackupFacts,
  EncryptionFacts,
  Place,
  ReviewContext,
  ReviewFacts,
} from '../../vendor/facts';
import type { BackupReference, RestoreDeclaration } from '../model/declaration';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is described alike of every restore: from what, to where. */
export function ends(
  declaration: RestoreDeclaration,
  context: ReviewContext,
): Pick<ReviewFacts, 'source' | 'backup' | 'target' | 'version' | 'encryption'> {
  const { backup } = declaration;
  return {
    source: sourceCluster(backup, context),
    backup: backupFacts(backup),
    target: destinationPlace(declaration, context),
    version: versionText(declaration),
    encryption: encryptionOfDestination,
  };
}

/** The cluster that was backed up. */
function sourceCluster({ clusterId, known }: BackupReference, { nameOf }: ReviewContext): Place {
  const plan = known?.sourcePlan;
  const place = { kind: 'cluster', name: nameOf(clusterId), clusterId };
  return plan === undefined ? place : { ...place, note: `plan ${mark(plan)}` };
}

/** The backup, as far as the declaration or its catalog says. */
function backupFacts(backup: BackupReference): BackupFacts {
  const { backupId, latest, known } = backup;
  const isLatest = backupId === undefined && latest === true;
  const isChosen = backupId === undefined && latest !== true;
  const { asOfTime, retentionDays } = known ?? {};
  const at = parseTimestamp(asOfTime);
  const isDated = at !== undefined && retentionDays !== undefined;
  const expires = isDated ? new Date(at.getTime() + retentionDays * DAY_MS) : undefined;
  return {
    ...(backupId === undefined ? {} : { id: backupId }),
    ...(isChosen ? { choice: choiceText(backup, mark) } : {}),
    ...(asOfTime === undefined ? {} : { createdAt: asOfTime }),
    ...(expires === undefined
      ? {}
      : {
          expiresAt: expires.toISOString().replace('.000Z', 'Z'),
          // An incremental backup ends with the full backup that it depends on.
          mayExpireEarlier: true,
        }),
    ...(isLatest ? { note: 'taken within the last 7 days, or the restore is refused' } : {}),
  };
}

/** The cluster that gets the data. */
function destinationPlace(
  { backup, destinationCluster, plan }: RestoreDeclaration,
  { isUnknown, nameOf }: ReviewContext,
): Place {
  const itself = backup.clusterId === destinationCluster ? ', the source itself' : '';
  return {
    kind: kindOfCluster(isUnknown('destinationCluster')),
    name: nameOf(destinationCluster),
    clusterId: destinationCluster,
    note: `plan ${mark(plan)}${itself}`,
  };
}

/** Versions never go down; the destination keeps its own. */
function versionText({ backup, destinationVersion }: RestoreDeclaration): string {
  const from = backup.known?.cockroachVersion;
  const source = from === undefined ? 'the version of the backup' : mark(from);
  const target =
    destinationVersion === undefined ? 'the destination’s version' : mark(destinationVersion);
  return `${source}, restored into ${target}; the destination keeps its version`;
}

/** A restore does not choose a key: the destination has one or not. */
const encryptionOfDestination: EncryptionFacts = {
  text: 'that of the destination cluster; synth cannot tell whether the backup’s is stronger',
  customerKey: 'unknown',
  change: 'unknown',
};

/** Options of a restore that a reviewer should notice. */
export function optionsText(declaration: RestoreDeclaration): string {
  const notes = [
    ...(declaration.schemaOnly === true ? ['schema only, no rows'] : []),
    ...(declaration.skipLocalitiesCheck === true ? ['region mismatches are tolerated'] : []),
  ];
  return notes.length === 0 ? '' : `; ${notes.join('; ')}`;
}
