import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { departureOfLast, type Pace, type Ticket } from './departures';

/** A new file each minute: nobody has to shorten one in which others write. */
const FILE_MS = 60_000;
/** Some hundred tickets: more than ever matter for the next one. */
const MOST_BYTES = 32 * 1024;
/** Others may read or write there: they could lengthen the line. */
const OPEN_TO_OTHERS = 0o077;

/**
 * The line of all processes of this user on this machine that call one server. A process appends its ticket and reads
 * which ones are before it: there is no lock that a killed process could leave behind. Its departure is appended too,
 * so that a later reader need not know the whole past. Nothing of a key is in names or contents.
 */
export class LineFile {
  readonly #process = `${process.pid}.${Math.floor(Math.random() * 1e9)}`;
  #tickets = 0;
  #folder: string | undefined;

  /** @param now milliseconds of a clock that is the same for all processes of the machine and never set */
  constructor(
    private readonly server: string,
    private readonly now: () => number,
    private readonly base: string = tmpdir(),
  ) {}

  /** Joins the line; returns when to leave. Throws where the file cannot be used. */
  join(pace: Pace): number {
    this.#folder ??= privateFolder(this.base);
    const asked = this.now();
    const part = Math.floor(asked / FILE_MS);
    const before = readEnd(this.#fileOf(part - 1));
    this.#tickets += 1;
    const id = `${this.#process}.${this.#tickets}`;
    const handle = openSync(this.#fileOf(part), 'a+', 0o600);
    try {
      const written = append(handle, '+', asked, id);
      if (fstatSync(handle).size === written) this.#removeOld(part);
      const leaves = departureOfLast(lineUpTo(id, before + textOf(handle)), pace);
      append(handle, '-', leaves, id);
      return leaves;
    } finally {
      closeSync(handle);
    }
  }

  #fileOf(part: number): string {
    return join(this.#folder ?? '', `${this.server.replace(/[^\w.-]/g, '_').slice(-100)}.${part}`);
  }

  /** Those of a clock before the machine was started again are old too. */
  #removeOld(part: number): void {
    for (const name of readdirSync(this.#folder ?? '')) {
      const other = Number(/\.(\d+)$/.exec(name)?.[1] ?? part);
      if (Math.abs(other - part) > 1) rmSync(join(this.#folder ?? '', name), { force: true });
    }
  }
}

/** On its own line, also where a full disk has cut off the one before. Appending is not interrupted by others. */
function append(handle: number, kind: '+' | '-', time: number, id: string): number {
  const record = `\n${kind}${time.toFixed(3)} ${id}`;
  const written = writeSync(handle, record);
  if (written !== record.length) throw new Error('the disk is full');
  return written;
}

const RECORD = /^([+-])(\d{1,15}\.\d{3}) (\d[\d.]*)$/gm;

/**
 * The tickets of a text up to that one, each with its departure; whatever else is in it is passed over. Throws where
 * that one is missing.
 */
export function lineUpTo(id: string, text: string): Ticket[] {
  const line = new Map<string, { asked: number; leaves?: number }>();
  for (const [, kind, time, of = ''] of text.matchAll(RECORD)) {
    const ticket = line.get(of);
    if (kind === '-' && ticket !== undefined) ticket.leaves ??= Number(time);
    if (kind === '+' && ticket === undefined && !line.has(id))
      line.set(of, { asked: Number(time) });
  }
  if (!line.has(id)) throw new Error('the ticket is not in the file');
  return [...line.values()];
}

/** A folder of this user alone: made, or found to be that. */
function privateFolder(base: string): string {
  const user = process.getuid?.();
  const folder = join(base, `cluster-restore-pace${user === undefined ? '' : `-${user}`}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = lstatSync(folder);
  const isOurs = user === undefined || (found.uid === user && (found.mode & OPEN_TO_OTHERS) === 0);
  if (!found.isDirectory() || !isOurs)
    throw new Error(`${folder} is not a folder of this user alone`);
  return folder;
}

function readEnd(file: string): string {
  let handle: number;
  try {
    handle = openSync(file, constants.O_RDONLY);
  } catch {
    return '';
  }
  try {
    return textOf(handle);
  } finally {
    closeSync(handle);
  }
}

/** The end of a file; the first line of it may be a part of one. */
function textOf(handle: number): string {
  const { size } = fstatSync(handle);
  const bytes = Buffer.alloc(Math.min(size, MOST_BYTES));
  const length = readSync(handle, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString('latin1', 0, length);
}
