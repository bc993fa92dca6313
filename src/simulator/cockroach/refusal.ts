import type { Reply } from '../exchange';

/** A gRPC code, and the HTTP status that it usually has (unconfirmed). */
export interface Grpc {
  readonly code: number;
  readonly status: number;
}

/** The gRPC codes that envelopes carry. */
export const GRPC = {
  INVALID_ARGUMENT: { code: 3, status: 400 },
  NOT_FOUND: { code: 5, status: 404 },
  ALREADY_EXISTS: { code: 6, status: 409 },
  PERMISSION_DENIED: { code: 7, status: 403 },
  RESOURCE_EXHAUSTED: { code: 8, status: 429 },
  FAILED_PRECONDITION: { code: 9, status: 400 },
  UNIMPLEMENTED: { code: 12, status: 501 },
  INTERNAL: { code: 13, status: 500 },
  UNAVAILABLE: { code: 14, status: 503 },
  UNAUTHENTICATED: { code: 16, status: 401 },
} as const satisfies Readonly<Record<string, Grpc>>;

/** A request that is refused. */
export class CockroachRefusal extends Error {
  public constructor(
    public readonly grpc: Grpc,
    message: string,
  ) {
    super(message);
  }
}

/** The failure envelope for a gRPC code. */
export function refusalReply({ grpc, message }: CockroachRefusal): Reply {
  return envelope(grpc.status, grpc, message);
}

/** The failure envelope for an HTTP status, with the gRPC code that belongs to it. */
export function failureReply(status: number, message: string): Reply {
  const known = Object.values(GRPC).find((grpc) => grpc.status === status);
  return envelope(status, known ?? GRPC.INTERNAL, message);
}

/** The failure envelope with any code under any HTTP status. */
export function envelope(status: number, { code }: Grpc, message: string): Reply {
  return { status, body: { code, message, details: [] } };
}
