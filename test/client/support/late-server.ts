import { Worker } from 'node:worker_threads';

/** Runs beside this thread: answers a request once it is told to, whatever this thread does meanwhile. */
const SERVER = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const flag = new Int32Array(workerData);
createServer((request, response) => {
  parentPort.postMessage('asked');
  Atomics.wait(flag, 0, 0);
  response.end('{"password":"late"}', () => {
    Atomics.store(flag, 0, 2);
    Atomics.notify(flag, 0);
  });
}).listen(0, '127.0.0.1', function () { parentPort.postMessage(this.address().port); });
`;

/** A server whose answer lies in the socket before this thread, which stands still, can read it. */
export class LateServer {
  private readonly flag = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker = new Worker(SERVER, { eval: true, workerData: this.flag.buffer });

  async url(): Promise<URL> {
    return new URL(`http://127.0.0.1:${await this.message()}/`);
  }

  /** Stands still from the request until the response has left, and then for so long. */
  async standStill(milliseconds: number): Promise<void> {
    await this.message();
    Atomics.store(this.flag, 0, 1);
    Atomics.notify(this.flag, 0);
    Atomics.wait(this.flag, 0, 1);
    Atomics.wait(this.flag, 0, 2, milliseconds);
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  private message(): Promise<unknown> {
    return new Promise((resolve) => this.worker.once('message', resolve));
  }
}
