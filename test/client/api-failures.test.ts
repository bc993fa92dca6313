import { Api } from '../../src/client/api';
import type { ApiRequest } from '../../src/client/api-client';
import type { Endpoint, Refusal } from '../../src/client/endpoint';
import { ClientError, NoResponseError, RefusedError } from '../../src/client/errors';
import { Redactor } from '../../src/client/redactor';
import { Answering, endpoint } from './support/answering';

describe('a request', () => {
  let vendor: Answering;
  afterEach(async () => {
    jest.restoreAllMocks();
    await vendor.stop();
  });

  type Answer = [status: number, body: string, headers?: Record<string, string>];
  async function answering(...[status, body, headers = {}]: Answer) {
    vendor = await Answering.with((_request, response) =>
      response.writeHead(status, headers).end(body),
    );
    return vendor;
  }
  const refusing = async (refusal: Partial<Refusal>, headers?: Record<string, string>) =>
    await answering(refusal.status ?? 400, JSON.stringify(refusal), headers);

  const READ: ApiRequest = { method: 'GET', path: ['v2', 'x'] };
  const WRITE: ApiRequest = { method: 'POST', path: ['v2', 'x'], body: {} };
  const errorOf = async (sent: Promise<unknown>): Promise<ClientError> => {
    const error: unknown = await sent.catch((thrown: unknown) => thrown);
    if (error instanceof ClientError) return error;
    throw new Error(`it ended with ${JSON.stringify(error) ?? String(error)}`);
  };

  /** How often a call is made, and what it has done when it fails. */
  async function ends(call: (api: Api) => Promise<unknown>, change: Partial<Endpoint> = {}) {
    vendor.asked = [];
    const { effect, retry } = await errorOf(call(vendor.api(change)));
    return [vendor.asked.length, effect, retry];
  }

  test.each<[string, Answer]>([
    ['that is not JSON', [200, 'hello']],
    ['that is empty', [200, ' ']],
    ['that redirects', [301, '{}', { location: '/' }]],
    ['that is none of the documented ones', [300, '{}']],
  ])(
    'a response %s proves nothing of a write: a drop is sent again, what acts once is not',
    async (_title, answer) => {
      await answering(...answer);
      const fix = 'after a fix';
      expect(await ends((api) => api.read(READ))).toEqual([6, 'nothing', fix]);
      expect(await ends((api) => api.repeatableWrite(WRITE))).toEqual([6, 'unknown', fix]);
      expect(await ends((api) => api.sendOnce(WRITE))).toEqual([1, 'unknown', fix]);
    },
  );

  test('a response that broke off proves nothing either, and nobody has to see it', async () => {
    vendor = await Answering.with((_request, response) => {
      response.writeHead(200, { 'content-length': 99 });
      response.write('{', () => response.destroy());
    });
    expect(await ends((api) => api.sendOnce(WRITE))).toEqual([1, 'unknown', 'after a fix']);
    const error = await errorOf(vendor.api().read(READ));
    expect(error).toBeInstanceOf(NoResponseError);
    expect(error.problem).toMatch(/^The vendor sent no complete response: /);
    expect(error.fix).toBe('Check the network and SERVER');
    expect(error.request).toEqual({ method: 'GET', url: `${vendor.url}/v2/x` });
  });

  test('a server that is not there did nothing: a write is sent again', async () => {
    await answering(200, '{}');
    const api = vendor.api();
    await vendor.stop();
    const error = await errorOf(api.sendOnce(WRITE));
    expect([error.effect, error.retry, error.fix]).toEqual([
      'nothing',
      'after a fix',
      'Check the network and SERVER',
    ]);
    expect(error.problem).toMatch(/^The vendor cannot be reached: connect ECONNREFUSED /);
    await answering(200, '{}');
  });

  describe('what is reported of a response that is none', () => {
    test.each<[Answer, string]>([
      [
        [302, '{}', { location: '/' }],
        'responded with a redirect, which is not followed with the key',
      ],
      [[399, '{}'], 'responded with a redirect, which is not followed with the key'],
      [[200, 'x'], 'responded with something that is not JSON'],
    ])('%j', async (answer, what) => {
      await answering(...answer);
      const { problem, fix, request } = await errorOf(vendor.api().sendOnce(WRITE));
      expect(problem).toBe(`The vendor ${what}`);
      expect(fix).toBe('Check that SERVER names the API and that no proxy is in between');
      const status = answer[0];
      expect(request).toEqual({ method: 'POST', url: `${vendor.url}/v2/x`, status });
    });

    test('a status that refuses needs no JSON', async () => {
      await answering(400, 'no');
      expect(await errorOf(vendor.api().sendOnce(WRITE))).toBeInstanceOf(RefusedError);
    });
  });

  test.each<[string, string, boolean, object | undefined]>([
    ['nothing', '', true, {}],
    ['blanks', ' \n', true, {}],
    ['nothing, where it must not be empty', '', false, undefined],
    ['a page', '<html>', true, undefined],
  ])('a response of %s', async (_title, body, mayBeEmpty, data) => {
    await answering(200, body);
    const sent = vendor.api().sendOnce({ ...WRITE, mayBeEmpty });
    if (data === undefined) expect(await errorOf(sent)).toBeInstanceOf(NoResponseError);
    else expect(await sent).toEqual({ data });
  });

  test.each<[readonly string[] | undefined, object | undefined]>([
    [['409', '404'], { data: undefined, refusedWith: '404' }],
    [['409'], undefined],
    [[], undefined],
    [undefined, undefined],
  ])('a code that the caller expects is not an error: %j', async (expectedCodes, response) => {
    await refusing({ status: 404 });
    const sent = vendor.api().read({ ...READ, ...(expectedCodes && { expectedCodes }) });
    if (response === undefined) expect(await errorOf(sent)).toMatchObject({ code: '404' });
    else expect(await sent).toEqual(response);
  });

  describe('what to do', () => {
    const key = { status: 401, unauthorized: true };
    test.each<[string, Partial<Refusal>, string | undefined, string, string]>([
      ['where nothing is known', {}, undefined, 'refused', 'Correct what the message names'],
      ['where the code says it', { fix: 'Do it' }, undefined, 'refused', 'Do it'],
      ['where it passes', { later: true }, undefined, 'refused', ''],
      ['where the server has a fault', { status: 503 }, undefined, 'refused', ''],
      ['where it passes in five minutes', { later: true }, '300', 'refused', ''],
      [
        'where it passes in more',
        { later: true },
        '300.6',
        'refused',
        'the server asks to wait 301 s',
      ],
      [
        'where the code says it, and it passes in more',
        { later: true, fix: 'Do it' },
        '301',
        'refused',
        'Do it; the server asks to wait 301 s',
      ],
      [
        'where it does not pass, whatever is asked',
        {},
        '999',
        'refused',
        'Correct what the message names',
      ],
      ['without a key', key, undefined, 'credentials', 'Set KEY to a key of an owner'],
      [
        'with a key, where the code says it',
        { ...key, fix: 'Do it' },
        undefined,
        'credentials',
        'Do it',
      ],
    ])('%s', async (_title, refusal, wait, kind, fix) => {
      await refusing(refusal, wait === undefined ? {} : { 'retry-after': wait });
      const api = vendor.api();
      // It would wait for those five minutes.
      api.until(1);
      const error = await errorOf(api.sendOnce(WRITE));
      expect([error.kind, error.fix]).toEqual([kind, fix]);
      const isKey = kind === 'credentials' && refusal.fix === undefined;
      const what = isKey ? 'refused the API key for this call:' : 'refused:';
      expect(error.problem).toBe(`The vendor ${what} code ${refusal.status ?? 400} "no"`);
    });

    test('a date to wait for is one of the clock here, where the server has none', async () => {
      vendor = await Answering.with((_request, response) => {
        response.sendDate = false;
        response.setHeader('retry-after', 'Sat, 21 Nov 2026 00:10:00 GMT');
        response.writeHead(429).end(JSON.stringify({ later: true }));
      });
      const api = vendor.api();
      expect(await errorOf(api.read(READ))).toMatchObject({ retryAfterSeconds: 600 });
      expect(api.vendorTime).toBeUndefined();
    });
  });

  test('a time that is none is not the time of the vendor, and leaves the one before', async () => {
    const dates = ['Sat, 21 Nov 2026 00:00:00 GMT', 'soon'];
    vendor = await Answering.with((_request, response) => {
      response.writeHead(200, { date: dates.shift() }).end('{}');
    });
    const api = vendor.api();
    await api.read(READ);
    await api.read(READ);
    expect(api.vendorTime?.toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });

  test('a read has no body, and asks for JSON that is not packed', async () => {
    await answering(200, '{}');
    await vendor.api().read(READ);
    const headers = vendor.asked[0]?.headers;
    expect(headers).toMatchObject({ accept: 'application/json', 'accept-encoding': 'identity' });
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('content-length');
  });

  describe('the timeout of a step', () => {
    /** A second goes by with each request. */
    const told: string[] = [];
    async function limited(): Promise<Api> {
      await refusing({ status: 429, later: true, isLimit: true });
      let now = 0;
      jest.spyOn(process.hrtime, 'bigint').mockImplementation(() => BigInt(now) * 1_000_000n);
      vendor.before = () => {
        now += 1000;
      };
      const api = vendor.api();
      told.length = 0;
      api.onLimit = (problem) => told.push(problem);
      api.until(10);
      return api;
    }
    const once = ['The vendor refused: code 429 "no"'];

    test('is how long a rate limit is waited for, and that is reported once', async () => {
      const api = await limited();
      expect(await errorOf(api.read(READ))).toMatchObject({ isLimit: true });
      expect([vendor.asked.length, told]).toEqual([11, once]);
    });

    test('is that of a further server too, which is named in its errors', async () => {
      const api = await limited();
      const further = api.on(`${vendor.url}/data`);
      expect(await errorOf(further.read(READ))).toMatchObject({ isLimit: true });
      expect([vendor.asked.length, told]).toEqual([11, once]);
      expect(vendor.asked[0]).toMatchObject({
        url: '/data/v2/x',
        headers: { authorization: 'Bearer the-key' },
      });
      await vendor.stop();
      expect((await errorOf(further.read(READ))).fix).toBe(
        'Check the network and the address of the server',
      );
      await answering(200, '{}');
    });
  });

  test('a further server is one of the vendor, which names its domains', async () => {
    await answering(200, '{}');
    const address = 'https://in01-1.vendor.test';
    expect(() => vendor.api().on(address)).toThrow('in no domain of the vendor');
    expect(() => vendor.api({ domains: ['other.test'] }).on(address)).toThrow('in no domain');
    expect(vendor.api({ domains: ['other.test', 'vendor.test'] }).on(address)).toBeInstanceOf(Api);
  });

  describe('a key', () => {
    const of = (KEY: string | undefined) => () =>
      new Api(
        endpoint,
        { ...(KEY !== undefined && { KEY }), SERVER: 'http://127.0.0.1:1' },
        { pollSeconds: 0, requestTimeoutSeconds: 1 },
        new Redactor(),
        () => new Date(),
      );
    const facts = { kind: 'credentials', effect: 'nothing', retry: 'never' };
    const fix =
      'Export the API key of an owner before you start the command; never put it in a file or a prop';

    beforeEach(() => answering(200, '{}'));
    test.each([undefined, '', ' \n'])('that is %j is not set', (key) => {
      expect(of(key)).toThrow(
        expect.objectContaining({ ...facts, problem: 'KEY is not set', fix }),
      );
    });

    test.each(['a b', 'ä', 'keyü', 'ükey', 'a\nb', 'a\u007f'])('of %j is none', (key) => {
      const problem = 'KEY holds characters that no API key has';
      expect(of(key)).toThrow(expect.objectContaining({ ...facts, problem, fix }));
    });

    test('may stand between blanks, as a file ends with a line break', async () => {
      const redactor = new Redactor();
      const settings = { pollSeconds: 0, requestTimeoutSeconds: 30 };
      const env = { KEY: ' the-key\n', SERVER: vendor.url };
      await new Api(endpoint, env, settings, redactor, () => new Date()).read(READ);
      expect(vendor.asked[0]?.headers.authorization).toBe('Bearer the-key');
      expect(redactor.redact('the-key')).toBe('***');
    });
  });
});
