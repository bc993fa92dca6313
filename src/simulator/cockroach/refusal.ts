import type { Reply } from '../exchange';

/** The gRPC codes that envelopes carry. */
export const GRPC = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/** A gRPC code. */
export type GrpcCode = (typeof GRPC)[keyof typeof GRPC];

const HTTP_STATUS: Readonly<Record<GrpcCode, number>> = {
  3: 400,
  5: 404,
  6: 409,
  7: 403,
  8: 429,
  9: 400,
  12: 501,
  13: 500,
  14: 503,
  16: 401,
};

/** A request that is refused. The HTTP status follows the code in the usual way (unconfirmed). */
export class CockroachRefusal extends Error {
  public readonly status: number;

  public constructor(
    public readonly code: GrpcCode,
    message: string,
  ) {
    super(message);
    this.status = HTTP_STATUS[code];
  }
}

/** The failure envelope for a gRPC code. */
export function refusalReply(refusal: CockroachRefusal): Reply {
  return envelope(refusal.status, refusal.code, refusal.message);
}

/** The failure envelope for an HTTP status, with the gRPC code that belongs to it. */
export function failureReply(status: number, message: string): Reply {
  const known = Object.values(GRPC).find((code) => HTTP_STATUS[code] === status);
  return envelope(status, known ?? GRPC.INTERNAL, message);
}

/** The failure envelope with any code under any HTTP status. */
export function envelope(status: number, code: number, message: string): Reply {
  return { status, body: { code, message, details: [] } };
}
