import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { type MarkedText, mark } from '../../text/marked';
import { printable } from '../../text/text';
import type { RestoreChange } from '../diff/schema';
import type { PlannedRestore, RestorePlanDocument } from '../model/schema';
import { headlineOf, patchTitle } from './headline';
import { planNote } from './note';
import { toneOfPoint } from './points';
import { droppedBy, erasedBy, type Row, viewOf } from './rows';
import { spans } from './spans';

/** How text is laid out. */
export interface TextOptions {
  readonly colour: boolean;
  readonly width: number | undefined;
}

const LABEL = 16;
/** A mark without width, which no printable text holds, and a blank to break at. */
const JOINT = '\u2060 ';
const JOINTS = /\u2060 ?/g;
const [NARROWEST, USUAL, WIDEST] = [40, 80, 160];

/** Writes a plan for a terminal. */
export function planText(plan: RestorePlanDocument, options: TextOptions): string {
  const page = new Page(options);
  page.verdict(plan.verdict, planNote(plan));
  for (const restore of plan.restores) page.restore(restore);
  return page.text;
}

/** Writes the parts of a terminal page. */
export class Page {
  readonly #lines: string[] = [];
  readonly #colours;
  readonly #width: number;

  constructor({ colour, width }: TextOptions) {
    this.#colours = createColors(colour);
    this.#width = Math.min(WIDEST, Math.max(NARROWEST, width ?? USUAL));
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  /** The first lines: whether to stop, and what is erased. */
  verdict({ level, text, points }: RestorePlanDocument['verdict'], note: MarkedText): void {
    const { bold, red, yellow, green } = this.#colours;
    const tone = { stop: red, destructive: red, attention: yellow, clear: green }[level];
    this.#wrap('', bold(tone(this.#plain(text))), 0);
    for (const point of points) {
      this.#wrap('  - ', this.#line(point, toneOfPoint(point)), 4);
    }
    this.#wrap('', this.#line(note, 'plain'), 0);
  }

  /** One restore: what it does in a line, then its rows. */
  restore(restore: PlannedRestore, change?: RestoreChange): void {
    const { bold, dim } = this.#colours;
    const { urgent, details, calls, patch } = viewOf(restore, change);
    this.#lines.push('');
    const path = bold(this.#plain(mark(restore.path)));
    const head = `${path}  ${this.#line(headlineOf(restore, change), 'plain')}`;
    this.#wrap('', `${this.#tag(restore, change)}${head}`, 2);
    for (const row of [...urgent, ...details]) this.#row(row);
    for (const { line, body, note } of patch.length > 0 ? [] : calls) {
      this.#lines.push(`  ${dim('call'.padEnd(LABEL))}${printable(line)}`);
      const indent = LABEL + 2;
      if (note !== undefined)
        this.#wrap(' '.repeat(indent), this.#line(`(${note})`, 'plain'), indent);
      for (const text of body === '' ? [] : body.split('\n')) {
        this.#lines.push(`${' '.repeat(LABEL + 2)}${dim(printable(text))}`);
      }
    }
    if (patch.length > 0) this.#lines.push(`  ${dim('call'.padEnd(LABEL))}${patchTitle(change)}`);
    for (const line of patch) this.#patch(line);
  }

  /** In front of a restore that loses something: whether for good. */
  #tag(restore: PlannedRestore, change?: RestoreChange): string {
    const { bold, red, yellow } = this.#colours;
    if (erasedBy(restore, change).length > 0) return red(bold('ERASES '));
    return droppedBy(restore, change).length > 0 ? yellow(bold('DROPS ')) : '';
  }

  #patch(line: string): void {
    const { red, green, dim } = this.#colours;
    const tone = line.startsWith('+') ? green : line.startsWith('-') ? red : dim;
    this.#lines.push(`${' '.repeat(LABEL + 2)}${tone(printable(line))}`);
  }

  #row({ label, lines, tone }: Row): void {
    const { dim, red, yellow } = this.#colours;
    const colour = { danger: red, warn: yellow, plain: dim }[tone];
    lines.forEach((line, index) => {
      const name = index === 0 ? label : '';
      this.#wrap(`  ${colour(name.padEnd(LABEL))}`, this.#line(line, tone), LABEL + 2);
    });
  }

  #line(text: MarkedText, tone: Row['tone']): string {
    const { cyan, red } = this.#colours;
    const prose = tone === 'danger' ? red : (part: string) => part;
    return spans(
      text.replace(NAME, '$1'),
      (part) => prose(printable(part)),
      (part) => cyan(quoteValue(part)),
    );
  }

  #plain(text: MarkedText): string {
    return spans(text, printable, quoteValue);
  }

  #wrap(start: string, text: string, indent: number): void {
    const room = this.#width - indent;
    if (fits(text, room)) {
      this.#lines.push(`${start}${text}`.trimEnd());
      return;
    }
    // JSON has no blanks to break at: it is broken behind its commas, and joined again where it was not.
    const breakable = text.replace(/,(?=["{[])/g, `,${JOINT}`);
    const wrapped = wrapAnsi(breakable, room, { hard: true, trim: true });
    const [first = '', ...rest] = wrapped.split('\n').map((line) => line.replaceAll(JOINTS, ''));
    this.#lines.push(`${start}${first}`, ...rest.map((line) => `${' '.repeat(indent)}${line}`));
  }
}

const WITHOUT_BLANKS = /^(?:[\w.:/@+*{}[\]$-]+|"[^"\\]*"|known after apply \(.*\))$/;
/** What is in ids, times, paths and expressions, and in no word of ours. */
const NO_WORD = /[\d.:/@+*{}[\]$"]/;
/** The name in front of a colon at the start of a line is not a value. */
const NAME = /^`([\w.[\]]+)`(?=: )/;

/** A value that could be taken for our own words is in quotation marks. */
function quoteValue(value: string): string {
  const text = printable(value);
  const isPlain = WITHOUT_BLANKS.test(text) && NO_WORD.test(text);
  return isPlain ? text : `“${text.replace(/[“”]/g, '"')}”`;
}

/** Characters that take one column each, and the marks that we write. */
const NARROW = /^[\x20-\x7e“”’…→–]*$/;

/** Whether the text needs no wrapping; measuring is slow, and nearly no line needs it. */
function fits(text: string, room: number): boolean {
  return NARROW.test(text) ? text.length <= room : stringWidth(text) <= room;
}
