/** A place in a file. */
export interface Located {
  readonly file: string;
  readonly line: number;
}

/** Finds lines in a text; the index is made when the first line is asked for, because few renderings do. */
export class LineIndex {
  #starts: number[] | undefined;
  #last = 0;

  constructor(private readonly text: string) {}

  /** Where the mark stands; the line is found when it is read. */
  locate(file: string, mark: string): Located {
    return new LazyPlace(file, mark, this);
  }

  /** The line of the mark. */
  lineOf(mark: string): number {
    return this.#lineAt(this.#find(mark));
  }

  /** Marks are mostly asked for in their order, so the search continues where the last one ended. */
  #find(mark: string): number {
    const ahead = this.text.indexOf(mark, this.#last);
    this.#last = ahead >= 0 ? ahead : Math.max(0, this.text.indexOf(mark));
    return this.#last;
  }

  #lineAt(offset: number): number {
    const starts = this.#starts ?? lineStarts(this.text);
    this.#starts = starts;
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(1, low);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A place whose line is looked for when somebody reads it. A getter on a class costs nothing to make. */
class LazyPlace implements Located {
  readonly #mark: string;
  readonly #index: LineIndex;

  constructor(
    readonly file: string,
    mark: string,
    index: LineIndex,
  ) {
    this.#mark = mark;
    this.#index = index;
  }

  get line(): number {
    return this.#index.lineOf(this.#mark);
  }

  toJSON(): Located {
    return { file: this.file, line: this.line };
  }
}
