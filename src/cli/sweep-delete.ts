import type { Finding } from '../records/findings';
import { creationId, type LedgerEntry } from '../records/ledger';
import { type ApiOf, lookAt } from '../records/look';
import { WrongInput } from '../review/wrong-input';
import { printable, quote } from '../text/text';
import { runDrop } from './run-drop';
import type { Terminal } from './terminal';

/** What was found, and what it was found by. */
export interface Found {
  readonly finding: Finding;
  readonly entry: LedgerEntry;
}

/** The outcome of a drop. */
export interface Dropped {
  /** The id of the cluster, or of the restore that made the databases. */
  readonly id: string;
  /** The name that was typed: of the cluster, or of the databases. */
  readonly name: string;
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

/** The whole name that is typed: of the cluster, or of the databases, separated by commas. */
function nameOf({ clusterName, databases }: Finding): string {
  return clusterName ?? databases.join(',');
}

/** What has the whole names that were given; a name that names nothing, or two, drops nothing at all. */
export function chosenBy(found: readonly Found[], names: readonly string[]): Found[] {
  const problems: string[] = [];
  const chosen = [...new Set(names)].flatMap((name) => {
    const named = found.filter(({ finding }) => nameOf(finding) === name);
    const [only, ...others] = named.filter(({ finding }) => finding.isDeletable);
    if (only !== undefined && others.length === 0) return [only];
    problems.push(`--yes-name: ${notOne(name, named, others.length + 1)} Nothing was dropped.`);
    return [];
  });
  if (problems.length > 0) throw new WrongInput(...problems);
  return chosen;
}

function notOne(name: string, named: readonly Found[], count: number): string {
  if (named.length === 0) return `nothing that was found has the name ${quote(name)}.`;
  const [only] = named;
  if (named.length === 1 && only !== undefined) {
    const { doubts, cause } = only.finding;
    const why = doubts.length > 0 ? doubts.join('; ') : cause;
    return `${quote(name)} (${idOf(only)}) must not be dropped here: ${why}.`;
  }
  return `${count} findings have the name ${quote(name)} (${named.map(idOf).join(', ')}): drop them in the console.`;
}

function idOf({ finding: { clusterId }, entry }: Found): string {
  return clusterId ?? creationId(entry);
}

/** Drops each whose name was given, or is typed; the runner proves it once more. */
export async function dropAll(
  found: readonly Found[],
  isNamed: boolean,
  { apis, sources, terminal, say }: Dropping,
): Promise<Dropped[]> {
  const dropped: Dropped[] = [];
  for (const one of found) {
    if (!one.finding.isDeletable) continue;
    const [id, name] = [idOf(one), nameOf(one.finding)];
    const what = one.finding.clusterName === undefined ? one.finding.text : id;
    const question = `Type ${printable(name)} to drop ${printable(what)}: `;
    const isMeant = isNamed || (await terminal.ask(question)) === name;
    const end = isMeant
      ? await dropOne(one.entry, sources, apis, terminal)
      : ({ end: 'kept', text: `kept ${id}: the typed name does not match` } as const);
    dropped.push({ id, name, ...end });
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
  // The runner leaves what is not proven, and says so: only the vendor knows what is gone.
  const { presence } = await lookAt(entry, apis, sources);
  return { end: code === 0 && presence === 'gone' ? 'dropped' : 'left', text };
}
