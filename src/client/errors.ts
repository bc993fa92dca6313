import { ExitCode } from './exit-code';

/** What a failed request was, for the person who reads the error. */
export interface RequestDetails {
  readonly method: string;
  readonly url: string;
  readonly status?: number;
  readonly requestId?: string;
}

/** An end of the runner that is not success: what was attempted, what came back, what to do now. */
export class RestoreError extends Error {
  constructor(
    readonly exitCode: ExitCode,
    /** What went wrong, without the last full stop. */
    readonly problem: string,
    /** What to do now, without the last full stop. */
    readonly fix: string,
    readonly request?: RequestDetails,
    options?: ErrorOptions,
  ) {
    super(`${problem}. ${fix}.`, options);
    this.name = new.target.name;
  }

  /** The error on one line. */
  get line(): string {
    const { request } = this;
    if (request === undefined) return `${this.problem}. ${this.fix}. [exit ${this.exitCode}]`;
    const status = request.status === undefined ? '' : `, HTTP ${request.status}`;
    const id = request.requestId === undefined ? '' : `, request id ${request.requestId}`;
    const call = `${request.method} ${request.url}${status}${id}`;
    return `${this.problem} (${call}). ${this.fix}. [exit ${this.exitCode}]`;
  }
}

/** The API said no. */
export class RefusedError extends RestoreError {
  constructor(
    exitCode: ExitCode,
    problem: string,
    fix: string,
    request: RequestDetails,
    readonly code: string,
    readonly acted: 'no' | 'maybe',
    readonly later: boolean,
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(exitCode, problem, fix, request);
  }
}

/** No usable answer came. */
export class NoAnswerError extends RestoreError {
  constructor(
    exitCode: ExitCode,
    problem: string,
    fix: string,
    request: RequestDetails,
    /** Whether the server may have got the request. */
    readonly acted: 'no' | 'maybe',
    options?: ErrorOptions,
    /** Whether the same request will fail in the same way: a certificate that is not trusted. */
    readonly permanent = false,
  ) {
    super(exitCode, problem, fix, request, options);
  }
}

/**
 * What stands in the way of a request may be its own earlier run, whose journal is not here. `adopt` is
 * `name=value` for the command that adopts it by hand.
 */
export class AlreadyThereError extends RestoreError {
  constructor(
    exitCode: ExitCode,
    problem: string,
    fix: string,
    readonly adopt: string,
  ) {
    super(exitCode, problem, fix);
  }
}

/** An answer came, and lacks what is needed. After a write it is open whether that acted. */
export class UnusableAnswer extends RestoreError {
  constructor(problem: string) {
    super(ExitCode.UNREACHABLE, problem, 'Check that no proxy stands between, then apply again');
  }
}
