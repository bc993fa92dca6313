import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A loopback port that can be closed, with all of its connections, and opened again. */
export class Listener {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private listeningPort = 0;

  public constructor(handle: RequestListener) {
    this.server = createServer(handle);
    // A stand-in never closes an idle connection by itself: tests would fail once in a while.
    this.server.keepAliveTimeout = 0;
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** The port that it listens on, or listened on last. */
  public get port(): number {
    return this.listeningPort;
  }

  /** Whether it takes connections. */
  public get listening(): boolean {
    return this.server.listening;
  }

  /** Takes connections from now on. */
  public async open(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    this.listeningPort = (this.server.address() as AddressInfo).port;
  }

  /** Closes every connection, those without an answer included, and takes no new ones. */
  public async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }
}
