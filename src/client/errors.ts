/** What a failed request was, for the person who reads the error. */
export interface RequestDetails {
  readonly method: string;
  readonly url: string;
  readonly status?: number;
  readonly requestId?: string;
}

/** What kind of failure it is; the runner has an exit code for each. */
export type ErrorKind =
  /** A variable of the environment, or another input of this program, is wrong. */
  | 'usage'
  /** The API key is missing, wrong, or may not do this. */
  | 'credentials'
  /** The API refused the request. */
  | 'refused'
  /** A check before the request found that it cannot work, or would do harm. */
  | 'precondition'
  /** The server was not reached, or gave no usable response. */
  | 'no-response'
  /** The result is not what was declared. */
  | 'verification'
  /** An error of this program. */
  | 'internal';

/** The effect of the request: it changed `nothing`, that is `unknown`, or it is `done`. */
export type Effect = 'nothing' | 'unknown' | 'done';

/** When the same command may succeed. */
export type Retry = 'never' | 'later' | 'after a fix';

/** The parts of an error besides its two sentences. */
export interface ErrorFacts {
  readonly kind: ErrorKind;
  readonly effect: Effect;
  readonly retry: Retry;
  readonly request?: RequestDetails;
  readonly cause?: unknown;
}

/**
 * What went wrong, as data. Each program renders it in its own words: only the runner has exit codes and is
 * run again by Terraform.
 */
export class ClientError extends Error {
  readonly kind: ErrorKind;
  readonly effect: Effect;
  readonly retry: Retry;
  readonly request: RequestDetails | undefined;

  constructor(
    /** What went wrong, without the last full stop. */
    readonly problem: string,
    /** What to do, without the last full stop and without "then apply again"; may be empty. */
    readonly fix: string,
    { kind, effect, retry, request, cause }: ErrorFacts,
  ) {
    super(fix === '' ? `${problem}.` : `${problem}. ${fix}.`, { cause });
    this.name = new.target.name;
    this.kind = kind;
    this.effect = effect;
    this.retry = retry;
    this.request = request;
  }
}

/** The API refused the request. */
export class RefusedError extends ClientError {
  constructor(
    problem: string,
    fix: string,
    facts: ErrorFacts & { readonly request: RequestDetails },
    readonly code: string,
    readonly retryAfterSeconds: number | undefined,
    /** Whether it is a rate limit, which passes. */
    readonly isLimit = false,
  ) {
    super(problem, fix, facts);
  }
}

/** No usable response came. */
export class NoResponseError extends ClientError {
  constructor(
    problem: string,
    fix: string,
    facts: Omit<ErrorFacts, 'kind'>,
    /** Whether the same request will fail in the same way: a certificate that is not trusted. */
    readonly permanent = false,
  ) {
    super(problem, fix, { ...facts, kind: 'no-response' });
  }
}

/**
 * What is in the way of a request may be its own earlier run, whose journal is not here. `adopt` is
 * `name=value` for the command that adopts it by hand.
 */
export class AlreadyThereError extends ClientError {
  constructor(
    problem: string,
    fix: string,
    readonly adopt: string,
  ) {
    super(problem, fix, { kind: 'precondition', effect: 'nothing', retry: 'after a fix' });
  }
}

/** A response came, and lacks what is needed. After a write it is unknown whether that acted. */
export class UnusableResponse extends ClientError {
  constructor(problem: string, fix = 'Check that no proxy is in between') {
    const facts = { kind: 'no-response', effect: 'unknown', retry: 'after a fix' } as const;
    super(problem, fix, facts);
  }
}

/** A request that cannot work or would do harm, found before it was sent. */
export function refusal(
  problem: string,
  fix: string,
  { retry = 'after a fix', cause }: Partial<Pick<ErrorFacts, 'retry' | 'cause'>> = {},
): ClientError {
  return new ClientError(problem, fix, { kind: 'precondition', effect: 'nothing', retry, cause });
}

/** A variable of the environment, or an argument, that is wrong. */
export function wrongUsage(problem: string, fix: string): ClientError {
  return new ClientError(problem, fix, { kind: 'usage', effect: 'nothing', retry: 'after a fix' });
}

/** A result that is not what was declared. */
export function notAsDeclared(problem: string, fix: string, retry: Retry): ClientError {
  return new ClientError(problem, fix, { kind: 'verification', effect: 'done', retry });
}
