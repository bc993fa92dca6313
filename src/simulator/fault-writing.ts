import type { ServerResponse } from 'node:http';
import type { Reply } from './exchange';
import { payloadOf } from './writing';

/** Writes the first half of an answer and closes the connection. */
export function writeTruncated(response: ServerResponse, reply: Reply): number {
  const payload = payloadOf(reply);
  response.writeHead(reply.status, {
    ...headersOf(reply),
    'content-length': payload.length + 1024,
  });
  // The half is flushed before the connection closes, so the reader has seen a good beginning.
  response.write(payload.subarray(0, Math.ceil(payload.length / 2)), () => {
    response.socket?.destroySoon();
  });
  return reply.status;
}

/** Writes an answer piece by piece, each its own chunk, however fast the reader is. */
export function writeSlowly(
  response: ServerResponse,
  reply: Reply,
  bytesPerTick: number,
  tickMilliseconds: number,
): number {
  const payload = payloadOf(reply);
  let sent = 0;
  response.writeHead(reply.status, headersOf(reply));
  const timer = setInterval(() => {
    response.write(payload.subarray(sent, sent + bytesPerTick));
    sent += bytesPerTick;
    if (sent >= payload.length) {
      clearInterval(timer);
      response.end();
    }
  }, tickMilliseconds);
  response.once('close', () => clearInterval(timer));
  return reply.status;
}

const CHUNK_BYTES = 6;

/** Writes an answer as chunks of one byte, all at once: the reader's work is in their number. */
export function writeInBytes(response: ServerResponse, reply: Reply): number {
  const payload = payloadOf(reply);
  const headers = { ...headersOf(reply), 'transfer-encoding': 'chunked', connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const chunks = Buffer.alloc(payload.length * CHUNK_BYTES, '1\r\n \r\n');
  for (const [at, byte] of payload.entries()) {
    chunks[at * CHUNK_BYTES + 3] = byte;
  }
  const head = Buffer.from(`HTTP/1.1 ${reply.status} \r\n${lines.join('')}\r\n`);
  // Written past the response, which would join small pieces.
  response.socket?.end(Buffer.concat([head, chunks, Buffer.from('0\r\n\r\n')]));
  return reply.status;
}

function headersOf(reply: Reply): Record<string, string> {
  return { 'content-type': 'application/json', ...reply.headers };
}
