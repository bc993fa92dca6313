import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Vendor } from './exchange';
import type { FaultKind } from './faults';

/** How an exchange ended: an HTTP status, a closed connection, or no answer at all. */
export type RecordedStatus = number | 'dropped' | 'hung';

/** One request to a vendor's path, as it is kept for whoever looks at the simulator. */
export interface RecordedRequest {
  /** Position among all recorded requests, from 0. */
  readonly index: number;
  /** The simulated time at which it was handled. */
  readonly at: string;
  readonly vendor: Vendor;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** As sent, but `authorization` is the start of its SHA-256: a record never holds a key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it is JSON, the text otherwise, undefined when there is none; without passwords. */
  readonly body: unknown;
  /** The documented operation, or `unknown` for a path that no document has. */
  readonly operation: string;
  readonly status: RecordedStatus;
  /** Whether the request reached the cloud, so that what it asks for may have happened. */
  readonly acted: boolean;
  /** The fault that was delivered instead of, or on top of, the answer. */
  readonly fault?: FaultKind;
}

/** A short, stable stand-in for a secret: equal secrets look equal, and none can be read back. */
export function fingerprint(secret: string): string {
  return `sha256:${createHash('sha256').update(secret).digest('hex').slice(0, 12)}`;
}

/** A body for a record, with each password in it replaced by its fingerprint. */
export function recordedBody(body: unknown): unknown {
  if (Array.isArray(body)) {
    return body.map(recordedBody);
  }
  if (typeof body !== 'object' || body === null) {
    return body;
  }
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      name === 'password' && typeof value === 'string' ? fingerprint(value) : recordedBody(value),
    ]),
  );
}

/** Headers for a record, with the secret replaced by its fingerprint. */
export function recordedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const recorded: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) {
      const text = Array.isArray(value) ? value.join(', ') : value;
      recorded[name] = name === 'authorization' ? fingerprint(text) : text;
    }
  }
  return recorded;
}
