/** A mistake of the caller: the message is all that is shown, one line for each problem. */
export class WrongInput extends Error {
  readonly lines: readonly string[];

  constructor(...lines: string[]) {
    super(lines.join('\n'));
    this.name = new.target.name;
    this.lines = lines;
  }
}
