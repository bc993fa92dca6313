import { spawnSync } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createSocketServer, type Server } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { exchange, HttpFailure, type HttpRequest } from '../../src/client/http';
import { ResponseBody } from '../../src/client/response-body';
import { unpack } from '../../src/client/unpack';
import { newFolder } from '../support/terraform';
import { LateServer } from './support/late-server';
import { VENDOR_TEST } from './support/vendor-test';

let server: Server | undefined;
afterEach(() => new Promise((done) => (server === undefined ? done(0) : server.close(done))));

async function urlOf(started: Server): Promise<URL> {
  server = started;
  await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
  return new URL(`http://127.0.0.1:${(started.address() as { port: number }).port}/`);
}

const answering = (listener: RequestListener) => urlOf(createServer(listener));
const sent = (url: URL, change: Partial<HttpRequest> = {}) =>
  exchange({ method: 'GET', url, headers: { Connection: 'close' }, timeoutSeconds: 30, ...change });

const failureOf = async (url: URL, change: Partial<HttpRequest> = {}): Promise<HttpFailure> => {
  const error: unknown = await sent(url, change).catch((thrown: unknown) => thrown);
  if (error instanceof HttpFailure) return error;
  throw new Error(`it ended with ${JSON.stringify(error)}`);
};

describe('a process that stood still', () => {
  let late: LateServer | undefined;
  afterEach(() => late?.stop());

  test.each([
    ['until the time was just up', 0.2, 300],
    ['beyond the end', 0.05, 1200],
  ])('%s reads the response that has arrived', async (_title, timeoutSeconds, milliseconds) => {
    late = new LateServer();
    const answer = sent(await late.url(), { timeoutSeconds });
    await late.standStill(milliseconds);
    expect((await answer).text).toBe('{"password":"late"}');
  });

  test('gives up where nothing has come', async () => {
    const url = await answering(() => undefined);
    const { message, sent: wasSent, received } = await failureOf(url, { timeoutSeconds: 0.05 });
    expect([message, wasSent, received]).toEqual(['no response within 0.05 s', true, '']);
    (server as { closeAllConnections?: () => void }).closeAllConnections?.();
  });
});

describe('a response', () => {
  test('may have 200 kB of headers', async () => {
    const padding = 'x'.repeat(40_000);
    const headers = Object.fromEntries([1, 2, 3, 4, 5].map((at) => [`x-${at}`, padding]));
    const url = await answering((_request, response) => response.writeHead(200, headers).end('{}'));
    expect((await sent(url)).text).toBe('{}');
  });

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('\uFEFF{"a":"ü"}')],
    ['UTF-16, little end first', Buffer.from('\uFEFF{"a":"ü"}', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFF{"a":"ü"}', 'utf16le').swap16()],
  ])('behind a byte order mark of %s is read', async (_title, bytes) => {
    const url = await answering((_request, response) => response.end(bytes));
    expect((await sent(url)).text).toBe('{"a":"ü"}');
  });

  test('that breaks off leaves what has come', async () => {
    const url = await urlOf(
      createSocketServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () =>
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"password":"half"'),
        );
      }),
    );
    expect((await failureOf(url)).received).toBe('{"password":"half"');
  });

  test('of more than 8 MiB is not read to its end, and leaves its beginning', async () => {
    const url = await answering((_request, response) =>
      response.end(`{"password":"first"${'x'.repeat(9 * 1024 * 1024)}`),
    );
    const { message, received } = await failureOf(url);
    expect(message).toBe('the response is over 8 MiB');
    expect(received.slice(0, 19)).toBe('{"password":"first"');
  });
});

test('the pieces of a body share one block of memory, and are not endless', () => {
  const body = new ResponseBody();
  const before = process.memoryUsage().arrayBuffers;
  let problem: string | undefined;
  for (let piece = 1; piece <= 100_000; piece += 1) problem ??= body.add(Buffer.from('x'));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * 1024 * 1024);
  expect([problem, body.text().length]).toEqual([undefined, 100_000]);
  expect(body.add(Buffer.from('x'))).toBe('the response comes in over 100000 pieces');
});

test.each<[string, number[]]>([
  ['one byte alone', [0xff]],
  ['the first byte of a little end', [0xff, 0x41]],
  ['the second of it', [0x41, 0xfe]],
  ['the first byte of a big end', [0xfe, 0x41]],
  ['the second of that', [0x41, 0xff]],
])('what begins with %s is not UTF-16', (_title, bytes) => {
  const body = new ResponseBody();
  body.add(Buffer.from(bytes));
  expect(body.text()).toBe(Buffer.from(bytes).toString());
});

test('8 MiB are not too long', () => {
  const body = new ResponseBody();
  expect(body.add(Buffer.alloc(8 * 1024 * 1024))).toBeUndefined();
  expect(body.add(Buffer.alloc(1))).toBe('the response is over 8 MiB');
});

test('what is unpacked is never over 8 MiB, and what cannot be unpacked stays', () => {
  for (const [name, pack] of Object.entries({ gzip: gzipSync, br: brotliCompressSync })) {
    const large = pack(Buffer.alloc(9 * 1024 * 1024));
    expect(unpack(large, name)).toBe(large);
    expect(unpack(pack('x'), `${name}, `).toString()).toBe('x');
    expect(unpack(pack('x')).toString()).not.toBe('x');
  }
});

describe('what was not sent', () => {
  test('is what no server took', async () => {
    const url = await answering(() => undefined);
    await new Promise((done) => server?.close(done));
    const { message, sent: wasSent, cause } = await failureOf(url);
    expect([message, wasSent]).toEqual([expect.stringContaining('ECONNREFUSED'), false]);
    expect(cause).toMatchObject({ code: 'ECONNREFUSED' });
    server = undefined;
  });

  test('is what a server got whose certificate nobody vouches for', async () => {
    const secure = createSecureServer(VENDOR_TEST, (_request, response) => response.end('{}'));
    const { port } = await urlOf(secure);
    const failure = await failureOf(new URL(`https://127.0.0.1:${port}/`));
    expect(failure.sent).toBe(false);
    expect(failure.cause).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });
});

test('a server that hangs up may have got the request; the code is reported where the words do not have it', async () => {
  const url = await answering((request) => request.socket.destroy());
  const { message, sent: wasSent } = await failureOf(url);
  expect([message, wasSent]).toEqual(['socket hang up (ECONNRESET)', true]);
});

test('each request has its own connection, and leaves no timer', async () => {
  const ports = new Set<number | undefined>();
  const url = await answering((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('{}');
  });
  const set = jest.spyOn(globalThis, 'setTimeout');
  const cleared = jest.spyOn(globalThis, 'clearTimeout');
  for (let time = 0; time < 2; time += 1) {
    await sent(url, { headers: {}, timeoutSeconds: 31 });
  }
  const own = set.mock.results.filter((_one, at) => set.mock.calls[at]?.[1] === 31_000);
  expect([ports.size, own.length]).toEqual([2, 2]);
  const isCleared = (timer: unknown) => cleared.mock.calls.some(([handle]) => handle === timer);
  await new Promise<void>((done) => {
    const look = () => (own.every(({ value }) => isCleared(value)) ? done() : setImmediate(look));
    look();
  });
  jest.restoreAllMocks();
});

test('NODE_DEBUG shows no header of a request', () => {
  const bundle = `
    const { createServer } = require('node:http');
    require('esbuild').buildSync({ entryPoints: ['src/client/http.ts'], bundle: true, platform: 'node', outfile: process.argv[1], logLevel: 'silent' });
    const { exchange } = require(process.argv[1]);
    const server = createServer((request, response) => response.end('{}')).listen(0, '127.0.0.1', async () => {
      const url = new URL('http://127.0.0.1:' + server.address().port);
      await exchange({ method: 'GET', url, headers: { Authorization: 'Bearer the-key' }, timeoutSeconds: 9 });
      server.close();
    });`;
  const { stderr, status } = spawnSync(
    process.execPath,
    ['-e', bundle, `${newFolder('http')}/http.cjs`],
    { encoding: 'utf8', env: { ...process.env, NODE_DEBUG: 'http,https,net,tls' } },
  );
  expect([status, stderr.includes('HTTP ')]).toEqual([0, true]);
  expect(stderr).not.toContain('the-key');
});
