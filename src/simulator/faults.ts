/** The connection is reset before the body is read; nothing happens. */
export interface RefuseFault {
  readonly kind: 'refuse';
}

/** The documented "too many requests" answer; nothing happens. */
export interface RateLimitFault {
  readonly kind: 'rate-limit';
  /** The HTTP status, which one vendor leaves open. Default 429. */
  readonly status?: number;
  /** Sent as `Retry-After`; without it the header is missing. */
  readonly retryAfterSeconds?: number;
  /** Writes `Retry-After` as an HTTP date, counted from the `Date` of the answer. Default false. */
  readonly retryAfterAsDate?: boolean;
  /** Default `rate limit exceeded`. */
  readonly message?: string;
}

/** An HTTP failure: 502 and 504 with an HTML page as a proxy sends it, others in the envelope. */
export interface HttpErrorFault {
  readonly kind: 'http-error';
  readonly status: number;
  /** Replaces the body; a string goes out as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the request takes effect before it fails. Default false. */
  readonly acts?: boolean;
}

/** The connection is closed without an answer (`drop`) or stays open without one (`hang`). */
export interface SilentFault {
  readonly kind: 'drop' | 'hang';
  /** Whether the request takes effect first. Default false. */
  readonly acts?: boolean;
}

/** The true answer, cut short of its `content-length`. */
export interface TruncatedBodyFault {
  readonly kind: 'truncated-body';
  /** Whether the request takes effect. Default true. */
  readonly acts?: boolean;
}

/** An HTML page with status 200, or text that is not JSON under a JSON content type. */
export interface UnreadableFault {
  readonly kind: 'wrong-content-type' | 'not-json';
  /** Whether the request takes effect. Default true. */
  readonly acts?: boolean;
}

/** The true answer, but with a `status` (or cluster `state`) that no document lists. It acts. */
export interface UnknownStatusFault {
  readonly kind: 'unknown-status';
  /** Default `SOMETHING_NEW`. */
  readonly value?: string;
}

/** The true answer, a few bytes at a time, each piece its own chunk. It acts. */
export interface SlowDripFault {
  readonly kind: 'slow-drip';
  /** Default 1. */
  readonly bytesPerTick?: number;
  /** The number of pieces, instead of `bytesPerTick`. */
  readonly pieces?: number;
  /** Real milliseconds between two pieces. Default 2. */
  readonly tickMilliseconds?: number;
}

/** A redirect to another host; nothing happens unless it acts. */
export interface RedirectFault {
  readonly kind: 'redirect';
  /** Default: the same path on `http://elsewhere.invalid`. */
  readonly location?: string;
  /** Default 307. */
  readonly status?: number;
  /** Whether the request takes effect. Default false. */
  readonly acts?: boolean;
}

/** The true answer with so much padding that nobody should read it to the end. It acts. */
export interface OversizedBodyFault {
  readonly kind: 'oversized-body';
  /** Default 16 MiB. */
  readonly bytes?: number;
}

/** A failure whose message and a header repeat the caller's API key; nothing happens. */
export interface EchoKeyFault {
  readonly kind: 'echo-key';
  /** Default 400. */
  readonly status?: number;
}

/** The true answer in chunks of one byte each, as an endless stream of small writes would come. It acts. */
export interface ByteChunksFault {
  readonly kind: 'byte-chunks';
  /** Adds padding until the body has this many bytes. Default 0. */
  readonly bytes?: number;
}

/** The true answer with so many headers that a client may refuse to read them. It acts. */
export interface LargeHeadersFault {
  readonly kind: 'large-headers';
  /** Default 20,000. */
  readonly bytes?: number;
}

/** The true answer behind a byte order mark, or a list that always has another full page. They act. */
export interface StrangeAnswerFault {
  readonly kind: 'byte-order-mark' | 'endless-pages';
}

/** The true answer with changes, or another one in its place. */
export interface ChangedAnswerFault {
  readonly kind: 'changed-answer';
  /** Merged into the true body as RFC 7396 says: null removes a field. */
  readonly changes?: unknown;
  /** Replaces the body; a string goes out as it is. */
  readonly body?: unknown;
  /** Replaces the HTTP status. */
  readonly status?: number;
  /** Whether the request takes effect. Default true. */
  readonly acts?: boolean;
}

/** What can go wrong with one request. */
export type Fault =
  | RefuseFault
  | RateLimitFault
  | HttpErrorFault
  | SilentFault
  | TruncatedBodyFault
  | UnreadableFault
  | UnknownStatusFault
  | SlowDripFault
  | RedirectFault
  | OversizedBodyFault
  | EchoKeyFault
  | ByteChunksFault
  | LargeHeadersFault
  | StrangeAnswerFault
  | ChangedAnswerFault;

/** The names of the faults. */
export type FaultKind = Fault['kind'];

/** All names of faults, and whether the request takes effect when the fault does not say so. */
export const ACTS_BY_DEFAULT: Readonly<Record<FaultKind, boolean>> = {
  refuse: false,
  'rate-limit': false,
  'http-error': false,
  drop: false,
  hang: false,
  'truncated-body': true,
  'wrong-content-type': true,
  'not-json': true,
  'unknown-status': true,
  'slow-drip': true,
  redirect: false,
  'oversized-body': true,
  'echo-key': false,
  'byte-chunks': true,
  'large-headers': true,
  'byte-order-mark': true,
  'endless-pages': true,
  'changed-answer': true,
};

/** Whether a request takes effect when this fault is delivered. */
export function faultActs(fault: Fault): boolean {
  const stated = 'acts' in fault ? fault.acts : undefined;
  return stated ?? ACTS_BY_DEFAULT[fault.kind];
}
