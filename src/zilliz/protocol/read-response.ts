import type { Endpoint, Refusal } from '../../client/endpoint';

/** Codes that say: this key may not do this. */
const UNAUTHORIZED = new Set([
  '21119',
  '1800',
  '80001',
  '96012',
  '96013',
  '96014',
  '96015',
  '96016',
  '96027',
]);
/** Codes of a restore that failed in the service; whether it left something behind is unconfirmed. */
const MAY_HAVE_ACTED = new Set(['96039', '96040']);

const FIXES: Readonly<Record<string, string>> = {
  '40013': 'Choose another clusterName, set uniqueName, or drop the cluster that has the name',
  '96005': 'Correct targetProject; it looks like "proj-…"',
  '96010': 'Use letters, digits and hyphens in clusterName',
  '96012': projectOr('of the organization that has the project'),
  '96013': projectOr('of an owner of its project or organization'),
  '96014': clusterOr('of the organization that has the cluster'),
  '96015': clusterOr('of an owner of its project or organization'),
  '96016': clusterOr('that may use the cluster'),
  '96017': 'Choose another clusterName, set uniqueName, or drop the cluster that has the name',
  '96018': 'Correct the cluster id, or use a key of the organization that owns it',
  '96023': 'Choose a cuSize that the plan of the project offers for this CU type',
  '96038':
    'Correct the cause. While another backup of the cluster is being made, wait until it has ended',
  '96027': projectOr('that may use the project'),
};

/** A key that does not fit a project or a cluster: either may be the wrong one. */
function projectOr(key: string): string {
  return `Correct the id of the project (targetProject), or set ZILLIZ_API_KEY to a key ${key}`;
}

function clusterOr(key: string): string {
  return `Correct the id of the cluster, or set ZILLIZ_API_KEY to a key ${key}`;
}

/** Whether a code has advice of its own. */
export function hasAdvice(code: string): boolean {
  return code in FIXES;
}

/** Whether a status leaves open what the request did. */
function isFault(status: number): boolean {
  return (status >= 500 && status < 600) || status === 408;
}

/** Reads the envelope `{ code, data }`; a failure may come with HTTP 200. */
export const readResponse: Endpoint['readResponse'] = (status, body) => {
  const { code, message, data } = body as { code?: unknown; message?: unknown; data?: unknown };
  // What JavaScript takes for 0, such as an empty text or a list, is no code.
  const isCode = typeof code === 'number' || (typeof code === 'string' && /^-?\d+$/.test(code));
  const number = isCode ? Number(code) : Number.NaN;
  // 0 is documented; 200 was the success code of the first version of this API.
  if (status < 400 && (number === 0 || number === 200)) return { data };
  const refusal = refusalOf(
    status,
    Number.isNaN(number) ? String(status) : String(number),
    message,
  );
  // Without a code a success is none that anyone knows, and no refusal either.
  const isOpen = status < 400 && Number.isNaN(number);
  return { refusal: isOpen ? { ...refusal, acted: 'maybe' } : refusal };
};

/** A failure may come with HTTP 200, or 400 as any other, and the status that it should have had as its code. */
function statusOf(http: number, code: string): number {
  const number = Number(code);
  return http <= 400 && number >= 400 && number < 600 ? number : http;
}

function refusalOf(http: number, code: string, message: unknown): Refusal {
  const status = statusOf(http, code);
  const maybe = MAY_HAVE_ACTED.has(code) || isFault(status) || isFault(Number(code));
  const fix = FIXES[code];
  return {
    status,
    code,
    message: typeof message === 'string' ? message : 'no message',
    acted: maybe ? 'maybe' : 'no',
    later: status === 429,
    isLimit: status === 429,
    unauthorized: status === 401 || status === 403 || UNAUTHORIZED.has(code),
    ...(fix === undefined ? {} : { fix }),
  };
}
