import { hasExpression } from '../../spec/templates';
import { mark } from '../../text/marked';
import { choiceOfTrigger } from '../../vendor/backup-choice';
import type { ReviewFacts } from '../../vendor/facts';
import type { RestoreStep } from '../read/steps';
import { resolvedTriggers } from '../recognition/rebuild';
import type { Reviewed } from './reviewed';
import type { PlannedRestore } from './schema';

/** What decides whether a restore runs again, in words and as data. */
export function rerunOf(
  step: RestoreStep,
  operation: Reviewed,
  { onRerun: effect, rerunErases: erases, rerunKeeps: keepsPrevious, recovery }: ReviewFacts,
): PlannedRestore['rerun'] {
  const { ignored } = step;
  const triggers = { ...step.triggers, ...resolvedIn(step, operation) };
  const [identity, rest]: [Record<string, string>, Record<string, string>] = [{}, {}];
  for (const key of sortKeys(triggers)) {
    (ignored.includes(key) ? rest : identity)[key] = triggers[key] ?? '';
  }
  return {
    text: rerunText(identity),
    identity,
    ignored: rest,
    effect,
    erases,
    keepsPrevious,
    recovery,
  };
}

/** What remains of an expression stands with what it reads. */
function resolvedIn(step: RestoreStep, operation: Reviewed): Record<string, string> {
  const resolved = Object.entries(resolvedTriggers(step, operation));
  return Object.fromEntries(
    resolved.map(([key, text]) => [
      key,
      hasExpression(text) ? `${text}${step.describe(text)}` : text,
    ]),
  );
}

/** cdktf writes them in order: to look is cheaper than to sort. */
function sortKeys(record: Readonly<Record<string, string>>): string[] {
  const keys = Object.keys(record);
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key) ? keys : keys.sort();
}

function rerunText(identity: Readonly<Record<string, string>>): string {
  const keys = Object.keys(identity);
  if (keys.length === 0) return 'never automatically; `terraform apply -replace` still does';
  if (keys.length === 1 && keys[0] === 'rerun_token') {
    return `when the token ${mark(identity.rerun_token ?? '')} changes, and only then`;
  }
  if (keys.includes('checked_at')) return 'each apply compares the settings with the declaration';
  const live = keys.filter((key) => hasExpression(identity[key] ?? ''));
  const decided =
    live.length === 0 ? '' : `; the value of ${live.map(mark).join(', ')} is known after apply`;
  const isLatest = choiceOfTrigger(identity.backup_id ?? '').latest === true;
  const newer = isLatest ? '; a newer backup alone restores nothing again' : '';
  return `when ${alternatives(keys)} changes${newer}${decided}`;
}

function alternatives(keys: readonly string[]): string {
  const names = keys.map(mark);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
