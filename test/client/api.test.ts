import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from '../../src/client/api';
import type { Endpoint } from '../../src/client/endpoint';
import { Limiter, limiterFor } from '../../src/client/pace/limiter';
import { Redactor } from '../../src/client/redactor';
import type { Settings } from '../../src/client/settings';
import { readResponse } from '../../src/zilliz/protocol/read-response';

// Characters that JSON and URLs write in another way.
const KEY = 'a/b"c\\d+e&f=g%h';

let server: Server;
let answer: { status: number; headers: Record<string, string>; body: string };
let seen: { url: string | undefined; headers: NodeJS.Dict<string | string[]>; body: string }[];
beforeEach(async () => {
  answer = { status: 200, headers: {}, body: '{"code":0,"data":{}}' };
  seen = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      seen.push({ url: request.url, headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const endpoint: Endpoint = {
  title: 'The vendor',
  keyVariable: 'KEY',
  serverVariable: 'SERVER',
  server: 'https://api.example',
  headers: { 'X-Version': '1' },
  roles: 'an owner',
  readResponse,
  requestIdHeader: 'requestid',
};

function api(change: Partial<Settings> = {}, limit?: number): Api {
  const { port } = server.address() as AddressInfo;
  const env = { KEY, SERVER: `http://127.0.0.1:${port}` };
  const settings = { pollSeconds: 0, requestTimeoutSeconds: 30, ...change };
  const limited = limit === undefined ? endpoint : { ...endpoint, requestsPerSecond: limit };
  return new Api(limited, env, settings, new Redactor(), () => new Date());
}
const request = { method: 'POST', path: ['v2', 'x'], body: { a: 1 } } as const;

test.each([
  ['as it is', KEY],
  ['as a URL writes it', encodeURIComponent(KEY)],
  ['in a text', `it was ${KEY}, was it not`],
])('a key that a successful response echoes %s reaches nobody', async (_title, echoed) => {
  answer.body = JSON.stringify({ code: 0, data: { jobId: echoed, list: [{ id: echoed }] } });
  const { data } = await api().sendOnce(request);
  const text = echoed.replace(KEY, '***').replace(encodeURIComponent(KEY), '***');
  expect(data).toEqual({ jobId: text, list: [{ id: text }] });
});

test('a key that a refusal or a request id echoes is in no message', async () => {
  answer = {
    status: 400,
    headers: { requestid: KEY },
    body: JSON.stringify({ code: 1, message: `the key ${KEY} is wrong` }),
  };
  await expect(api().sendOnce(request)).rejects.toMatchObject({
    problem: 'The vendor refused: code 1 "the key *** is wrong"',
    request: { requestId: '***' },
  });
});

test('the key is sent in one header, and a body with its length', async () => {
  await api().sendOnce({ ...request, query: { page: 2, none: undefined } });
  expect(seen).toMatchObject([
    {
      url: '/v2/x?page=2',
      headers: {
        authorization: `Bearer ${KEY}`,
        'x-version': '1',
        'content-type': 'application/json',
        'content-length': '7',
      },
      body: '{"a":1}',
    },
  ]);
});

test.each([301, 302, 303, 307, 308])('a redirect with HTTP %i is not followed', async (status) => {
  answer = { status, headers: { location: 'http://127.0.0.1:1/' }, body: '' };
  await expect(api().sendOnce(request)).rejects.toMatchObject({ effect: 'unknown' });
  expect(seen).toHaveLength(1);
});

test.each([
  ['what is not JSON', 'hello'],
  ['nothing', ''],
  ['a text', '"ok"'],
  ['null', 'null'],
])('%s is not a response to a write, which may have acted', async (_title, body) => {
  answer.body = body;
  await expect(api().sendOnce(request)).rejects.toMatchObject({
    kind: 'no-response',
    effect: 'unknown',
  });
  expect(seen).toHaveLength(1);
});

test('the date of a response is the time of the vendor', async () => {
  answer.headers = { date: 'Sat, 21 Nov 2026 00:00:00 GMT' };
  const client = api();
  expect(client.vendorTime).toBeUndefined();
  await client.read({ method: 'GET', path: ['v2'] });
  expect(client.vendorTime?.toISOString()).toBe('2026-11-21T00:00:00.000Z');
});

describe('the limit of the vendor', () => {
  let acquire: jest.SpiedFunction<Limiter['acquire']>;
  beforeEach(() => {
    acquire = jest.spyOn(Limiter.prototype, 'acquire').mockResolvedValue();
  });
  afterEach(() => jest.restoreAllMocks());
  const read = { method: 'GET', path: ['v2'] } as const;

  test.each<[string, Partial<Settings>, number | undefined, number | undefined]>([
    ['is kept', { pollSeconds: undefined }, 20, 20],
    ['is kept with a constant interval', { pollSeconds: 5 }, 20, 20],
    ['is replaced by the one that is asked for', { requestsPerSecond: 3 }, 20, 3],
    ['may be asked for where none is known', { requestsPerSecond: 3 }, undefined, 3],
    ['is not kept with an interval of nothing', { pollSeconds: 0 }, 20, undefined],
    ['may be unknown', { pollSeconds: undefined }, undefined, undefined],
  ])('%s', async (_title, settings, limit, expected) => {
    await api(settings, limit).read(read);
    const { port } = server.address() as AddressInfo;
    const shared = expected === undefined ? [] : [limiterFor(`127.0.0.1:${port}`, expected)];
    expect(acquire.mock.contexts).toEqual(shared);
    expect(acquire.mock.contexts[0]).toBe(shared[0]);
  });

  test('is asked before each attempt, and nothing is sent without its leave', async () => {
    let leaves = 0;
    acquire.mockImplementation(async () => {
      expect(seen).toHaveLength(leaves);
      leaves += 1;
    });
    answer = { status: 429, headers: {}, body: '{}' };
    await expect(api({ requestsPerSecond: 20 }).read(read)).rejects.toThrow('429');
    expect([leaves, seen.length]).toEqual([6, 6]);
  });

  test('is not waited for once the request is given up: nothing is sent', async () => {
    jest.restoreAllMocks();
    const signal = AbortSignal.abort(new Error('given up'));
    const given = api({ requestsPerSecond: 20 }).read({ ...read, signal });
    await expect(given).rejects.toThrow('given up');
    expect(seen).toEqual([]);
  });
});

test('a date to wait for is one of the clock of the server, whatever the time is here', async () => {
  answer = {
    status: 429,
    headers: {
      date: 'Sat, 21 Nov 2020 00:00:00 GMT',
      'retry-after': 'Sat, 21 Nov 2020 00:10:00 GMT',
    },
    body: '{}',
  };
  await expect(api().read({ method: 'GET', path: ['v2'] })).rejects.toMatchObject({
    retryAfterSeconds: 600,
    isLimit: true,
  });
});

test.each([
  [503, 6, 'unknown'],
  [429, 6, 'nothing'],
  [404, 1, 'nothing'],
])(
  'a code %i that comes with HTTP 200 is a status: a read is tried %i times',
  async (code, times, effect) => {
    answer.body = JSON.stringify({ code, message: 'no' });
    const error = { retry: times > 1 ? 'later' : 'after a fix', isLimit: code === 429 };
    await expect(api().read({ method: 'GET', path: ['v2'] })).rejects.toMatchObject(error);
    expect(seen).toHaveLength(times);
    // A write is sent again only where nothing happened.
    seen = [];
    await expect(api().sendOnce(request)).rejects.toMatchObject({ ...error, effect });
    expect(seen).toHaveLength(effect === 'nothing' ? times : 1);
  },
);
