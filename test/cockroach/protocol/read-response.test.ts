import { readResponse } from '../../../src/cockroach/protocol/read-response';

const refusal = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const read = readResponse(status, body as object, headers);
  if (!('refusal' in read)) throw new Error('it is no refusal');
  return read.refusal;
};

test('a success is its body, whatever is in it', () => {
  expect(readResponse(200, { code: 5, id: 'a' }, {})).toEqual({ data: { code: 5, id: 'a' } });
});

test('the envelope of gRPC is read, and each of its fields may be missing', () => {
  expect(refusal(404, { code: 5, message: 'internal call failed', details: [] })).toEqual({
    status: 404,
    code: '5',
    message: 'internal call failed',
    acted: 'no',
    later: false,
    isLimit: false,
    unauthorized: false,
  });
  expect(refusal(400, {})).toMatchObject({ code: '400', message: 'no message', acted: 'no' });
  expect(refusal(400, { code: null, message: 7 })).toMatchObject({
    code: '400',
    message: 'no message',
  });
});

test.each([
  ['HTTP 429', 429, { code: 8, message: 'slow down' }, {}],
  ['Retry-After with another status', 403, { code: 7, message: 'no' }, { 'retry-after': '1' }],
  ['the message with another status', 500, { message: 'rate limit exceeded' }, {}],
])(
  'a rate limit reported by %s comes later, did nothing, and does not concern the key',
  (_t, s, b, h) => {
    expect(refusal(s, b, h)).toMatchObject({ acted: 'no', later: true, unauthorized: false });
  },
);

test('a server that is down and names a time comes later, and is not a limit to be waited for', () => {
  const down = refusal(503, { code: 14, message: 'unavailable' }, { 'retry-after': '5' });
  expect(down).toMatchObject({ acted: 'maybe', later: true, isLimit: false });
});

test.each([
  [400, "cluster 'a' is locked by another operation"],
  [503, "cluster 'a' is locked by another operation"],
  [409, 'could not lock the cluster'],
])('a lock with HTTP %i did nothing and comes later', (status, message) => {
  expect(refusal(status, { code: 9, message })).toMatchObject({ acted: 'no', later: true });
});

test.each(['the request was blocked', 'clock skew', 'database "padlocks" does not exist'])(
  '%j reports no lock',
  (message) => {
    expect(refusal(400, { message })).toMatchObject({ acted: 'no', later: false });
  },
);

test.each([
  [503, true],
  [500, false],
  [502, false],
  [504, false],
])('HTTP %i may have acted; that it passes: %s', (status, later) => {
  expect(refusal(status, { code: 13, message: 'oops' })).toMatchObject({ acted: 'maybe', later });
});

test('a request that timed out in the service may have acted', () => {
  expect(refusal(408, {}).acted).toBe('maybe');
});

test.each([
  [401, {}],
  [403, {}],
  [400, { code: 7 }],
  [400, { code: 16 }],
])('HTTP %i %j is a matter of the key', (status, body) => {
  expect(refusal(status, body).unauthorized).toBe(true);
});

describe('an envelope with HTTP 200 is an error that lost its status', () => {
  test.each<[object, string, string]>([
    [{ code: 5 }, '5', 'no message'],
    [{ code: 5, message: 'gone', details: [] }, '5', 'gone'],
    [{ code: 14, message: '' }, '14', 'no message'],
    // A deletion that was refused in these words would pass for done.
    [{ code: '14', message: 'gone' }, '14', 'gone'],
    [{ code: 'UNAVAILABLE' }, 'UNAVAILABLE', 'no message'],
    [{ message: 'hello' }, '200', 'hello'],
    [{ error: 'gone', code: 5, message: 'gone', details: [] }, '5', 'gone'],
  ])('%j', (body, code, message) => {
    expect(refusal(200, body)).toMatchObject({ status: 200, code, message, acted: 'maybe' });
    expect(refusal(399, body)).toMatchObject({ code: code === '200' ? '399' : code });
  });

  test.each([
    [{ code: 0 }],
    [{ code: '0', message: '' }],
    [{ details: [] }],
    [{}],
    [{ code: 5, other: 1 }],
    [{ code: 5, message: 'a', id: 'x' }],
  ])('and %j is a success', (body) => {
    expect(readResponse(200, body, {})).toEqual({ data: body });
  });

  test.each([
    [200, 14, true],
    [200, 13, false],
    [400, 14, false],
    [499, 14, false],
  ])('HTTP %i with code %i passes: %s', (status, code, later) => {
    expect(refusal(status, { code }).later).toBe(later);
  });
});

test('a code may be a text', () => {
  expect(refusal(400, { code: 'INVALID' }).code).toBe('INVALID');
});

test.each([
  [399, 'maybe'],
  [400, 'no'],
  [499, 'no'],
  [500, 'maybe'],
])('HTTP %i acted: %s', (status, acted) => {
  expect(refusal(status, { code: 9 }).acted).toBe(acted);
});

test.each([
  [499, true],
  [500, false],
])('HTTP %i with Retry-After is a limit: %s', (status, isLimit) => {
  expect(refusal(status, {}, { 'retry-after': '1' }).isLimit).toBe(isLimit);
});

test.each([
  [
    'the cluster already has a retention policy set',
    'Declare the retention that the cluster has, or ask CockroachDB support to change it: retentionDays can be changed once in the life of a cluster, and that was done',
  ],
  ['frequency must be one of 1, 4', 'Use one of the values that the message names'],
  ['unsupported version', 'Use a newer release of cdktf-cluster-restore'],
  ['Invalid cc-version header', 'Use a newer release of cdktf-cluster-restore'],
  ['the cluster is locked', 'Another operation works on the cluster'],
  ['unlock it first', 'Another operation works on the cluster'],
])('%j says what to do', (message, fix) => {
  expect(refusal(400, { message }).fix).toBe(fix);
});

test('a destination that holds something says what to drop, and words without advice have none', () => {
  expect(refusal(400, { message: 'the cluster is not empty' }).fix).toMatch(
    /^Empty the destination: the API lists databases and tables only/,
  );
  expect(refusal(400, { message: 'no' })).not.toHaveProperty('fix');
});
