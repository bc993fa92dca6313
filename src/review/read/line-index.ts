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
    const lineOf = () => this.#lineAt(this.#find(mark));
    return {
      file,
      get line() {
        return lineOf();
      },
    };
  }

  /** Marks are mostly asked for in their order, so the search goes on where the last one was. */
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
