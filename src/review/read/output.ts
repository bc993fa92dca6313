/** One stack of a synthesised app: its JSON, and where it stands relative to the output folder. */
export interface StackOutput {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** Parses it; nobody keeps the whole, because a large app is mostly what the review does not read. */
  parse(): unknown;
}

/** What `cdktf synth` wrote. */
export interface Output {
  /** As the caller named it, for messages and for locations; never an absolute path of ours. */
  readonly label: string;
  readonly stacks: readonly StackOutput[];
}

/** Reads a file below the output by its relative path; `undefined` when it is not there. */
export type ReadFile = (relativePath: string) => string | undefined;
