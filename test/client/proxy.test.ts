import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exchange, HttpFailure, type HttpRequest } from '../../src/client/http';
import { proxyFor } from '../../src/client/proxy';
import { ConnectProxy } from './support/connect-proxy';
import { VENDOR_TEST } from './support/vendor-test';

const VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'];
const kept = { ...process.env };
const stops: (() => unknown)[] = [];

beforeEach(() => {
  for (const name of VARIABLES.flatMap((one) => [one, one.toLowerCase()])) delete process.env[name];
});
afterEach(async () => {
  process.env = { ...kept };
  for (const stop of stops.splice(0)) await stop();
});

describe('the proxy of the environment', () => {
  const of = (url: string, env: Record<string, string>) => {
    Object.assign(process.env, env);
    return proxyFor(new URL(url))?.href;
  };

  test.each([
    ['https://api.test/', { HTTPS_PROXY: 'http://proxy.test:3128' }, 'http://proxy.test:3128/'],
    ['https://api.test/', { https_proxy: 'http://proxy.test:3128' }, 'http://proxy.test:3128/'],
    ['https://api.test/', { ALL_PROXY: 'https://proxy.test' }, 'https://proxy.test/'],
    ['https://api.test/', { HTTP_PROXY: 'http://proxy.test:3128' }, undefined],
    ['http://api.test/', { HTTP_PROXY: 'http://proxy.test:3128' }, 'http://proxy.test:3128/'],
    ['https://api.test/', { HTTPS_PROXY: 'http://p.test', NO_PROXY: 'api.test' }, undefined],
    ['https://api.test/', { HTTPS_PROXY: 'http://p.test', NO_PROXY: '*.test' }, undefined],
    ['https://api.test/', { HTTPS_PROXY: 'http://p.test', NO_PROXY: 'other' }, 'http://p.test/'],
    ['https://localhost:8/', { HTTPS_PROXY: 'http://p.test' }, undefined],
    ['http://127.0.0.1:8/', { HTTP_PROXY: 'http://p.test' }, undefined],
    ['http://[::1]:8/', { HTTP_PROXY: 'http://p.test' }, undefined],
    ['https://127.0.0.1.test/', { HTTPS_PROXY: 'http://p.test' }, 'http://p.test/'],
  ])('for %s with %j is %s', (url, env, proxy) => {
    expect(of(url, env)).toBe(proxy);
  });

  test.each(['socks5://proxy.test:1080', 'http://'])('%s is refused', (proxy) => {
    expect(() => of('https://api.test/', { HTTPS_PROXY: proxy })).toThrow(
      'the proxy in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY must be an http:// or https:// URL. Correct it, or name api.test in NO_PROXY.',
    );
  });
});

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stops.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function proxyBefore(port: number, status?: number): Promise<ConnectProxy> {
  const proxy = await ConnectProxy.before(port, status);
  stops.push(() => proxy.stop());
  return proxy;
}

const KEY = { Authorization: 'Bearer the-key' };
const send = (url: string, proxy: URL, change: Partial<HttpRequest> = {}) =>
  exchange({
    method: 'GET',
    url: new URL(url),
    headers: KEY,
    timeoutSeconds: 30,
    proxy,
    ...change,
  });
const failureOf = async (sending: Promise<unknown>): Promise<HttpFailure> => {
  const error: unknown = await sending.catch((thrown: unknown) => thrown);
  if (error instanceof HttpFailure) return error;
  throw new Error(`it ended with ${JSON.stringify(error)}`);
};

describe('a request through a proxy', () => {
  test('reaches the vendor by CONNECT, and the proxy does not see the key', async () => {
    const vendor = createServer((request, response) => {
      response.end(JSON.stringify({ path: request.url, key: request.headers.authorization }));
    });
    const proxy = await proxyBefore(await portOf(vendor));
    const answer = await send('http://vendor.test/v2/backups?x=1', proxy.url('me:p%40ss'));
    expect(JSON.parse(answer.text)).toEqual({ path: '/v2/backups?x=1', key: 'Bearer the-key' });
    const basic = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    expect(proxy.asked.map(({ target }) => target)).toEqual(['vendor.test:80']);
    expect(proxy.asked[0]?.headers).toMatchObject({ 'proxy-authorization': basic });
    expect(JSON.stringify(proxy.asked)).not.toContain('the-key');
  });

  test.each([407, 403, 502])('that answers %d was not sent', async (status) => {
    const proxy = await proxyBefore(1, status);
    const { message, sent } = await failureOf(send('https://vendor.test/', proxy.url('me:secret')));
    expect(message).toBe(
      `the proxy ${proxy.url().host}: it responded with ${status} to CONNECT vendor.test:443`,
    );
    expect(sent).toBe(false);
  });

  test('that never answers was not sent', async () => {
    const proxy = await proxyBefore(1, 0);
    const url = 'https://vendor.test/';
    const { message, sent } = await failureOf(send(url, proxy.url(), { timeoutSeconds: 0.05 }));
    expect([message, sent]).toEqual(['no response within 0.05 s', false]);
  });

  test('that is not there was not sent', async () => {
    const proxy = await proxyBefore(1);
    const url = proxy.url();
    await proxy.stop();
    const { message, sent } = await failureOf(send('https://vendor.test/', url));
    expect(message).toMatch(/^the proxy 127\.0\.0\.1:\d+: connect ECONNREFUSED/);
    expect(sent).toBe(false);
    stops.pop();
  });

  test('to a server whose certificate nobody vouches for was not sent', async () => {
    let asked = 0;
    const vendor = createSecureServer(VENDOR_TEST, (_request, response) => {
      asked += 1;
      response.end('{}');
    });
    const proxy = await proxyBefore(await portOf(vendor));
    const { cause, sent } = await failureOf(send('https://vendor.test/', proxy.url()));
    expect((cause as NodeJS.ErrnoException).code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect([sent, asked]).toEqual([false, 0]);
  });

  test('that breaks after it was connected may have been sent', async () => {
    const vendor = createServer((request) => request.socket.destroy());
    const proxy = await proxyBefore(await portOf(vendor));
    expect((await failureOf(send('http://vendor.test/', proxy.url()))).sent).toBe(true);
  });
});
