import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from './exchange';

/** The bytes of an answer's body: JSON, unless it is a string already. */
export function payloadOf(reply: Reply): Buffer {
  return Buffer.from(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
}

/** Writes an answer in full and returns its status. */
export function writeReply(response: ServerResponse, reply: Reply): number {
  const payload = payloadOf(reply);
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    ...reply.headers,
    'content-length': payload.length,
  });
  response.end(payload);
  return reply.status;
}

/** A request's body as text; undefined when the client went away before all of it had arrived. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
  } catch {
    return undefined;
  }
  return request.complete ? Buffer.concat(chunks).toString('utf8') : undefined;
}

/** JSON parsed, undefined when the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
