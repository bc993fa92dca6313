import type { Finding } from '../records/findings';
import type { LedgerEntry } from '../records/ledger';
import { type ApiOf, lookAt } from '../records/look';
import { WrongInput } from '../review/wrong-input';
import { printable, quoted } from '../text/text';
import { runDrop } from './run-drop';
import type { Terminal } from './terminal';

/** What was found, and what it was found by. */
export interface Found {
  readonly finding: Finding;
  readonly entry: LedgerEntry;
}

/** What became of a cluster that was to be dropped. */
export interface Dropped {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly end: 'dropped' | 'kept' | 'left';
  readonly text: string;
}

/** What a drop works with. */
export interface Dropping {
  readonly apis: ApiOf;
  /** The clusters from which restores read. */
  readonly sources: readonly string[];
  readonly terminal: Terminal;
  readonly say: (text: string) => void;
}

/** The clusters whose whole names were given; a name that names nothing, or two, drops nothing at all. */
export function chosenBy(found: readonly Found[], names: readonly string[]): Found[] {
  const problems: string[] = [];
  const chosen = [...new Set(names)].flatMap((name) => {
    const named = found.filter(({ finding }) => finding.clusterName === name);
    const [only, ...others] = named.filter(({ finding }) => finding.isDeletable);
    if (only !== undefined && others.length === 0) return [only];
    problems.push(`--yes-name: ${notOne(name, named, others.length + 1)} Nothing was dropped.`);
    return [];
  });
  if (problems.length > 0) throw new WrongInput(...problems);
  return chosen;
}

function notOne(name: string, named: readonly Found[], count: number): string {
  if (named.length === 0) return `nothing that was found has the name ${quoted(name)}.`;
  const [{ finding } = {}] = named;
  if (named.length === 1 && finding !== undefined) {
    const why = finding.doubts.length > 0 ? finding.doubts.join('; ') : finding.cause;
    return `${quoted(name)} (${finding.clusterId}) must not be dropped here: ${why}.`;
  }
  const ids = named.map((one) => one.finding.clusterId).join(', ');
  return `${count} clusters have the name ${quoted(name)} (${ids}): drop them in the console.`;
}

/** Drops each cluster whose name was given, or is typed; the runner proves it once more. */
export async function dropAll(
  found: readonly Found[],
  isNamed: boolean,
  { apis, sources, terminal, say }: Dropping,
): Promise<Dropped[]> {
  const dropped: Dropped[] = [];
  for (const { finding, entry } of found) {
    const { clusterId, clusterName, isDeletable } = finding;
    if (!isDeletable || clusterId === undefined || clusterName === undefined) continue;
    const question = `Type ${printable(clusterName)} to drop ${printable(clusterId)}: `;
    const isMeant = isNamed || (await terminal.ask(question)) === clusterName;
    const recorded = { ...entry.recorded, cluster_id: clusterId };
    const end = isMeant
      ? await dropOne({ ...entry, recorded, isUnknown: false }, sources, apis, terminal)
      : ({ end: 'kept', text: `kept ${clusterId}: another name was typed` } as const);
    dropped.push({ clusterId, clusterName, ...end });
    say(`${printable(end.text)}\n`);
  }
  return dropped;
}

async function dropOne(
  entry: LedgerEntry,
  sources: readonly string[],
  apis: ApiOf,
  { env }: Terminal,
): Promise<Pick<Dropped, 'end' | 'text'>> {
  const { code, output } = await runDrop(entry, sources, env);
  const text = output.trim().split('\n').at(-1) ?? '';
  // The runner leaves what is not proven, and says so: only the vendor tells what is gone.
  const { presence } = await lookAt(entry, apis, sources);
  return { end: code === 0 && presence === 'gone' ? 'dropped' : 'left', text };
}
