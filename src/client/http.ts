import { request as plain } from 'node:http';
import { patience } from './patience';
import { type Connected, connectThrough } from './proxy';
import { ResponseBody } from './response-body';
import { secureRequest } from './secure';

/** One HTTP exchange, as it is sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutSeconds: number;
  /** Through which it is sent, if any. */
  readonly proxy?: URL | undefined;
}

/** What came back. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** The exchange broke. */
export class HttpFailure extends Error {
  constructor(
    message: string,
    /** Whether the server may have got the request. */
    readonly sent: boolean,
    /** What came of the body before. */
    readonly received: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Node refuses more than 16 KiB; a proxy that adds headers must not cost the response. */
const LARGEST_HEADERS_BYTES = 256 * 1024;

/**
 * Sends one request on its own connection and reads the whole response. Redirects are responses like any
 * other, so that the key never travels to another host.
 */
export function exchange(request: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const { method, url, headers, timeoutSeconds, proxy } = request;
    // Once connected, bytes may have left at any moment: from then on the outcome of a failure is open.
    let connected = false;
    const body = new ResponseBody();
    const fail = (cause: Error) =>
      reject(new HttpFailure(reasonOf(cause), connected, body.text(), { cause }));
    const isSecure = url.protocol === 'https:';
    let giveUp: (error?: Error) => void = () => undefined;
    const outgoing = (isSecure ? secureRequest() : plain)(url, {
      method,
      ...(proxy === undefined
        ? { agent: false }
        : {
            createConnection: (_options: object, created: unknown) => {
              giveUp = connectThrough(proxy, url, created as Connected);
              return undefined;
            },
          }),
      maxHeaderSize: LARGEST_HEADERS_BYTES,
      // Said aloud, so that no variable of the environment (NODE_TLS_REJECT_UNAUTHORIZED) turns it off.
      rejectUnauthorized: true,
    });
    // Not among the options: NODE_DEBUG prints those, and one of the headers is the key.
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    const deadline = patience(
      timeoutSeconds,
      () => outgoing.socket?.bytesRead ?? 0,
      () => {
        const late = new Error(`no response within ${timeoutSeconds} s`);
        outgoing.destroy(late);
        // Without a socket, nobody sees the end of a request.
        giveUp(late);
      },
    );
    outgoing.on('socket', (socket) => {
      // Through a proxy it is connected when it is handed over.
      connected ||= proxy !== undefined;
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    const end = () => {
      deadline.end();
      giveUp();
    };
    outgoing.on('error', (error) => {
      // A request that never had a socket is not closed: its timer would keep the process.
      end();
      fail(error);
    });
    outgoing.on('close', () => {
      end();
      // Without effect once the exchange is settled; a connection may also end without any other event.
      fail(new Error('the connection was closed before the response was complete'));
    });
    outgoing.on('response', (incoming) => {
      body.encodings = incoming.headers['content-encoding'];
      incoming.on('data', (chunk: Buffer) => {
        const problem = body.add(chunk);
        if (problem !== undefined) outgoing.destroy(new Error(problem));
      });
      incoming.on('error', fail);
      incoming.on('end', () => {
        const received = Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
        );
        resolve({ status: incoming.statusCode ?? 0, headers: received, text: body.text() });
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
