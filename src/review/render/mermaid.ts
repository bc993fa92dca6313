import { unmarked } from '../../text/marked';
import { printable } from '../../text/text';
import type { PlannedRestore } from '../model/schema';

const MOST = 20;

/** A restore in the picture, and whether something is lost when it runs. */
export interface Drawn {
  readonly restore: PlannedRestore;
  readonly erases: boolean;
}

/** From where to where, as a picture that GitHub draws: source cluster, backup, target. */
export function mermaid(drawn: readonly Drawn[]): string[] {
  const ids = new Map<string, string>();
  const lines: string[] = [];
  const node = (kind: 'source' | 'backup' | 'target', key: string, label: string): string => {
    const present = ids.get(`${kind} ${key}`);
    if (present !== undefined) return present;
    const id = `n${ids.size}`;
    ids.set(`${kind} ${key}`, id);
    const [open, close] = kind === 'backup' ? ['[(', ')]'] : ['["', '"]'];
    const text = safe(label);
    lines.push(
      kind === 'backup' ? `  ${id}${open}"${text}"${close}` : `  ${id}${open}${text}${close}`,
    );
    return id;
  };
  const edges = new Set<string>();
  for (const { restore, erases } of drawn.slice(0, MOST)) {
    const { source, backup, target, action } = restore;
    if (source === undefined || backup === undefined || target === undefined) continue;
    const from = source.clusterId ?? source.kind;
    const cluster = node(
      'source',
      from,
      source.name === undefined ? from : `${source.name} ${from}`,
    );
    const key = backup.id ?? unmarked(backup.choice ?? 'latest backup');
    const saved = node('backup', `${from} ${key}`, key);
    const to = target.clusterId ?? `${target.project ?? ''} ${target.name ?? restore.path}`;
    const goal = node('target', to, target.clusterId ?? `${target.name ?? restore.path} (new)`);
    edges.add(`  ${cluster} --> ${saved}`);
    const words = safe(wordsOf(action, erases));
    edges.add(`  ${saved} ${erases ? '==' : '--'}>|"${words}"| ${goal}`);
    if (erases) edges.add(`  style ${goal} stroke:#d1242f,stroke-width:3px`);
  }
  if (edges.size === 0) return [];
  return ['graph LR', ...lines, ...[...edges].sort(stylesLast)];
}

function wordsOf(action: PlannedRestore['action'], erases: boolean): string {
  if (action === 'overwrite') return 'ERASES';
  const words = { create: 'creates', add: 'adds to', configure: 'sets' }[action];
  // Created in place of another one, which is dropped.
  return erases ? `ERASES, recreates` : words;
}

function stylesLast(one: string, other: string): number {
  return Number(one.startsWith('  style')) - Number(other.startsWith('  style'));
}

/** Mermaid reads `#35;` as a character: whatever could have a meaning there is written so. */
function safe(label: string): string {
  const text = printable(label);
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return short.replace(/[^A-Za-z0-9 ._:/…-]/gu, (character) => `#${character.codePointAt(0)};`);
}
