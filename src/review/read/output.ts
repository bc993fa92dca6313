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
  /** The files of the output; absent inside of an app, which has not written any. */
  readonly files?: OutputFiles;
  /** Whether it is one step alone, which cannot be compared with the others of its restore. */
  readonly isPart?: boolean;
}

/** The files below an output, by paths relative to it. */
export interface OutputFiles {
  /** The text of a file; `undefined` when there is none. */
  read(path: string): string | undefined;
  /** SHA-256 of a file in hexadecimal digits; `undefined` when there is none. */
  hash(path: string): string | undefined;
  /** Whether a file or a folder, or one above it, is a symbolic link. */
  isLink(path: string): boolean;
  /** Whether git holds something at or below the path. */
  isCommitted(path: string): boolean;
  /** The names in a folder, sorted; empty when there is none. */
  list(folder: string): readonly string[];
}
