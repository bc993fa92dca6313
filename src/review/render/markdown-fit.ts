import { pluralize } from '../../text/text';

/** GitHub refuses a comment of more than 65,536 characters; whoever posts it may put a marker before it. */
const LONGEST = 65_000;

/** One restore, in three lengths. */
export interface Section {
  /** What it does, in one line. */
  readonly line: string;
  /** What is urgent. */
  readonly open: readonly string[];
  /** Everything else, behind it. */
  readonly folded: readonly string[];
}

/** A page, the most important section first. */
export interface Page {
  readonly head: readonly string[];
  readonly picture: readonly string[];
  readonly sections: readonly Section[];
}

/** The page as it fits into a comment: first the folded details go, then the picture, then what is not urgent. */
export function fit({ head, picture, sections }: Page): string {
  const open = sections.flatMap((section) => section.open);
  const whole = sections.flatMap((section) => [...section.open, ...section.folded]);
  const pages = [
    [...head, ...picture, ...whole],
    [...head, ...note('details and requests of each restore'), ...picture, ...open],
    [...head, ...note('details and requests of each restore, and the picture'), ...open],
  ];
  const fitting = pages.map(text).find((page) => page.length <= LONGEST);
  return fitting ?? lines(head, sections);
}

/** One line for each restore, as many as there is room for. */
function lines(head: readonly string[], sections: readonly Section[]): string {
  const rest = (count: number) =>
    count === 0 ? [] : [`- … and ${pluralize(count, 'more restore')}`];
  const page = (shown: number) =>
    text([
      ...head,
      ...note('all but the first line of each restore'),
      ...sections.slice(0, shown).map(({ line }) => line),
      ...rest(sections.length - shown),
    ]);
  let shown = sections.length;
  while (shown > 0 && page(shown).length > LONGEST) shown = Math.floor(shown * 0.9);
  return page(shown);
}

function note(left: string): string[] {
  return [
    `Left out here, because a comment holds 65,536 characters: ${left}. See the HTML page.`,
    '',
  ];
}

function text(all: readonly string[]): string {
  return `${all.join('\n').trimEnd()}\n`;
}
