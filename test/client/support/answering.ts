import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from '../../../src/client/api';
import type { Endpoint } from '../../../src/client/endpoint';
import { Redactor } from '../../../src/client/redactor';

/** A vendor that says no by the HTTP status alone. */
export const endpoint: Endpoint = {
  title: 'The vendor',
  keyVariable: 'KEY',
  serverVariable: 'SERVER',
  server: 'https://api.example',
  headers: {},
  roles: 'an owner',
  requestIdHeader: 'requestid',
  readResponse(status, body) {
    if (status < 400) return { data: body };
    const known = { status, code: String(status), message: 'no', acted: 'no' } as const;
    return { refusal: { ...known, later: false, unauthorized: false, ...(body as object) } };
  },
};

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A server on loopback that answers every request alike, and keeps what it was asked. */
export class Answering {
  asked: Asked[] = [];
  /** Runs before each answer. */
  before: () => void = () => undefined;

  private constructor(private readonly server: Server) {}

  static async with(listener: RequestListener): Promise<Answering> {
    const server = createServer();
    const answering = new Answering(server);
    server.on('request', (request, response) => {
      const { method, url, headers } = request;
      answering.asked.push({ method, url, headers });
      answering.before();
      listener(request, response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return answering;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Calls it without a pause. */
  api(change: Partial<Endpoint> = {}): Api {
    const env = { KEY: 'the-key', SERVER: this.url };
    const settings = { pollSeconds: 0, requestTimeoutSeconds: 30 };
    const now = () => new Date('2026-11-21T00:00:00Z');
    return new Api({ ...endpoint, ...change }, env, settings, new Redactor(), now);
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }
}
