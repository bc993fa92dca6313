import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

/** One HTTP exchange, as it is sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutSeconds: number;
}

/** What came back. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** The exchange broke; `sent` tells whether the server may have got the request. */
export class HttpFailure extends Error {
  constructor(
    message: string,
    readonly sent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const LARGEST_ANSWER_BYTES = 8 * 1024 * 1024;

/**
 * Sends one request on a connection of its own and reads the whole answer. Redirects are answers like any
 * other, so that the key never travels to another host.
 */
export function exchange(request: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    // Once connected, bytes may have left at any moment: from then on the outcome of a failure is open.
    let connected = false;
    const fail = (error: Error) =>
      reject(
        error instanceof HttpFailure
          ? error
          : new HttpFailure(reasonOf(error), connected, { cause: error }),
      );
    const send = request.url.protocol === 'https:' ? secure : plain;
    const outgoing = send(request.url, {
      method: request.method,
      headers: request.headers,
      agent: false,
      // Said aloud, so that no variable of the environment (NODE_TLS_REJECT_UNAUTHORIZED) turns it off.
      rejectUnauthorized: true,
    });
    const deadline = setTimeout(
      () => outgoing.destroy(new Error(`no answer within ${request.timeoutSeconds} s`)),
      request.timeoutSeconds * 1000,
    );
    outgoing.on('socket', (socket) => {
      const event = request.url.protocol === 'https:' ? 'secureConnect' : 'connect';
      socket.once(event, () => {
        connected = true;
      });
    });
    outgoing.on('error', fail);
    outgoing.on('close', () => {
      clearTimeout(deadline);
      // Without effect once the exchange is settled; a connection may also end without any other event.
      fail(new Error('the connection was closed without a whole answer'));
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LARGEST_ANSWER_BYTES) outgoing.destroy(new Error('the answer is over 8 MiB'));
        else chunks.push(chunk);
      });
      incoming.on('error', fail);
      incoming.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
        );
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers, text });
      });
    });
    outgoing.end(request.body);
  });
}

function reasonOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && !error.message.includes(code)
    ? `${error.message} (${code})`
    : error.message;
}
