import type { IncomingHttpHeaders } from 'node:http';
import type { PathParams } from './path-pattern';
import type { RateLimit } from './rate-limits';

/** The clouds that the simulator is in for. */
export type Vendor = 'zilliz' | 'cockroach';

/** One request as a cloud sees it, after its body has arrived in full. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as sent, empty when there was none. */
  readonly bodyText: string;
  /** The body parsed as JSON; undefined when there is none or it is not JSON. */
  readonly body: unknown;
  /** The parts of the path that the route names. */
  readonly params: PathParams;
  /** Whether a list is to be answered as if it had no last page, for a fault. Default false. */
  readonly endlessPages?: boolean;
}

/** An answer before it is written to the socket. A string body goes out as it is. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One documented operation: its name, where it lives and what it does. */
export interface Route<World, Authenticated extends Call> {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly handle: (world: World, call: Authenticated) => Reply;
}

/** The name of the operation that a request means, undefined when no document has such a route. */
type OperationOf = (method: string, path: string) => string | undefined;

/** One simulated vendor, as the server drives it. */
export interface Cloud {
  readonly vendor: Vendor;
  /** The vendor's product as people call it. */
  readonly title: string;
  /** A key that may do everything, for requests of an operator beside the product. */
  readonly ownerKey: string;
  /** The documented operations. */
  readonly routes: { readonly operations: readonly string[]; operationOf: OperationOf };
  /** Whether a path belongs to this vendor. */
  owns(path: string): boolean;
  /** Does what the request asks and answers in the vendor's words. */
  answer(call: Call): Reply;
  /** A failure in the vendor's envelope, for faults. */
  failure(status: number, message: string): Reply;
  /** How often such requests may come. */
  limitOf(call: Call, operation: string): RateLimit;
  /** The documented headers of the answer to too many requests. */
  readonly limitHeaders: Readonly<Record<string, string>>;
  /** The answer to too many requests, under any HTTP status. */
  rateLimited(status: number, message: string): Reply;
  /** Adds objects of a kind, for lists of more than a page; the kinds are named by `kinds`. */
  populate(kind: string, count: number, fields: Readonly<Record<string, unknown>>): string[];
  /** What the cloud holds, a line each, for people. */
  summary(): string[];
  /** What examples do in the vendor's console, and a request of an operator that does it here. */
  consoleSteps?(): readonly ConsoleStep[];
  /** Everything the cloud holds, as JSON data. */
  state(): unknown;
  /** Goes back to the seed. */
  reset(): void;
}

/** Something that is done by hand in a vendor's console. */
export interface ConsoleStep {
  /** What it does, for example `turn off deletion protection of a cluster`. */
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The body as an object, empty when it is anything else. */
export function bodyFields(call: Call): Readonly<Record<string, unknown>> {
  return isRecord(call.body) ? call.body : {};
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a cloud answers to a request that its rate limit does not allow. */
export function refusedByLimit(cloud: Cloud): Reply {
  return { ...cloud.rateLimited(429, 'rate limit exceeded'), headers: cloud.limitHeaders };
}
