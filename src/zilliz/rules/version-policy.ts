import type { Problem, Rule } from '../../evaluation/rule';
import { daysSince } from '../model/days';
import type { BackupFacts, ClusterDeclaration } from '../model/declaration';
import { releaseOf } from '../model/milvus-version';

const ORIGINAL_FOR_DAYS = 30;
const path = 'restoreVersionPolicy';
const FIX = 'Use LATEST or a newer backup';

/**
 * When the version of the backup can be kept. The page says "within the last 30 days" and "more than 30 days
 * ago": at 30 days exactly a backup is not yet older, and keeps the choice.
 */
export const versionPolicy: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_VERSION_POLICY',
  severity: 'acknowledge',
  otherSeverities: ['warning', 'unchecked'],
  holds:
    'ORIGINAL is chosen only for a backup of at most 30 days whose Milvus version is older than the latest GA version; if the catalog lists restoreNewInstancePolicies, these decide',
  remedy: 'Use `LATEST`, or a newer backup; acknowledge it when the restore is already done',
  mayComeLater: true,
  source: 'https://docs.zilliz.com/docs/restore-from-backup-files',
  certainty: 'documented; at exactly 30 days inferred from the words “more than 30 days ago”',
  check({ backup, restoreVersionPolicy: policy }, { now }) {
    if (policy === undefined || backup === undefined) return [];
    // One that is not later than a moment is at least as old.
    const known = { createTime: backup.before?.time, ...backup.known };
    if (known.catalogProblem !== undefined) return [];
    const offered = known.restoreNewInstancePolicies ?? [];
    if (offered.length > 0) return byOffer(policy, offered, known, now);
    if (policy !== 'ORIGINAL') return [];
    const broken = byPage(known, now);
    return broken === undefined
      ? uncheckedProblems(known, backup.latest === true || backup.now !== undefined)
      : [broken];
  },
};

function byOffer(
  policy: string,
  offered: readonly string[],
  known: BackupFacts,
  now: Date,
): Problem[] {
  const broken = policy === 'ORIGINAL' ? byPage(known, now) : undefined;
  if (!offered.includes(policy)) {
    const problem = `the catalog offers ${offered.join(' and ')} for this backup`;
    const fix = `Use ${offered.join(' or ')}, or another backup`;
    return [broken ?? { path, problem, got: policy, fix }];
  }
  // The catalog spoke when it was pulled; since then the page's rule may have come to say otherwise.
  return broken === undefined ? [] : [{ ...broken, severity: 'warning' }];
}

/** What the page's rule says, as far as its facts are known. */
function byPage(known: BackupFacts, now: Date): Problem | undefined {
  const { createTime, milvusVersion, latestGaVersion } = known;
  const age = createTime === undefined ? 0 : daysSince(createTime, now);
  if (age > ORIGINAL_FOR_DAYS) {
    const days = Math.floor(age);
    const old =
      days > ORIGINAL_FOR_DAYS ? `${days} days old` : `older than ${ORIGINAL_FOR_DAYS} days`;
    const problem = `the backup is ${old}, and ORIGINAL is offered for ${ORIGINAL_FOR_DAYS} days`;
    return { cause: 'time', path, problem, got: 'ORIGINAL', fix: FIX };
  }
  if (milvusVersion === undefined || latestGaVersion === undefined) return undefined;
  if (releaseOf(milvusVersion) < releaseOf(latestGaVersion)) return undefined;
  const problem = `the backup already has Milvus ${milvusVersion}, and ${latestGaVersion} is the latest generally available version`;
  return { path, problem, got: 'ORIGINAL', fix: 'Use LATEST, which is the same version' };
}

function uncheckedProblems(known: BackupFacts, isNew: boolean): Problem[] {
  const { createTime, milvusVersion, latestGaVersion } = known;
  const missing: string[] = [];
  if (createTime === undefined && !isNew) missing.push('the creation time of the backup');
  if (milvusVersion === undefined) missing.push('its Milvus version');
  if (latestGaVersion === undefined) missing.push('the latest GA version');
  if (missing.length === 0) return [];
  const problem = `synth cannot tell whether ORIGINAL is offered without ${joinNames(missing)}`;
  const fix =
    'Use Backup.fromCatalog to check it at synth; the runner asks the API before it restores';
  return [{ severity: 'unchecked', path, problem, got: 'ORIGINAL', fix }];
}

function joinNames(names: readonly string[]): string {
  const others = names.slice(0, -1).join(', ');
  return others === '' ? names.join() : `${others} and ${names.at(-1)}`;
}
