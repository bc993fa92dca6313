import { marked } from '../../contract/review';
import { hasExpression } from '../read/expression';
import type { RestoreStep } from '../read/steps';

/** What decides whether a restore runs again, in words and as data. */
export function rerunOf({ triggers, ignored }: RestoreStep): {
  readonly text: string;
  readonly identity: Record<string, string>;
  readonly ignored: Record<string, string>;
} {
  const [identity, rest]: [Record<string, string>, Record<string, string>] = [{}, {}];
  for (const key of Object.keys(triggers).sort()) {
    (ignored.includes(key) ? rest : identity)[key] = triggers[key] ?? '';
  }
  return { text: rerunText(identity), identity, ignored: rest };
}

function rerunText(identity: Readonly<Record<string, string>>): string {
  const keys = Object.keys(identity);
  if (keys.length === 0) return 'by itself never; `terraform apply -replace` still does';
  if (keys.length === 1 && keys[0] === 'rerun_token') {
    return `when the token ${marked(identity.rerun_token ?? '')} changes, and then only`;
  }
  if (keys.includes('checked_at')) return 'each apply looks whether it is still so';
  const live = keys.filter((key) => hasExpression(identity[key] ?? ''));
  const decided =
    live.length === 0
      ? ''
      : `; Terraform decides on ${live.map(marked).join(', ')} when it knows the value`;
  return `when ${alternatives(keys)} changes${decided}`;
}

function alternatives(keys: readonly string[]): string {
  const names = keys.map(marked);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
