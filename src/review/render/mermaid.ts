import { unmark } from '../../text/marked';
import { printable } from '../../text/text';
import type { PlannedRestore } from '../model/schema';
import { type Drawn, FATES } from './picture';

const MOST = 20;
const [RED, AMBER] = ['#d1242f', '#bf8700'];

/** From where to where, as a picture that GitHub draws: source cluster, backup, target. */
export function mermaid(drawn: readonly Drawn[]): string[] {
  const ids = new Map<string, string>();
  const lines: string[] = [];
  const node = (
    kind: 'source' | 'backup' | 'target' | 'previous',
    key: string,
    label: string,
  ): string => {
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
  for (const { restore, isTargetErased: erases, previous } of drawn.slice(0, MOST)) {
    const { source, backup, target, action } = restore;
    if (source === undefined || backup === undefined || target === undefined) continue;
    const from = source.clusterId ?? source.kind;
    const cluster = node('source', from, clusterLabel(source, from));
    const key = backup.id ?? unmark(backup.choice ?? 'latest backup');
    const saved = node('backup', `${from} ${key}`, key);
    const to = target.clusterId ?? restore.path;
    const label =
      target.clusterId === undefined
        ? `${target.name ?? restore.path} (new)`
        : clusterLabel(target, target.clusterId);
    const goal = node('target', to, label);
    edges.add(`  ${cluster} --> ${saved}`);
    const words = safe(wordsOf(action, erases));
    edges.add(`  ${saved} ${erases ? '==' : '--'}>|"${words}"| ${goal}`);
    if (erases) edges.add(`  style ${goal} stroke:${RED},stroke-width:3px`);
    if (previous === undefined) continue;
    const { place, fate } = previous;
    const old = node('previous', restore.path, `${place.name ?? restore.path} (previous)`);
    edges.add(`  ${old} -.->|"${safe(FATES[fate])}"| ${goal}`);
    const colour = { erased: RED, dropped: AMBER, kept: undefined }[fate];
    if (colour !== undefined) edges.add(`  style ${old} stroke:${colour},stroke-width:3px`);
  }
  if (edges.size === 0) return [];
  return ['graph LR', ...lines, ...[...edges].sort(stylesLast)];
}

function wordsOf(action: PlannedRestore['action'], erases: boolean): string {
  if (erases || action === 'overwrite') return 'ERASES';
  return { create: 'creates', add: 'adds to', configure: 'sets' }[action];
}

function clusterLabel({ name }: NonNullable<PlannedRestore['target']>, id: string): string {
  return name === undefined ? id : `${name} ${id}`;
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
