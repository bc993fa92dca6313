import { normalizeProps } from './private/declared-props';
import { readable } from './private/readable';
/** How a `PasswordSink` takes the password. */
export enum PasswordSinkKind {
  /** Written to a file. */
  FILE = 'file',
  /** Given to a command on standard input. */
  COMMAND = 'command',
  /** Thrown away. */
  DISCARD = 'discard',
}

/** Settings of a command that takes the password. */
export interface PasswordCommandOptions {
  /**
   * How long the command may take, in seconds. More than 0, at most 3600. After that the command is stopped, and the
   * password stays in the spool.
   *
   * @default 60
   */
  readonly timeoutSeconds?: number;
}

/**
 * Where the one-time password of a restored cluster goes. The vendor shows it once; it is never written to
 * Terraform's state, plan or output.
 */
export class PasswordSink {
  /**
   * Writes it to a file that only its owner can read (mode 0600). An earlier password of the same restore is kept
   * beside it, with a number appended; a file that something else wrote stops the restore before any request. A
   * symbolic link is followed.
   *
   * @param path absolute, or relative to the folder in which Terraform runs, which is the folder of the
   * stack inside `cdktf.out`: choose a path outside of it if `cdktf.out` is deleted now and then
   */
  public static file(path: string): PasswordSink {
    return new PasswordSink(PasswordSinkKind.FILE, [readable(path)]);
  }

  /**
   * Starts a command, without a shell, and gives it the password on standard input. Exit code 0 means that the command
   * has stored it. Its environment contains no variable with an API key, and its output is not shown.
   *
   * @param argv the program and its arguments, for example `['vault', 'kv', 'put', 'secret/staging', 'password=-']`
   * @param options how long it may take
   */
  public static command(argv: string[], options: PasswordCommandOptions = {}): PasswordSink {
    const { timeoutSeconds = 60, ...others } = normalizeProps(options);
    return new PasswordSink(
      PasswordSinkKind.COMMAND,
      readable(argv),
      timeoutSeconds,
      Object.keys(others),
    );
  }

  /** Discards it: before the first login, somebody resets the password in the vendor's console. */
  public static discard(): PasswordSink {
    return new PasswordSink(PasswordSinkKind.DISCARD, []);
  }

  private constructor(
    /** How it takes the password. */
    public readonly kind: PasswordSinkKind,
    /** The path of the file, or the command and its arguments. */
    public readonly target: string[],
    /** How long a command may take, in seconds. */
    public readonly timeoutSeconds?: number,
    private readonly others: string[] = [],
  ) {}

  /**
   * Options that a command does not have.
   *
   * @internal
   */
  public _unknownOptions(): string[] {
    return this.others;
  }
}
