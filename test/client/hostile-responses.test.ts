import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { Api } from '../../src/client/api';
import type { ApiRequest } from '../../src/client/api-client';
import { type ClientError, RefusedError } from '../../src/client/errors';
import { Redactor } from '../../src/client/redactor';
import { zilliz } from '../../src/zilliz/definition';
import { protocol } from '../../src/zilliz/protocol';

const KEY = 'key-of-the-test-0123456789';

let server: Server | undefined;
afterEach(() => new Promise((done) => (server === undefined ? done(0) : server.close(done))));

async function apiAgainst(listener: RequestListener): Promise<Api> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
  const env = {
    ZILLIZ_API_KEY: KEY,
    ZILLIZ_BASE_URL: `http://127.0.0.1:${(started.address() as { port: number }).port}`,
  };
  const settings = { pollSeconds: 0, requestTimeoutSeconds: 30 };
  const endpoint = { ...zilliz, ...protocol };
  return new Api(endpoint, env, settings, new Redactor(), () => new Date());
}

const answering = (status: number, body: string) =>
  apiAgainst((_request, response) => {
    response.writeHead(status, { connection: 'close' }).end(body);
  });
const request: ApiRequest = { method: 'POST', path: ['v2', 'restore'], body: {} };
const errorOf = (sent: Promise<unknown>): Promise<ClientError> =>
  sent.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: ClientError) => error,
  );

test.each([
  [400, false, 'nothing'],
  [400, true, 'unknown'],
  [429, true, 'unknown'],
  [500, false, 'unknown'],
])(
  'a refusal with status %d of a request that is seen to have acted (%s) did %s',
  async (status, acted, effect) => {
    const api = await answering(status, '{"code":1,"message":"no"}');
    const texts: string[] = [];
    const seen = (text: string) => {
      texts.push(text);
      return acted;
    };
    const error = await errorOf(api.sendOnce({ ...request, seen }));
    expect(error).toBeInstanceOf(RefusedError);
    expect([error.effect, texts]).toEqual([effect, ['{"code":1,"message":"no"}']]);
  },
);

test('what broke off is seen too', async () => {
  const api = await apiAgainst((_request, response) => {
    response.writeHead(200, { 'content-length': 99 });
    response.write('{"password":"half"', () => response.destroy());
  });
  const texts: string[] = [];
  const seen = (text: string) => texts.push(text) > 0;
  expect((await errorOf(api.sendOnce({ ...request, seen }))).effect).toBe('unknown');
  expect(texts).toEqual(['{"password":"half"']);
});

const PACKED = {
  gzip: gzipSync,
  'X-GZIP': gzipSync,
  deflate: deflateSync,
  'deflate ': deflateRawSync,
  br: brotliCompressSync,
  'identity, gzip': gzipSync,
  'gzip, br': (text: string) => brotliCompressSync(gzipSync(text)),
};
const packed = (encoding: string, body: Buffer, ...cut: number[]) =>
  apiAgainst((_request, response) => {
    response.writeHead(200, { 'content-encoding': encoding, 'content-length': body.length });
    if (cut.length === 0) response.end(body);
    else response.write(body.subarray(...(cut as [number])), () => response.destroy());
  });

test.each(Object.entries(PACKED))(
  'a response that is packed with %j although nobody asked is unpacked before anything looks at it',
  async (encoding, pack) => {
    const text = '{"code":0,"data":{"password":"secret"}}';
    const api = await packed(encoding, pack(text));
    const texts: string[] = [];
    const seen = (one: string) => texts.push(one) > 0;
    expect((await api.sendOnce({ ...request, seen })).data).toEqual({ password: 'secret' });
    expect(texts).toEqual([text]);
  },
);

test('what came of a packed response that broke off is seen too', async () => {
  const text = `{"password":"secret","more":"${randomBytes(5000).toString('hex')}"}`;
  const api = await packed('gzip', gzipSync(text), 0, 2000);
  const texts: string[] = [];
  const seen = (one: string) => texts.push(one) > 0;
  expect((await errorOf(api.sendOnce({ ...request, seen }))).effect).toBe('unknown');
  expect(texts[0]).toContain('"password":"secret"');
});

test.each([
  ['in an unknown way', 'zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 1])],
  ['not at all', 'gzip', Buffer.from('no gzip')],
  ['to a thousandth of 100 MB', 'gzip', gzipSync(Buffer.alloc(100_000_000))],
])('a response packed %s is one line, and nothing is proven', async (_title, encoding, body) => {
  const api = await packed(encoding, body);
  const error = await errorOf(api.sendOnce(request));
  expect(error.effect).toBe('unknown');
  expect(error.problem).toContain('not JSON');
});

test('a key that the server writes with escapes is masked in what they stand for', async () => {
  const escaped = [...KEY].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('');
  const api = await answering(200, `{"code":0,"data":{"jobId":"job ${escaped}"}}`);
  expect((await api.sendOnce(request)).data).toEqual({ jobId: 'job ***' });
});

test('a code and a message of any length are cut', async () => {
  const body = { code: 'x'.repeat(5000), message: 'y'.repeat(5000) };
  const { problem } = await errorOf((await answering(400, JSON.stringify(body))).read(request));
  expect(problem.length).toBeLessThan(420);
});

test('whether anything but a read was sent is known', async () => {
  const api = await answering(200, '{"code":0,"data":{}}');
  await api.read({ method: 'GET', path: ['v2'] });
  expect(api.hasWritten).toBe(false);
  await api.sendOnce(request);
  expect(api.hasWritten).toBe(true);
});
