import { marked } from '../../contract/review';
import type { PlannedRestore } from '../model/schema';

/** What protects less in head than in base. A new restore is compared with its backup alone. */
export function weakerIn(base: PlannedRestore | undefined, head: PlannedRestore): string[] {
  return [
    ...encryption(base, head),
    ...(base === undefined
      ? []
      : [
          ...removal(base, head),
          ...erasing(base, head),
          ...waiting(base, head),
          ...older(base, head),
        ]),
    ...acknowledged(base, head),
  ];
}

function encryption(base: PlannedRestore | undefined, head: PlannedRestore): string[] {
  if (base?.encryption?.customerKey === 'yes' && head.encryption?.customerKey !== 'yes') {
    return ['encryption: the customer’s key is dropped'];
  }
  const isNews = base?.encryption?.change !== 'weaker' && head.encryption?.change === 'weaker';
  return isNews ? ['encryption: the restored cluster is weaker than the backup'] : [];
}

function removal(base: PlannedRestore, head: PlannedRestore): string[] {
  if (base.removalPolicy === head.removalPolicy) return [];
  return head.removalPolicy === 'destroy'
    ? ['removal policy: from retain to destroy; a destroy or a restore again drops the cluster']
    : ['removal policy: from destroy to retain; nothing drops the cluster any more'];
}

function erasing(base: PlannedRestore, head: PlannedRestore): string[] {
  const news = head.erases.filter((line) => !base.erases.includes(line));
  return news.map((line) => `data loss: ${line}`);
}

function waiting(
  { waitMinutes: before }: PlannedRestore,
  { waitMinutes: now }: PlannedRestore,
): string[] {
  if (before === undefined || now === undefined || now >= before) return [];
  return [
    `wait budget: from ${before} to ${now} minutes; a restore that takes longer fails the apply`,
  ];
}

function older({ backup: before }: PlannedRestore, { backup: now }: PlannedRestore): string[] {
  const [one, other] = [before?.createdAt, now?.createdAt];
  if (one === undefined || other === undefined || Date.parse(other) >= Date.parse(one)) return [];
  return [`backup: an older one, of ${marked(other)} instead of ${marked(one)}`];
}

function acknowledged(base: PlannedRestore | undefined, head: PlannedRestore): string[] {
  const before = new Set(base?.acknowledgements.map(({ ruleId }) => ruleId));
  return head.acknowledgements
    .filter(({ ruleId }) => !before.has(ruleId))
    .map(({ ruleId, reason }) => `accepts ${marked(ruleId)}: ${marked(reason)}`);
}
