import type { Vendor } from './exchange';
import { compilePath, type PathMatcher } from './path-pattern';

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
  /** Writes `Retry-After` as an HTTP date, counted from the real time. Default false. */
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

/** The true answer, a few bytes at a time. It acts. */
export interface SlowDripFault {
  readonly kind: 'slow-drip';
  /** Default 1. */
  readonly bytesPerTick?: number;
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
  | EchoKeyFault;

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
};

/** Which requests get a fault. Whatever is left out fits every request. */
export interface FaultRule {
  readonly vendor?: Vendor;
  /** A documented operation, such as `restoreCluster`. */
  readonly operation?: string;
  readonly method?: string;
  /** A path with `:name` for a segment and a final `*` for the rest. */
  readonly path?: string;
  /** The fitting request that gets the fault first, counted from 1 since the rule was added. */
  readonly nth?: number;
  /** How many fitting requests in a row get it. Default 1. */
  readonly times?: number | 'always';
  readonly fault: Fault;
}

/** What a rule looks at. */
export interface FaultTarget {
  readonly vendor: Vendor;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

interface ActiveRule extends FaultRule {
  readonly matchesPath: PathMatcher;
  seen: number;
}

/** The rules that are waiting for their requests. */
export class FaultBook {
  private rules: ActiveRule[] = [];

  /** Adds a rule; throws a `RangeError` for a fault that does not exist or an impossible count. */
  public add(rule: FaultRule): void {
    if (!Object.hasOwn(ACTS_BY_DEFAULT, rule.fault?.kind)) {
      const kinds = Object.keys(ACTS_BY_DEFAULT).join(', ');
      throw new RangeError(
        `fault.kind must be one of ${kinds}, got ${JSON.stringify(rule.fault?.kind)}.`,
      );
    }
    if (rule.fault.kind === 'http-error' && !Number.isInteger(rule.fault.status)) {
      throw new RangeError(`fault.status must be an HTTP status, got ${rule.fault.status}.`);
    }
    requirePositive('nth', rule.nth ?? 1);
    requirePositive('times', rule.times === 'always' ? 1 : (rule.times ?? 1));
    this.rules.push({ ...rule, matchesPath: compilePath(rule.path ?? '*'), seen: 0 });
  }

  /** The fault for a request, if one is due. Every rule that fits counts the request. */
  public take(target: FaultTarget): Fault | undefined {
    const fitting = this.rules.filter((rule) => fits(rule, target));
    for (const rule of fitting) {
      rule.seen += 1;
    }
    return fitting.find(isDue)?.fault;
  }

  /** Forgets all rules. */
  public clear(): void {
    this.rules = [];
  }
}

/** Whether a request takes effect when this fault is delivered. */
export function faultActs(fault: Fault): boolean {
  const stated = 'acts' in fault ? fault.acts : undefined;
  return stated ?? ACTS_BY_DEFAULT[fault.kind];
}

function fits(rule: ActiveRule, target: FaultTarget): boolean {
  return (
    (rule.vendor === undefined || rule.vendor === target.vendor) &&
    (rule.operation === undefined || rule.operation === target.operation) &&
    (rule.method === undefined || rule.method.toUpperCase() === target.method) &&
    rule.matchesPath(target.path) !== undefined
  );
}

function isDue(rule: ActiveRule): boolean {
  const first = rule.nth ?? 1;
  const times = rule.times === 'always' ? Number.POSITIVE_INFINITY : (rule.times ?? 1);
  return rule.seen >= first && rule.seen < first + times;
}

function requirePositive(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a whole number from 1, got ${JSON.stringify(value)}.`);
  }
}
