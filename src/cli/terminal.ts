import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { WrongInput } from '../review/wrong-input';
import { printable } from '../text/text';
import { progressLine } from './progress';

/** Where a command reads its surroundings and writes its lines; tests give their own. */
export interface Terminal {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  readonly isTty: boolean;
  /** Columns of the terminal; absent if the output is not a terminal. */
  readonly width: number | undefined;
  /** What was piped in, to its end. */
  stdin(): string;
  /** Asks the person at the terminal for a line; only where {@link isTty}. */
  ask(question: string): Promise<string>;
  /** Writes text as it is: a rendering has made it safe. */
  write(text: string): void;
  /** Writes one line for the person who called, apart from the output. */
  error(line: string): void;
  /** Shows how far the command is, where somebody watches; the next output takes it away. */
  progress(text: string): void;
  /** Sets how the program ends. */
  end(code: CliExit): void;
}

/** How the command line ends; the table is in `docs/review.md`. */
export const CliExit = {
  /** Done; nothing to object. */
  CLEAN: 0,
  /** Done, and something found that the requested level does not allow. */
  OBJECTED: 1,
  /** The input is wrong: an option, a folder, a policy file. */
  WRONG_INPUT: 2,
  /** A fault of the program itself. */
  INTERNAL: 3,
  /** The vendor refused, or could not be reached. */
  FAILED: 4,
} as const;

/** One of the codes of {@link CliExit}. */
export type CliExit = (typeof CliExit)[keyof typeof CliExit];

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const line = progressLine(process.stderr, process.env);
  process.once('exit', () => line.clear());
  process.stdout.on('error', (error) => notWritten(error, process.stderr));
  // Nobody hears what is said any more; the exit code still tells how it ended.
  process.stderr.on('error', () => undefined);
  return {
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    isTty: process.stdout.isTTY === true,
    width: process.stdout.columns,
    stdin: () => readFileSync(0, 'utf8'),
    ask: (question) => {
      line.clear();
      return askIn(process.stdin, process.stdout, question);
    },
    write: (text) => {
      line.clear();
      process.stdout.write(text);
    },
    error: (text) => {
      line.clear();
      process.stderr.write(`${printable(text)}\n`);
    },
    progress: (text) => line.show(text),
    end: (code) => {
      process.exitCode = code;
    },
  };
}

/** Asks for a line. An input that ends without one would never answer: whatever is asked for is not done. */
export async function askIn(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  const lines = createInterface({ input, output });
  try {
    return await new Promise((resolve, reject) => {
      lines.question(printable(question)).then(resolve, reject);
      // An answer that came with the end is heard first.
      lines.once('close', () => setImmediate(() => reject(new WrongInput(NO_ANSWER))));
    });
  } finally {
    lines.close();
  }
}

const NO_ANSWER =
  'the input ended before the question was answered, and nothing more was done. Answer at a terminal, or name what is meant in an option.';

/**
 * An output that could not be written. A reader that has seen enough (`head`) is none of our business; a disk that is full
 * leaves a part of the output, which must not pass for the whole.
 */
export function notWritten(
  { code = 'unknown error' }: NodeJS.ErrnoException,
  errors: { write(text: string): unknown },
  exit: (code: CliExit) => void = process.exit,
): void {
  if (code === 'EPIPE') return;
  errors.write(
    `the output could not be written to its end (${code}). Make room, and run it again.\n`,
  );
  exit(CliExit.INTERNAL);
}
