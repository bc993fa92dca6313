import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Watches what a process and everything that it started hold in memory, by kind: PSS, in which a page that several
 * processes share counts once, as it does for the machine, and RSS, in which it counts for each. Where there is no /proc, it sees nothing.
 */
export class MemoryOfTree {
  /** The most that was seen at once, by kind, in MiB. */
  peak = {};
  #timer;

  /** @param kindOf the kind of a process, by its command line */
  constructor(kindOf) {
    this.kindOf = kindOf;
  }

  watch(pid) {
    this.stop();
    if (!existsSync('/proc')) return;
    this.#timer = setInterval(() => this.#look(pid), 250);
  }

  stop() {
    clearInterval(this.#timer);
  }

  #look(root) {
    const now = {};
    for (const pid of tree(root)) {
      const [command, memory] = [read(pid, 'cmdline'), read(pid, 'smaps_rollup')];
      if (command === undefined || memory === undefined) continue;
      const sum = entryOf(now, this.kindOf(command.replaceAll('\0', ' ')));
      sum.pss += mib(memory, 'Pss');
      sum.rss += mib(memory, 'Rss');
      sum.count += 1;
    }
    for (const [kind, sum] of Object.entries(now)) {
      const most = entryOf(this.peak, kind);
      for (const key of Object.keys(sum)) most[key] = Math.max(most[key], sum[key]);
    }
  }
}

function entryOf(sums, kind) {
  sums[kind] ??= { pss: 0, rss: 0, count: 0 };
  return sums[kind];
}

const mib = (text, name) =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;

/** A process and all that it started. */
function tree(root) {
  const children = new Map();
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(read(pid, 'stat') ?? '')?.[1];
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [String(root)];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** A process may end while it is looked at. */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
