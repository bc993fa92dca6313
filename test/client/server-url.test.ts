import { authorization, serverUrl, urlOn } from '../../src/client/server-url';

const of = (given: string) => serverUrl('BASE_URL', 'https://api.example', { BASE_URL: given });
const OTHERWISE = 'Correct it or unset it to use https://api.example.';
const plain = (given: string) =>
  `BASE_URL must have a plain path, without "//", "..", "\\" and characters to be encoded, got ${JSON.stringify(given)}. ${OTHERWISE}`;
const noUrl = (given: string) =>
  `BASE_URL must be an https:// URL, got ${JSON.stringify(given)}. ${OTHERWISE}`;
const USER =
  'BASE_URL must not hold a user name or a password. Remove them: the API key goes in its own variable.';
const rest = (mark: string) =>
  `BASE_URL must not hold a query or a fragment. Remove what follows "${mark}", or unset it to use https://api.example.`;

test.each([
  ['http://127.0.0.1:9//', plain('http://127.0.0.1:9//')],
  ['https://api.example//', plain('https://api.example//')],
  ['https://api.example/v1//v2', plain('https://api.example/v1//v2')],
  ['https://api.example\\\\other', plain('https://api.example\\\\other')],
  ['https://api.example/a/../b', plain('https://api.example/a/../b')],
  ['https://api.example/a/%2e%2e/b', plain('https://api.example/a/%2e%2e/b')],
  ['https://api.example/ü', plain('https://api.example/ü')],
  ['https://api.example/ ', plain('https://api.example/ ')],
  ['https:///api.example', noUrl('https:///api.example')],
  ['https:api.example', noUrl('https:api.example')],
  ['ftp://api.example', noUrl('ftp://api.example')],
  ['api.example', noUrl('api.example')],
  ['https://user:secret@api.example', USER],
  ['https://key@api.example/?x', USER],
  ['https://:secret@api.example', USER],
  ['https://api.example?token=secret', rest('?')],
  ['https://api.example/#', rest('#')],
])('the base URL %s is refused', (given, message) => {
  const facts = { kind: 'usage', effect: 'nothing', retry: 'after a fix' };
  expect(() => of(given)).toThrow(expect.objectContaining({ message, ...facts }));
});

test.each([
  ['https://api.example', 'https://api.example/v2/clusters'],
  ['HTTPS://api.example:8443/', 'https://api.example:8443/v2/clusters'],
  ['https://proxy.example/zilliz', 'https://proxy.example/zilliz/v2/clusters'],
  ['https://proxy.example/zilliz/', 'https://proxy.example/zilliz/v2/clusters'],
  ['http://[::1]:9', 'http://[::1]:9/v2/clusters'],
])('the base URL %s is used as it stands', (given, url) => {
  expect(urlOn(of(given), '/v2/clusters', { page: undefined }).href).toBe(url);
});

test('a path never becomes a host, whatever the base URL is', () => {
  const base = new URL('http://127.0.0.1:9//');
  expect(urlOn(base, '/v2/clusters', { page: 2 }).href).toBe(
    'http://127.0.0.1:9//v2/clusters?page=2',
  );
  expect(urlOn(new URL('https://api.example'), '//other/x').host).toBe('api.example');
});

test.each(['http://api.example', 'https://api.example:444', 'https://other.example'])(
  'the key for https://api.example is not attached to a request to %s',
  (other) => {
    const server = new URL('https://api.example');
    expect(authorization(server, server, 'key')).toEqual({ Authorization: 'Bearer key' });
    expect(() => authorization(new URL(other), server, 'key')).toThrow(
      expect.objectContaining({
        message: `the API key is for https://api.example, and this request would go to ${other}. Report it: the request was not sent.`,
        ...{ kind: 'internal', effect: 'nothing', retry: 'never' },
      }),
    );
  },
);

describe('plain http', () => {
  const given = (url: string, allow?: string) =>
    serverUrl('BASE_URL', 'https://api.example', {
      BASE_URL: url,
      ...(allow === undefined ? {} : { CLUSTER_RESTORE_ALLOW_HTTP: allow }),
    });

  test.each([
    ['http://api.example', 'api.example'],
    ['http://192.0.2.1:8080', '192.0.2.1:8080'],
    ['http://127.0.0.2', '127.0.0.2'],
    ['http://localhost.example', 'localhost.example'],
    ['http://[::2]', '[::2]'],
  ])('to %s is refused', (url, host) => {
    const message = `BASE_URL is plain http to ${host}, which would expose the API key in transit. Use https, or set CLUSTER_RESTORE_ALLOW_HTTP=1 if the network is trusted.`;
    for (const allow of [undefined, '', '0', 'true']) {
      expect(() => given(url, allow)).toThrow(expect.objectContaining({ message }));
    }
  });

  test.each(['http://localhost:1', 'http://127.0.0.1', 'http://[::1]:1', 'https://api.example'])(
    'does not concern %s',
    (url) => {
      expect(given(url).host).toBe(new URL(url).host);
    },
  );

  test('to another host is allowed on request', () => {
    expect(given('http://192.0.2.1', '1').host).toBe('192.0.2.1');
  });

  test('is not what a missing or empty variable stands for', () => {
    expect(serverUrl('BASE_URL', 'https://api.example', {}).href).toBe('https://api.example/');
    expect(given('').href).toBe('https://api.example/');
  });
});
