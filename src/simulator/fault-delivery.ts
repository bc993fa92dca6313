import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Cloud, isRecord, type Reply } from './exchange';
import { writeInBytes, writeSlowly, writeTruncated } from './fault-writing';
import { type Fault, faultActs, type RateLimitFault } from './faults';
import { mergePatch } from './merge-patch';
import type { RecordedStatus } from './recording';
import { payloadOf, writeReply } from './writing';

/** One request that is about to meet a fault. */
export interface FaultyExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly cloud: Cloud;
  readonly path: string;
  /** Lets the cloud do what the request asks. */
  readonly act: () => Reply;
}

const OVERSIZED_BYTES = 16 * 1024 * 1024;

const LARGE_HEADER_BYTES = 20_000;

const PROXY_PAGE =
  '<html><head><title>Gateway error</title></head><body><h1>Gateway error</h1></body></html>';

/** Answers a request with a fault, or does not answer it, and returns how it ended. */
export function deliverFault(fault: Fault, exchange: FaultyExchange): RecordedStatus {
  const { request, response, cloud } = exchange;
  const reply = faultActs(fault)
    ? exchange.act()
    : cloud.failure(500, 'the simulator was told not to act on this request');
  switch (fault.kind) {
    case 'refuse':
      request.socket.resetAndDestroy();
      return 'dropped';
    case 'drop':
      request.socket.destroy();
      return 'dropped';
    case 'hang':
      return 'hung';
    case 'truncated-body':
      return writeTruncated(response, reply);
    case 'slow-drip': {
      const { pieces, bytesPerTick = 1, tickMilliseconds = 2 } = fault;
      const length = payloadOf(reply).length;
      const bytes = pieces === undefined ? bytesPerTick : Math.ceil(length / pieces);
      return writeSlowly(response, reply, bytes, tickMilliseconds);
    }
    case 'byte-chunks':
      return writeInBytes(response, pad(reply, fault.bytes ?? 0));
    default:
      return writeReply(response, faultyReply(fault, exchange, reply));
  }
}

type AnsweredFault = Exclude<
  Fault,
  { kind: 'refuse' | 'drop' | 'hang' | 'truncated-body' | 'slow-drip' | 'byte-chunks' }
>;

function faultyReply(fault: AnsweredFault, exchange: FaultyExchange, reply: Reply): Reply {
  const { cloud, request, path } = exchange;
  switch (fault.kind) {
    case 'rate-limit':
      return withHeaders(
        cloud.rateLimited(fault.status ?? 429, fault.message ?? 'rate limit exceeded'),
        retryAfter(fault, exchange.response),
      );
    case 'http-error': {
      const proxied = fault.status === 502 || fault.status === 504;
      const plain = cloud.failure(fault.status, `simulated failure ${fault.status}`);
      const failed = proxied ? { ...plain, body: PROXY_PAGE } : plain;
      return withHeaders(fault.body === undefined ? failed : { ...plain, body: fault.body }, {
        ...(proxied ? { 'content-type': 'text/html' } : {}),
        ...fault.headers,
      });
    }
    case 'wrong-content-type':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: PROXY_PAGE };
    case 'not-json':
      return { ...reply, body: '{"code": 0, "data": {oops' };
    case 'unknown-status':
      return { ...reply, body: replaceStatus(reply.body, fault.value ?? 'SOMETHING_NEW') };
    case 'redirect': {
      const location = fault.location ?? `http://elsewhere.invalid${path}`;
      return { status: fault.status ?? 307, headers: { location }, body: '' };
    }
    case 'oversized-body': {
      const padding = 'x'.repeat(fault.bytes ?? OVERSIZED_BYTES);
      return { ...reply, body: { ...(isRecord(reply.body) ? reply.body : {}), padding } };
    }
    case 'large-headers':
      return withHeaders(reply, { 'x-padding': 'x'.repeat(fault.bytes ?? LARGE_HEADER_BYTES) });
    case 'byte-order-mark':
      return { ...reply, body: `\uFEFF${payloadOf(reply)}` };
    case 'endless-pages':
      return reply;
    case 'changed-answer': {
      const changed = 'body' in fault ? fault.body : mergePatch(reply.body, fault.changes ?? {});
      return { ...reply, status: fault.status ?? reply.status, body: changed };
    }
    case 'echo-key': {
      const sent = request.headers.authorization ?? '';
      return withHeaders(cloud.failure(fault.status ?? 400, `cannot handle "${sent}"`), {
        'x-echoed-authorization': sent,
      });
    }
  }
}

function pad(reply: Reply, bytes: number): Reply {
  const missing = bytes - payloadOf(reply).length;
  return missing > 0 && isRecord(reply.body)
    ? { ...reply, body: { ...reply.body, padding: 'x'.repeat(missing) } }
    : reply;
}

function withHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function retryAfter(fault: RateLimitFault, response: ServerResponse): Record<string, string> {
  if (fault.retryAfterSeconds === undefined) {
    return {};
  }
  // Of the clock by which the answer is dated.
  const now = Date.parse(`${response.getHeader('date')}`);
  const due = new Date(now + fault.retryAfterSeconds * 1000);
  return {
    'retry-after': fault.retryAfterAsDate ? due.toUTCString() : `${fault.retryAfterSeconds}`,
  };
}

function replaceStatus(body: unknown, value: string): unknown {
  if (!isRecord(body)) {
    return body;
  }
  if (isRecord(body.data)) {
    return { ...body, data: { ...body.data, status: value } };
  }
  return { ...body, ['status' in body || !('state' in body) ? 'status' : 'state']: value };
}
