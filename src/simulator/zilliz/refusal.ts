import type { Reply } from '../exchange';
import type { ZillizBehaviour } from './behaviour';

/** The code answered where the documents name none. Unconfirmed, on purpose an unlisted one. */
export const UNLISTED_CODE = 96999;

const HTTP_STATUS: Readonly<Record<number, number>> = {
  1800: 401,
  21119: 401,
  40013: 409,
  96017: 409,
  96018: 404,
  96026: 404,
};

const PERMISSION_CODES: ReadonlySet<number> = new Set([96013, 96015, 96016, 96027]);

/** A request that is refused with one of the vendor's codes. */
export class ZillizRefusal extends Error {
  public constructor(
    public readonly code: number,
    message: string,
    /** The HTTP status, where it does not follow from the code and the behaviour. */
    public readonly status?: number,
  ) {
    super(message);
  }
}

/** The success envelope. */
export function success(data: unknown): Reply {
  return { status: 200, body: { code: 0, data } };
}

/** The failure envelope, under the HTTP status that the behaviour asks for. */
export function refusalReply(refusal: ZillizRefusal, behaviour: ZillizBehaviour): Reply {
  const body = { code: refusal.code, message: refusal.message };
  return { status: refusal.status ?? httpStatus(refusal.code, behaviour), body };
}

function httpStatus(code: number, behaviour: ZillizBehaviour): number {
  const natural = HTTP_STATUS[code];
  if (natural === 401) {
    return natural;
  }
  if (PERMISSION_CODES.has(code)) {
    return behaviour.failureStatus === 'http-4xx' ? 403 : behaviour.permissionStatus;
  }
  return behaviour.failureStatus === 'http-4xx' ? (natural ?? 400) : 200;
}
