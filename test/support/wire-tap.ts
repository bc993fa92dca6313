import { once } from 'node:events';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request with the bytes that arrived. */
export interface Tapped {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly url: string;
  readonly body: string;
}

/** Stands before a server, hands everything on, and keeps each request as it arrived. */
export class WireTap {
  readonly requests: Tapped[] = [];

  static async before(target: string): Promise<WireTap> {
    const tap = new WireTap(target);
    tap.#server.listen(0, '127.0.0.1');
    await once(tap.#server, 'listening');
    return tap;
  }

  readonly #server: Server;

  private constructor(target: string) {
    this.#server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { method = '', url = '', headers } = incoming;
      const body = Buffer.concat(chunks);
      this.requests.push({ method, url, body: body.toString('utf8') });
      const onward = forward(`${target}${url}`, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
