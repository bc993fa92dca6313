import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** What was asked of the proxy. */
export interface Asked {
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** A proxy on loopback that leads every CONNECT to one port, as a name server of a company would. */
export class ConnectProxy {
  readonly asked: Asked[] = [];
  /** Everything that went through it, as it saw it. */
  seen = '';
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** `status`: what it answers to CONNECT; 0 for nothing at all. */
  static async before(port: number, status = 200): Promise<ConnectProxy> {
    const server = createServer((_request, response) => response.writeHead(405).end());
    const proxy = new ConnectProxy(server);
    server.on('connection', (socket) => proxy.sockets.add(socket));
    server.on('connect', ({ url = '', headers }, client: Socket) => {
      proxy.asked.push({ target: url, headers });
      if (status === 0) return;
      client.write(`HTTP/1.1 ${status} Said\r\n\r\n`);
      if (status !== 200) {
        client.end();
        return;
      }
      const vendor = connect(port, '127.0.0.1');
      proxy.sockets.add(vendor);
      for (const side of [client, vendor]) side.on('error', () => undefined);
      client.on('data', (chunk) => (proxy.seen += chunk.toString('latin1')));
      client.pipe(vendor).pipe(client);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  /** Its URL; `credentials` as `user:password`. */
  url(credentials = ''): URL {
    const { port } = this.server.address() as AddressInfo;
    return new URL(`http://${credentials === '' ? '' : `${credentials}@`}127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}
