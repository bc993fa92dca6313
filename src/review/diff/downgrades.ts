import { mark } from '../../text/marked';
import type { PlannedRestore } from '../model/schema';

/**
 * What protects less in head than in base. A new restore is compared with its backup alone. What is erased by
 * this very change is reported as that.
 */
export function downgradesIn(
  base: PlannedRestore | undefined,
  head: PlannedRestore,
  erased: readonly string[],
): string[] {
  const lines = [...weakerEncryption(base, head)];
  if (base !== undefined) {
    lines.push(
      ...changedRemoval(base, head),
      ...newErasures(base, head, erased),
      ...shorterTimeout(base, head),
    );
    lines.push(...olderBackup(base, head), ...weakerSchedule(base, head));
  }
  return [...lines, ...newAcknowledgements(base, head)];
}

function weakerEncryption(base: PlannedRestore | undefined, head: PlannedRestore): string[] {
  if (base?.encryption?.customerKey === 'yes' && head.encryption?.customerKey !== 'yes') {
    return ['encryption: the customer-managed key (CMEK) is no longer used'];
  }
  const isNews = base?.encryption?.change !== 'weaker' && head.encryption?.change === 'weaker';
  return isNews ? ['encryption: the restored cluster is less protected than the backup'] : [];
}

function changedRemoval(base: PlannedRestore, head: PlannedRestore): string[] {
  if (base.removalPolicy === head.removalPolicy) return [];
  return head.removalPolicy === 'destroy'
    ? ['removal policy: from retain to destroy; a destroy or a re-run drops the cluster']
    : ['removal policy: from destroy to retain; nothing drops the cluster'];
}

function newErasures(
  base: PlannedRestore,
  head: PlannedRestore,
  erased: readonly string[],
): string[] {
  const news = head.erases.filter((line) => !base.erases.includes(line) && !erased.includes(line));
  return news.map((line) => `data loss: ${line}`);
}

function shorterTimeout(
  { waitMinutes: before }: PlannedRestore,
  { waitMinutes: now }: PlannedRestore,
): string[] {
  if (before === undefined || now === undefined || now >= before) return [];
  return [`timeout: from ${before} to ${now} minutes; a restore that takes longer fails the apply`];
}

function olderBackup(
  { backup: before }: PlannedRestore,
  { backup: now }: PlannedRestore,
): string[] {
  const [one, other] = [before?.createdAt, now?.createdAt];
  if (one === undefined || other === undefined || Date.parse(other) >= Date.parse(one)) return [];
  return [`backup: an older one, of ${mark(other)} instead of ${mark(one)}`];
}

/** Managed backups that are switched off, taken less often or kept for a shorter time. */
function weakerSchedule(
  { schedule: before }: PlannedRestore,
  { schedule: now }: PlannedRestore,
): string[] {
  if (before === undefined || now === undefined) return [];
  return [
    ...(before.enabled !== false && now.enabled === false ? ['backups: switched off'] : []),
    ...(isMore(now.everyMinutes, before.everyMinutes)
      ? [`backups: every ${now.everyMinutes} minutes instead of every ${before.everyMinutes}`]
      : []),
    ...(isMore(before.keptDays, now.keptDays)
      ? [`backups: kept ${now.keptDays} days instead of ${before.keptDays}`]
      : []),
  ];
}

function isMore(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && one > other;
}

/** What is accepted in fact: an acknowledgement that accepts nothing is an error by itself. */
function newAcknowledgements(base: PlannedRestore | undefined, head: PlannedRestore): string[] {
  const before = new Set(base?.acknowledgements.map(({ ruleId }) => ruleId));
  const news = head.findings.flatMap(({ ruleId, acknowledged: reason }) =>
    reason === undefined || before.has(ruleId)
      ? []
      : [`acknowledges ${mark(ruleId)}: ${mark(reason)}`],
  );
  return [...new Set(news)];
}
