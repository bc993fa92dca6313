import { isDeepStrictEqual } from 'node:util';
import type { Fault, FaultKind } from '../../../src/simulator';
import { mergePatch } from '../../../src/simulator/merge-patch';
import { type Answer, comparable } from './answers';

type Check<Kind extends FaultKind> = (
  seen: Answer,
  fault: Extract<Fault, { kind: Kind }>,
  key: string,
) => boolean;

const MEGABYTE = 1024 * 1024;

const silent = ({ status, error }: Answer, byServer: boolean) =>
  status === undefined && error !== undefined && (error === 'ECONNRESET') === byServer;

const headerOf = ({ headers = {} }: Answer, name: string) => headers[name] ?? '';

/** By what an answer shows that its fault was delivered, as it reached the runner. */
const CHECKS: { readonly [Kind in FaultKind]: Check<Kind> } = {
  refuse: (seen) => silent(seen, true),
  drop: (seen) => silent(seen, true),
  hang: (seen) => silent(seen, false),
  'rate-limit': (seen, { status = 429, retryAfterSeconds, retryAfterAsDate }) => {
    const after = seen.headers?.['retry-after'];
    const asked = retryAfterAsDate
      ? !Number.isNaN(Date.parse(after ?? ''))
      : after === `${retryAfterSeconds}`;
    return (
      seen.status === status && (retryAfterSeconds === undefined ? after === undefined : asked)
    );
  },
  'http-error': (seen, { status, body }) =>
    seen.status === status &&
    (body === undefined ? /simulated failure|Gateway error/.test(seen.body) : isBody(seen, body)),
  'truncated-body': (seen) =>
    !seen.complete &&
    seen.bytes > 0 &&
    seen.bytes < Number(headerOf(seen, 'content-length')) &&
    jsonOf(seen) === undefined,
  'wrong-content-type': (seen) =>
    seen.status === 200 && headerOf(seen, 'content-type') === 'text/html',
  'not-json': (seen) =>
    headerOf(seen, 'content-type') === 'application/json' && jsonOf(seen) === undefined,
  'unknown-status': (seen, { value = 'SOMETHING_NEW' }) => seen.body.includes(`"${value}"`),
  'slow-drip': (seen) => seen.complete && seen.pieces > 1,
  redirect: (seen, { status = 307, location }) => {
    const to = headerOf(seen, 'location');
    return seen.status === status && (location === undefined ? to !== '' : to === location);
  },
  'oversized-body': (seen, { bytes = 16 * MEGABYTE }) =>
    Number(headerOf(seen, 'content-length')) > bytes && seen.bytes > MEGABYTE,
  'echo-key': (seen, _fault, key) =>
    key !== '' && seen.body.includes(key) && headerOf(seen, 'x-echoed-authorization').includes(key),
  'byte-chunks': (seen) => seen.pieces > 1 && seen.pieces === seen.bytes,
  'large-headers': (seen) =>
    headerOf(seen, 'x-padding') !== '' || seen.error === 'HPE_HEADER_OVERFLOW',
  'byte-order-mark': (seen) => seen.body.startsWith('\uFEFF'),
  'endless-pages': ({ body }) => /"next_page":"[^"]|"count":1000000000/.test(body),
  'changed-answer': (seen, fault) => {
    const status = fault.status === undefined || seen.status === fault.status;
    const body = 'body' in fault ? isBody(seen, fault.body) : hasChanges(seen, fault.changes ?? {});
    return status && body;
  },
};

/**
 * Why it is not proven that a fault reached the runner; undefined when it is. `clean` is the answer to the same
 * request in the run without faults.
 */
export function missingProof(
  fault: Fault,
  seen: Answer | undefined,
  clean: Answer | undefined,
  key: string,
): string | undefined {
  if (seen === undefined) {
    return `the runner saw no response at all where ${fault.kind} was injected`;
  }
  const check = CHECKS[fault.kind] as Check<FaultKind>;
  if (!check(seen, fault as never, key)) {
    return `${fault.kind} did not reach the runner: it saw ${shown(seen)}`;
  }
  if (clean !== undefined && comparable(seen) === comparable(clean)) {
    return `${fault.kind} changed nothing: the runner saw what it sees without a fault`;
  }
  return undefined;
}

function shown({ body, ...rest }: Answer): string {
  return JSON.stringify({ ...rest, body: body.slice(0, 100) });
}

function jsonOf({ body }: Answer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isBody(seen: Answer, body: unknown): boolean {
  return typeof body === 'string'
    ? seen.body === body
    : isDeepStrictEqual(jsonOf(seen), JSON.parse(JSON.stringify(body)));
}

/** A long answer is kept in part only: its beginning must hold the change. */
function hasChanges(seen: Answer, changes: unknown): boolean {
  const body = jsonOf(seen);
  return isDeepStrictEqual(mergePatch(body, changes), body);
}
