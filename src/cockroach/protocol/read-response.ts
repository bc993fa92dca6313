import type { Endpoint, Refusal } from '../../client/endpoint';
import { notEmptyExplained } from './not-empty';

/** gRPC's codes for a key that is wrong, or may not do this. */
const UNAUTHORIZED = new Set(['7', '16']);

/** gRPC's code for what is not there, or the HTTP status where a body is missing. */
export const NOT_FOUND: readonly string[] = ['5', '404'];

/** gRPC's code for a server that cannot answer now. */
const UNAVAILABLE = '14';

/** What the caller can do, where the vendor's words say so; the first that fits. */
const FIXES: readonly (readonly [RegExp, string])[] = [
  [
    /already has a retention policy set/i,
    'Declare the retention that the cluster has, or ask CockroachDB support to change it: retentionDays can be changed once in the life of a cluster, and that was done',
  ],
  [/must be one of/i, 'Use one of the values that the message names'],
  [/unsupported version|invalid cc-version/i, 'Use a newer release of cdktf-cluster-restore'],
  [/\b(un)?lock(ed)?\b/i, 'Another operation works on the cluster'],
];

/** Reads gRPC's envelope `{ code, message, details }`, in which each field may be missing. */
export const readResponse: Endpoint['readResponse'] = (status, body, headers) => {
  const { code, message } = body as { code?: unknown; message?: unknown };
  // An envelope with HTTP 200 is an error that lost its status, and not an empty response.
  if (status < 400 && !isEnvelope(body as object)) return { data: body };
  const said = typeof message === 'string' && message !== '' ? message : 'no message';
  const shown = typeof code === 'number' || typeof code === 'string' ? String(code) : `${status}`;
  return { refusal: refusalOf(status, shown, said, headers['retry-after'] !== undefined) };
};

/** Whether a body says what went wrong, and nothing else. A code of 0 says that nothing did. */
function isEnvelope(body: object): boolean {
  const keys = Object.keys(body).filter((key) => key !== 'details');
  const { code = 'none' } = body as { code?: unknown };
  const isOf = (key: string) => ['code', 'message', 'error'].includes(key);
  return keys.length > 0 && keys.every(isOf) && code !== 0 && code !== '0';
}

function refusalOf(status: number, code: string, message: string, retryAfter: boolean): Refusal {
  // Whatever the HTTP status: the vendor leaves open which one a rate limit or a lock has.
  // A server that is down names a time as well: that is not a rate limit, which would be waited for until the timeout.
  const isLimit = status === 429 || (retryAfter && status < 500) || /rate limit/i.test(message);
  const isLocked = /\block(ed)?\b/i.test(message);
  // A fault of the server proves nothing, whatever its headers: only these words of the vendor's own do.
  const saidNo = /rate limit exceeded|\bis locked\b/i.test(message);
  const didNothing = saidNo || (status >= 400 && status < 500 && status !== 408);
  const fix =
    notEmptyExplained(message) === undefined
      ? FIXES.find(([form]) => form.test(message))?.[1]
      : `Empty the destination: ${notEmptyExplained(message)}`;
  return {
    status,
    code,
    message,
    acted: didNothing ? 'no' : 'maybe',
    isLimit,
    later:
      isLimit || retryAfter || isLocked || status === 503 || (status < 400 && code === UNAVAILABLE),
    unauthorized: !isLimit && (status === 401 || status === 403 || UNAUTHORIZED.has(code)),
    ...(fix === undefined ? {} : { fix }),
  };
}
